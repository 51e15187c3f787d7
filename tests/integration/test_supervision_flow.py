"""A case that nobody acts on: what the platform does by itself, carried as AWS does (P6, P7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casework.domain.case import LetterState, Status
from casework.domain.clocks import Stage
from casework.domain.light import Light, light_of
from casework.domain.supervision_events import (
    DeadlineMissed,
    LetterIssued,
)
from tests.integration.callers import signed_in, visitor
from tests.integration.county import CHEMICAL_PARK

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile
    from casework.domain.events import Event
    from tests.integration.house import House


def types(file: CaseFile) -> list[str]:
    return [event.type for event in file.events]


def misses(file: CaseFile) -> list[Event]:
    return [event for event in file.events if isinstance(event.body, DeadlineMissed)]


def letters(file: CaseFile) -> list[LetterIssued]:
    return [event.body for event in file.events if isinstance(event.body, LetterIssued)]


def test_a_missed_verification_gets_its_letter_and_light_at_the_deadline(house: House) -> None:
    link = house.file_and_route(CHEMICAL_PARK)
    case = house.case(link.case_id)
    assert case.verify_by is not None
    house.live(days=1, hours=14)
    file = house.case_file(link.case_id)
    assert types(file) == ["CaseFiled", "CaseAssigned", "DeadlineWarned"]
    house.live(hours=2)
    file = house.case_file(link.case_id)
    assert types(file)[3:] == ["DeadlineMissed", "LetterIssued", "LetterRendered"]
    (miss,) = misses(file)
    (letter,) = letters(file)
    assert (miss.at, letter.unit, letter.stage) == (case.verify_by, case.lead, "verify")
    assert (letter.issuer, letter.year, letter.number) == ("centre", 2026, 1)
    assert light_of(file.case) is Light.YELLOW


@pytest.mark.parametrize("lost", ["timers", "sweeps"])
def test_either_the_timers_or_the_sweep_suffices(house: House, lost: str) -> None:
    link = house.file_and_route(CHEMICAL_PARK)
    house.live(days=2, sweeps=lost != "sweeps", timers=lost != "timers")
    assert types(house.case_file(link.case_id))[2:] == [
        "DeadlineWarned",
        "DeadlineMissed",
        "LetterIssued",
        "LetterRendered",
    ]


def test_answering_the_letter_closes_it_and_only_the_stage_clears_the_light(house: House) -> None:
    link = house.file_and_route(CHEMICAL_PARK)
    house.live(days=2)
    case = house.case(link.case_id)
    lead = house.handler_of(str(case.lead))
    (letter,) = case.letters
    step = f"letters/{letter.id}"
    assert house.act(lead, case.id, f"{step}/acknowledgement").status == 200
    assert house.act(lead, case.id, f"{step}/answer", text="人员外出，已整改。").status == 200
    case = house.case(case.id)
    assert (case.letters[0].state, light_of(case)) == (LetterState.ANSWERED, Light.YELLOW)
    answer = house.act(lead, case.id, "verification", finding="confirmed", text="属实。")
    assert (answer.status, answer.json()["light"]) == (200, "none")
    assert house.case(case.id).clock(Stage.VERIFY).missed  # type: ignore[union-attr] # it is there


def test_a_resolved_case_that_nobody_contests_is_closed(house: House) -> None:
    link = house.resolved()
    house.live(days=8)
    assert house.case(link.case_id).status is Status.CLOSED
    assert visitor().get(house.rating_path(link)).status == 200


def test_the_letter_s_code_shows_its_record_and_its_file(house: House) -> None:
    link = house.file_and_route(CHEMICAL_PARK)
    house.live(days=2)
    case = house.case(link.case_id)
    lead = house.handler_of(str(case.lead))
    told = signed_in(lead).get(f"/api/desk/cases/{case.id}/letters/{case.letters[0].id}").json()
    assert told["number"] == 1
    kept = house.stack.client("s3").list_objects_v2(Bucket=house.stack.names["LettersBucket"])
    (found,) = kept["Contents"]
    assert found["Key"] == f"letters/{case.id}/{case.letters[0].id}.pdf"
    assert found["Key"] in told["file"]
