"""Routing: once per filing, by the catalogue when it is sure, however the event is delivered."""

from dataclasses import replace
from functools import partial

import pytest

from casework.domain.case import Case, Status
from casework.domain.errors import NotFoundError
from casework.domain.events import CaseAssigned, CaseQueuedForTriage
from casework.domain.routing import classify
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import StaleVersionError
from casework.services.route_case import ROUTER, route_case
from tests.builders import (
    ABOUT_CENTRE,
    ABOUT_POLICE,
    LOAN,
    UNCLEAR,
    VEHICLES,
    catalogue,
    organisation,
)
from tests.county import County
from tests.fakes import InMemoryCases


def deliver(county: County, case: Case) -> bool:
    return route_case(case.id, f"{case.id}/1/0", county.now, **county.ports)


def test_what_the_catalogue_is_sure_of_is_assigned_by_the_platform(county: County) -> None:
    filed = county.file(LOAN)
    county.pass_time(seconds=2)
    assert deliver(county, filed) is True
    file = county.cases.file(filed.id)
    event = file.events[-1]
    assert (event.actor, event.command_id) == (ROUTER, f"{filed.id}/1/0")
    assert isinstance(event.body, CaseAssigned)
    assert (file.case.status, file.case.lead) == (Status.ASSIGNED, "justice")
    assert event.body.automatic is True
    assert event.body.catalogue == catalogue().version
    assert file.case.assigned_at == county.now


def test_the_catalogues_co_handlers_get_their_tasks(county: County) -> None:
    best = classify(VEHICLES, None, None, False, catalogue(), organisation()).suggestions[0]
    case = county.route(county.file(VEHICLES))
    assert (case.lead, tuple(task.unit for task in case.tasks)) == (best.lead, best.co_handlers)
    assert len(best.co_handlers) > 0


@pytest.mark.parametrize(
    ("text", "changes", "reason", "about", "triage_unit"),
    [
        (UNCLEAR, {}, TriageReason.NOT_CONFIDENT, (), "centre"),
        (LOAN, {"confidential": True}, TriageReason.CONFIDENTIAL, (), "centre"),
        (ABOUT_POLICE, {}, TriageReason.ABOUT_PUBLIC_BODY, ("public_security",), "centre"),
        (ABOUT_CENTRE, {}, TriageReason.ABOUT_PUBLIC_BODY, ("centre",), "inspection"),
        (
            ABOUT_CENTRE,
            {"confidential": True},
            TriageReason.CONFIDENTIAL,
            ("centre",),
            "inspection",
        ),
    ],
    ids=["unclear", "confidential", "about a body", "about the centre", "both"],
)
def test_what_a_person_must_decide_waits_with_whoever_triages_it(
    county: County,
    text: str,
    changes: dict[str, bool],
    reason: TriageReason,
    about: tuple[str, ...],
    triage_unit: str,
) -> None:
    filed = county.file(text, **changes)
    assert deliver(county, filed) is True
    file = county.cases.file(filed.id)
    assert isinstance(file.events[-1].body, CaseQueuedForTriage)
    assert (file.case.status, file.case.triage_reason) == (Status.TRIAGE, reason)
    assert (file.case.about_bodies, file.case.triage_unit) == (about, triage_unit)


@pytest.mark.parametrize("text", [LOAN, UNCLEAR])
def test_a_second_delivery_is_a_no_op(county: County, cases: InMemoryCases, text: str) -> None:
    filed = county.file(text)
    assert deliver(county, filed) is True
    before = county.cases.file(filed.id)
    assert deliver(county, filed) is False
    assert (county.cases.file(filed.id), cases.writes) == (before, 2)


def test_a_late_delivery_leaves_alone_what_a_clerk_has_answered(county: County) -> None:
    filed = county.file(LOAN)
    answered = county.answer(filed)
    assert deliver(county, filed) is False
    assert county.cases.get(filed.id) == answered


def test_of_two_deliveries_at_the_same_time_the_second_reads_again_and_finds_it_done(
    county: County, cases: InMemoryCases
) -> None:
    filed = county.file(LOAN)
    cases.interruptions.append(lambda: deliver(county, filed))
    assert deliver(county, filed) is False
    assert (county.cases.get(filed.id).version, cases.writes) == (2, 2)


def test_an_addition_at_the_same_time_does_not_keep_the_case_from_its_unit(
    county: County, cases: InMemoryCases
) -> None:
    token = county.post(LOAN).tracking_token
    (filed,) = (file.case for file in cases.files.values())
    cases.interruptions.append(lambda: county.add(token))
    assert deliver(county, filed) is True
    types = [event.type for event in county.cases.file(filed.id).events]
    assert types == ["CaseFiled", "CaseSupplemented", "CaseAssigned"]


def test_the_fifth_conflict_is_left_to_the_queue(county: County, cases: InMemoryCases) -> None:
    token = county.post(LOAN).tracking_token
    (filed,) = (file.case for file in cases.files.values())
    for number in range(5):
        # An addition writes too: what interrupts it must be nothing, or it would interrupt itself.
        cases.interruptions += [partial(county.add, token, number=200 + number), _nothing]
    with pytest.raises(StaleVersionError):
        deliver(county, filed)
    assert county.cases.get(filed.id).status is Status.SUBMITTED


def test_a_text_erased_before_routing_is_not_guessed_at(
    county: County, cases: InMemoryCases
) -> None:
    filed = county.file(LOAN)
    cases.files[filed.id] = replace(cases.files[filed.id], particulars={})
    assert county.route(filed).triage_reason is TriageReason.NOT_CONFIDENT


def test_an_unknown_case_is_not_found(county: County) -> None:
    with pytest.raises(NotFoundError):
        route_case("7K3Q9F2M4T8W", "7K3Q9F2M4T8W/1/0", county.now, **county.ports)


def _nothing() -> None: ...
