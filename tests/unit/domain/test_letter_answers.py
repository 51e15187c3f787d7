"""What units do with supervision letters: read them, and answer once, whatever becomes of it."""

from datetime import timedelta

import pytest

from casework.domain.case import Case, LetterState, Status
from casework.domain.clocks import ClockKey, Stage
from casework.domain.lifecycle import Command
from casework.domain.particulars import ParticularsKind
from casework.domain.rules import (
    LetterAlreadyAnsweredError,
    NotAddressedError,
    UnknownLetterError,
)
from casework.domain.supervision_events import (
    LetterAcknowledged,
    LetterAnswered,
    LetterIssued,
)
from tests.builders import (
    RESOLVE_BY,
    TASK_BY,
    VERIFY_BY,
    assigned_case,
    context,
    ref,
    reply,
    resolve,
    then,
    verify,
)
from tests.unit.clocks import at_24
from tests.unit.domain.letter_steps import (
    NOTICE,
    acknowledge,
    answer,
    issue,
    missed_key,
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


def waits_for_an_answer(case: Case) -> bool:
    """Whether a letter in the case was not answered."""
    return any(letter.state is not LetterState.ANSWERED for letter in case.letters)


def with_a_letter(case: Case | None = None) -> Case:
    """The case with a letter for that."""
    return then(case or late_case(), issue(MISSED), now=ISSUED_AT, actor=NOTICE)[0]


def test_a_unit_acknowledges_its_letter_and_the_second_person_finds_it_done() -> None:
    case, (event,) = then(with_a_letter(), acknowledge(), now=ISSUED_AT)
    assert event.body == LetterAcknowledged("4.1")
    assert [letter.state for letter in case.letters] == [LetterState.ACKNOWLEDGED]
    assert waits_for_an_answer(case) is True
    assert then(case, acknowledge(), now=ISSUED_AT) == (case, ())


def test_an_answered_letter_needs_no_acknowledgement_any_more() -> None:
    case, _ = then(with_a_letter(), answer(), now=ISSUED_AT)
    assert then(case, acknowledge(), now=ISSUED_AT) == (case, ())


@pytest.mark.parametrize(
    ("after", "on_time"), [(-A_MOMENT, True), (timedelta(0), False), (timedelta(days=9), False)]
)
def test_the_answer_closes_the_letter_and_its_clock_in_time_or_late(
    after: timedelta, on_time: bool
) -> None:
    now = REPLY_TO_LETTER_BY + after
    case, events = then(with_a_letter(), answer(), now=now)
    words = ref(ParticularsKind.LETTER_ANSWER, 6)
    assert events[-1].body == LetterAnswered("4.1", on_time, words)
    assert [letter.state for letter in case.letters] == [LetterState.ANSWERED]
    waits = case.clock(Stage.LETTER_REPLY)
    assert waits is not None
    assert (waits.ended_at, waits.missed) == (now, not on_time)
    assert waits_for_an_answer(case) is False


def test_of_two_letters_each_is_answered_for_itself() -> None:
    case, _ = then(with_a_letter(), now=RESOLVE_BY)
    second = missed_key(case, Stage.REPLY)
    case, _ = then(case, issue(second, "6.2", 2), now=RESOLVE_BY)
    case, _ = then(case, answer(letter="6.2"), now=RESOLVE_BY)
    assert {letter.id: letter.state.value for letter in case.letters} == {
        "4.1": "issued",
        "6.2": "answered",
    }
    first, other = (case.clock(Stage.LETTER_REPLY, letter=name) for name in ("4.1", "6.2"))
    assert first is not None
    assert other is not None
    assert (first.is_running, first.missed, other.is_running) == (True, True, False)
    assert waits_for_an_answer(case) is True


def test_a_letter_is_answered_once() -> None:
    case, _ = then(with_a_letter(), answer(), now=ISSUED_AT)
    with pytest.raises(LetterAlreadyAnsweredError):
        answer().decide(case, context(ISSUED_AT))


@pytest.mark.parametrize("command", [acknowledge("court"), answer("court")])
def test_another_unit_has_nothing_to_do_with_a_letter(command: Command) -> None:
    answered, _ = then(with_a_letter(), answer(), now=ISSUED_AT)
    for case in (with_a_letter(), answered):
        with pytest.raises(NotAddressedError):
            command.decide(case, context(ISSUED_AT))


@pytest.mark.parametrize(
    "command", [render("9.9"), acknowledge(letter="9.9"), answer(letter="9.9")]
)
def test_a_letter_that_was_never_issued_is_unknown(command: Command) -> None:
    with pytest.raises(UnknownLetterError) as refused:
        command.decide(with_a_letter(), context(ISSUED_AT))
    assert refused.value.facts == {"letter": "9.9"}


# ---- After the end of the case ----------------------------------------------------------------


def closed_with_a_letter() -> Case:
    case, _ = then(with_a_letter(), verify(), reply(), resolve(), now=ISSUED_AT)
    case, _ = then(case, now=ISSUED_AT + timedelta(days=30))
    assert case.status is Status.CLOSED
    return case


def test_a_closed_case_does_not_excuse_the_answer() -> None:
    late = ISSUED_AT + timedelta(days=30)
    case, (event,) = then(closed_with_a_letter(), answer(), now=late)
    assert isinstance(event.body, LetterAnswered)
    assert (event.body.on_time, event.at) == (False, late)
    assert (case.status, case.next_due) == (Status.CLOSED, None)
    assert waits_for_an_answer(case) is False


def test_a_letter_is_acknowledged_and_printed_after_the_case_was_closed() -> None:
    case, events = then(closed_with_a_letter(), acknowledge(), render(), now=RESOLVE_BY)
    assert [event.type for event in events] == ["LetterAcknowledged", "LetterRendered"]
    assert [letter.state for letter in case.letters] == [LetterState.ACKNOWLEDGED]


def test_a_letter_whose_number_comes_after_the_end_asks_for_the_reason_only() -> None:
    case, _ = then(late_case(), verify(), reply(), resolve(), now=ISSUED_AT)
    closed_at = ISSUED_AT + timedelta(days=30)
    case, _ = then(case, now=closed_at)
    after, (event,) = then(case, issue(MISSED), now=closed_at)
    assert isinstance(event.body, LetterIssued)
    assert event.body.reason_only is True
    assert (after.status, after.next_due is not None) == (Status.CLOSED, True)


def test_an_unanswered_letter_outlives_the_silence() -> None:
    case, _ = then(with_a_letter(), verify(), reply(), resolve(), now=ISSUED_AT)
    _, events = then(case, now=ISSUED_AT + timedelta(days=30))
    assert [event.type for event in events] == [
        *("DeadlineWarned", "DeadlineMissed", "RedLightProposed", "CaseClosed")
    ]


def test_a_co_handler_answers_for_its_own_task() -> None:
    case, _ = then(assigned_case("transport", "emergency"), verify(), reply())
    case, _ = then(case, now=TASK_BY)
    case, _ = then(case, issue(missed_key(case, Stage.TASK)), now=TASK_BY)
    with pytest.raises(NotAddressedError):
        answer("transport").decide(case, context(TASK_BY))
    case, _ = then(case, answer("emergency"), now=TASK_BY)
    assert [letter.unit for letter in case.letters] == ["emergency"]
    assert case.task_of("emergency").state == "open"  # type: ignore[union-attr]
