"""Direct handling (直接办理, P3): the centre verifies and answers, with warnings and lights."""

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AnswerCase
from casework.domain.case import CENTRE, Case, Disposition, Status
from casework.domain.clocks import Stage
from casework.domain.decision_rules import DirectlyHandledError, SuspendedError
from casework.domain.direct_handling import TakeDirectHandling
from casework.domain.lifecycle import Command
from casework.domain.light import Light, light_of
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import (
    AlreadyDispatchedError,
    CaseClosedError,
    ComplainedBodyError,
    NotYetRoutedError,
    NotYetVerifiedError,
)
from casework.domain.supervision_events import DeadlineMissed, DeadlineWarned
from tests.builders import (
    CLERK,
    NOW,
    REPLY_BY,
    VERIFY_BY,
    a_day_before,
    assigned_case,
    filed_case,
    queued_case,
    ref,
    reply,
    resolve,
    then,
    verify,
    waiting_case,
)
from tests.unit.clocks import at_24
from tests.unit.domain.decision_steps import (
    ASK,
    EXTENSION,
    RETURN,
    SUPERVISOR,
    grant_extension,
)

TAKE = TakeDirectHandling()
ANSWER = AnswerCase(NOTHING_JUDGED, ref(ParticularsKind.ANSWER, 4))


def taken() -> Case:
    return then(waiting_case(), TAKE, actor=CLERK)[0]


def test_a_clerk_takes_a_case_for_the_centre_itself() -> None:
    case = taken()
    assert (case.lead, case.status) == (CENTRE, Status.ASSIGNED)
    assert case.disposition is Disposition.DIRECT
    assert case.clock(Stage.TRIAGE).ended_at == NOW  # type: ignore[union-attr]


def test_one_working_day_to_verify_three_to_answer_with_warnings_like_any() -> None:
    case = taken()
    verify_clock, answer = case.clock(Stage.DIRECT_VERIFY), case.clock(Stage.DIRECT_ANSWER)
    assert verify_clock is not None
    assert answer is not None
    assert (verify_clock.due, verify_clock.warn_at) == (VERIFY_BY, a_day_before(VERIFY_BY))
    assert (answer.due, answer.unit) == (REPLY_BY, CENTRE)


def test_the_enterprise_is_told_both_dates() -> None:
    dates = taken().dates
    assert dates is not None
    assert (dates.verify_by, dates.reply_by, dates.resolve_by) == (VERIFY_BY, REPLY_BY, REPLY_BY)


def test_verified_and_answered_it_owes_nothing_more() -> None:
    case, _ = then(taken(), verify(), ANSWER, actor=CLERK)
    assert (case.status, case.answered_at) == (Status.ANSWERED, NOW)
    assert {clock.stage for clock in case.clocks if clock.is_running} <= {Stage.SILENCE}
    assert case.disposition is Disposition.DIRECT


def test_it_is_verified_before_it_is_answered() -> None:
    with pytest.raises(NotYetVerifiedError):
        then(taken(), ANSWER, actor=CLERK)


def test_missed_it_is_the_centres_own_yellow_light() -> None:
    case, events = then(taken(), now=VERIFY_BY)
    kinds = [event.body for event in events]
    assert isinstance(kinds[0], DeadlineWarned)
    miss = kinds[-1]
    assert isinstance(miss, DeadlineMissed)
    assert (miss.stage, miss.unit, light_of(case, CENTRE)) == (
        Stage.DIRECT_VERIFY,
        CENTRE,
        Light.YELLOW,
    )


def test_verified_late_is_said_to_be_late() -> None:
    _, events = then(taken(), verify(), now=VERIFY_BY, actor=CLERK)
    assert events[-1].body.on_time is False  # type: ignore[union-attr]


@pytest.mark.parametrize("command", [reply(), resolve(), RETURN])
def test_the_centre_answers_and_does_nothing_else_with_it(command: Command) -> None:
    with pytest.raises(DirectlyHandledError):
        then(taken(), command, actor=CLERK)


def test_answering_at_once_from_triage_stays_possible() -> None:
    assert then(waiting_case(), ANSWER, actor=CLERK)[0].status is Status.ANSWERED


@pytest.mark.parametrize(
    ("case", "error"),
    [
        (filed_case(), NotYetRoutedError),
        (assigned_case(), AlreadyDispatchedError),
        (queued_case(TriageReason.ABOUT_PUBLIC_BODY, "court"), ComplainedBodyError),
        (queued_case(TriageReason.ABOUT_PUBLIC_BODY, "centre"), ComplainedBodyError),
        (then(waiting_case(), ANSWER, actor=CLERK)[0], CaseClosedError),
    ],
)
def test_only_a_simple_case_in_triage_is_taken(case: Case, error: type[Exception]) -> None:
    with pytest.raises(error):
        then(case, TAKE, actor=CLERK)


def test_the_centre_asks_for_more_time_as_a_lead_does() -> None:
    case, _ = then(taken(), EXTENSION, actor=CLERK)
    case, _ = then(case, grant_extension(), actor=SUPERVISOR)
    assert case.due_of(Stage.DIRECT_ANSWER) == at_24("2026-03-12")


def test_while_the_enterprise_is_asked_it_is_not_answered() -> None:
    case, _ = then(taken(), verify(), ASK, actor=CLERK)
    with pytest.raises(SuspendedError):
        then(case, ANSWER, actor=CLERK)
