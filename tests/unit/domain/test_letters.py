"""Supervision letters in a case: one for a miss, printed once, answered once by the addressee."""

from datetime import timedelta

import pytest

from casework.domain.assignment import RouteCase
from casework.domain.case import Case, CaseLetter, Status
from casework.domain.clocks import ClockKey, Stage
from casework.domain.letters import IssueLetter, letter_id
from casework.domain.light import Light, light_of
from casework.domain.routing_facts import TriageReason
from casework.domain.supervision_events import (
    DeadlineMissed,
    LetterIssued,
    LetterRendered,
)
from casework.domain.supervision_notice import Letter, LetterForm, LetterNumber
from casework.services.route_case import ROUTER
from tests.builders import (
    CASE_ID,
    RESOLVE_BY,
    TRIAGE_BY,
    VERIFY_BY,
    assigned_case,
    clock,
    context,
    filed_case,
    letter_policy,
    proposal,
    then,
    verify,
)
from tests.unit.clocks import at_24
from tests.unit.domain.letter_steps import (
    NOTICE,
    SHA256,
    issue,
    missed_key,
    misses,
    render,
)

A_MOMENT = timedelta.resolution
ISSUED_AT = VERIFY_BY + timedelta(minutes=2)
"""Wednesday 4 March, two minutes past midnight in China."""

REPLY_TO_LETTER_BY = at_24("2026-03-09")
"""Three working days, of which the first is Thursday."""

MISSED = ClockKey(Stage.VERIFY, "justice", 1, None)


def late_case() -> Case:
    """A case whose lead has not verified in time."""
    return then(assigned_case(), now=VERIFY_BY)[0]


def with_a_letter(case: Case | None = None) -> Case:
    """The case with a letter for that."""
    return then(case or late_case(), issue(MISSED), now=ISSUED_AT, actor=NOTICE)[0]


# ---- Issued -----------------------------------------------------------------------------------


def test_a_letter_is_named_by_the_place_of_its_miss() -> None:
    _, events = then(assigned_case(), now=VERIFY_BY)
    (event,) = (event for event in events if isinstance(event.body, DeadlineMissed))
    assert event.id == f"{CASE_ID}/4/1"
    assert letter_id(event.seq, event.n) == "4.1"


def test_a_letter_fixes_who_missed_what_and_until_when_the_answer_is_due() -> None:
    case, (event,) = then(late_case(), issue(MISSED), now=ISSUED_AT, actor=NOTICE)
    number = LetterNumber("centre", 2026, 1)
    letter = Letter(
        id="4.1",
        case_id=CASE_ID,
        number=number,
        form=LetterForm.SYSTEM,
        neutral=False,
        unit="justice",
        stage="verify",
        due=VERIFY_BY,
        reason_only=False,
        issued_at=ISSUED_AT,
        reply_by=REPLY_TO_LETTER_BY,
    )
    waits = clock(
        *(Stage.LETTER_REPLY, "justice", REPLY_TO_LETTER_BY),
        started_at=ISSUED_AT,
        warn_at=at_24("2026-03-06"),
        letter="4.1",
    )
    assert event.body == LetterIssued(letter, letter_policy().version, (waits,))
    assert event.actor == NOTICE
    assert case.letters == (CaseLetter("4.1", number, "justice", Stage.VERIFY),)
    assert case.clock(Stage.LETTER_REPLY, letter="4.1") == waits
    assert (case.status, light_of(case)) == (Status.ASSIGNED, Light.YELLOW)


def test_form_and_neutral_wording_are_those_of_the_command() -> None:
    command = IssueLetter(
        id="9.0",
        missed=MISSED,
        number=LetterNumber("inspection", 2027, 50),
        form=LetterForm.LETTER,
        neutral=True,
        policy="2027.1",
    )
    (issued,) = command.decide(late_case(), context(ISSUED_AT))
    assert (issued.letter.form, issued.letter.neutral) == (LetterForm.LETTER, True)
    assert (issued.issuer, issued.year, issued.number) == ("inspection", 2027, 50)
    assert issued.policy == "2027.1"


def test_a_letter_is_issued_once() -> None:
    case = with_a_letter()
    assert then(case, issue(MISSED, number=2), now=ISSUED_AT) == (case, ())


@pytest.mark.parametrize(
    "missed",
    [
        ClockKey(Stage.REPLY, "justice", 1, None),  # runs, but is not missed
        ClockKey(Stage.VERIFY, "court", 1, None),  # another unit's
        ClockKey(Stage.VERIFY, "justice", 2, None),  # another round's
        ClockKey(Stage.TASK, "justice", 1, None),  # never started
    ],
)
def test_without_a_miss_there_is_no_letter(missed: ClockKey) -> None:
    case = late_case()
    assert then(case, issue(missed), now=ISSUED_AT) == (case, ())


def test_a_stage_met_meanwhile_is_asked_for_its_reason_only() -> None:
    met, _ = then(late_case(), verify(), now=ISSUED_AT)
    (issued,) = issue(MISSED).decide(met, context(ISSUED_AT))
    assert (issued.reason_only, issued.due) == (True, VERIFY_BY)
    (not_met,) = issue(MISSED).decide(late_case(), context(ISSUED_AT))
    assert not_met.reason_only is False


def test_every_miss_of_a_case_has_its_own_letter() -> None:
    case, events = then(assigned_case("transport", "emergency"), now=RESOLVE_BY)
    for number, miss in enumerate(misses(events), 1):
        key = missed_key(case, miss.stage, miss.unit)
        case, _ = then(case, issue(key, f"4.{number}", number), now=RESOLVE_BY)
    assert [(letter.unit, letter.stage.value) for letter in case.letters] == [
        ("transport", "verify"),
        ("transport", "reply"),
        ("emergency", "task"),
        ("transport", "resolve"),
    ]
    assert [letter.number.number for letter in case.letters] == [1, 2, 3, 4]


@pytest.mark.parametrize(("about", "letters"), [("health", 1), ("centre", 0)])
def test_a_triage_missed_before_routing_brings_the_centre_a_letter_unless_it_is_complained_about(
    about: str, letters: int
) -> None:
    route = RouteCase(
        proposal(TriageReason.ABOUT_PUBLIC_BODY, about_bodies=(about,)),
    )
    case, _ = then(filed_case(), route, now=TRIAGE_BY, actor=ROUTER)
    triage = ClockKey(Stage.TRIAGE, "centre", 1, None)
    after, events = then(case, issue(triage), now=TRIAGE_BY)
    issued = [event.body for event in events if isinstance(event.body, LetterIssued)]
    assert [(body.unit, body.stage, body.due) for body in issued] == [
        ("centre", "triage", TRIAGE_BY)
    ] * letters
    assert after.status is Status.TRIAGE


# ---- Printed ----------------------------------------------------------------------------------


def test_the_first_file_of_a_letter_is_the_letter() -> None:
    case, (event,) = then(with_a_letter(), render(), now=ISSUED_AT)
    assert event.body == LetterRendered("4.1", SHA256)
    assert case.letter("4.1") == CaseLetter(
        *("4.1", LetterNumber("centre", 2026, 1), "justice", Stage.VERIFY), sha256=SHA256
    )
    assert then(case, render(sha256="ff" * 32), now=ISSUED_AT) == (case, ())
    assert then(case, render(), now=ISSUED_AT) == (case, ())
