"""Objections: one within ten working days, decided in two by someone who took no part."""

from datetime import timedelta

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AnswerCase
from casework.domain.case import CENTRE, Case, Disposition, Status, TaskState
from casework.domain.clocks import Stage
from casework.domain.contest_rules import (
    AlreadyConfirmedError,
    AlreadyObjectedError,
    FalseClosingNotUpheldError,
    NotContestableError,
    NothingToReviewError,
    ObjectionPeriodOverError,
    ObjectionUndecidedError,
    TookPartError,
)
from casework.domain.direct_handling import TakeDirectHandling
from casework.domain.handling import ReportTask, ResolveCase
from casework.domain.light import Light, light_of
from casework.domain.oversight_events import SpecialReason
from casework.domain.particulars import ParticularsKind
from casework.domain.requests import RequestKind, RequestState
from casework.domain.supervision_events import Closing
from casework.domain.worklists import places
from tests.builders import (
    CLERK,
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    SILENT_UNTIL,
    TASK_BY,
    VERIFY_BY,
    answered_case,
    assigned_case,
    ref,
    replied_case,
    reply,
    resolve,
    resolved_case,
    then,
    verify,
    waiting_case,
)
from tests.unit.clocks import at_24
from tests.unit.domain.contest_steps import (
    by_enterprise,
    by_supervisor,
    confirm,
    decide_objection,
    object_to,
    objected,
    upheld,
)

A_MOMENT = timedelta.resolution
OBJECTION_BY = at_24("2026-03-16")
DECIDED_BY = at_24("2026-03-04")


def owed(case: Case, round_: int) -> set[tuple[Stage, str | None, object]]:
    """What runs in a round."""
    return {
        (clock.stage, clock.unit, clock.due)
        for clock in case.clocks
        if clock.round == round_ and clock.is_running
    }


def test_an_objection_waits_for_its_decision_of_two_working_days_and_ends_the_silence() -> None:
    case = objected(resolved_case())
    request = case.undecided(RequestKind.OBJECTION)
    assert request is not None
    assert (request.unit, request.decider, request.asked_at) == (None, CENTRE, NOW)
    clock = case.clock(Stage.OBJECTION_DECISION)
    assert clock is not None
    assert (clock.unit, clock.due, clock.request) == (CENTRE, DECIDED_BY, request.id)
    assert (case.status, case.next_due) == (Status.RESOLVED, at_24("2026-03-03"))
    silence = case.clock(Stage.SILENCE)
    assert silence is not None
    assert not silence.is_running


def test_an_objection_is_raised_within_ten_working_days_also_after_silence_closed_it() -> None:
    case = objected(resolved_case(), OBJECTION_BY - A_MOMENT)
    assert (case.status, case.closing) == (Status.CLOSED, Closing.NOT_CONTESTED)
    assert case.undecided(RequestKind.OBJECTION) is not None
    with pytest.raises(ObjectionPeriodOverError):
        objected(resolved_case(), OBJECTION_BY)


def test_what_was_not_resolved_or_was_confirmed_is_not_objected_to() -> None:
    with pytest.raises(NotContestableError):
        objected(replied_case())
    with pytest.raises(AlreadyConfirmedError):
        objected(by_enterprise(resolved_case(), confirm())[0])


def test_while_one_is_decided_no_other_is_raised() -> None:
    with pytest.raises(ObjectionUndecidedError):
        objected(objected(resolved_case()))


def test_who_took_part_does_not_decide() -> None:
    with pytest.raises(TookPartError):
        then(objected(resolved_case()), decide_objection(upheld=True), actor=CLERK)


def test_nothing_is_decided_without_an_objection() -> None:
    with pytest.raises(NothingToReviewError):
        by_supervisor(resolved_case(), decide_objection(upheld=True))


def test_upheld_it_reopens_the_case_with_a_round_of_clocks_of_its_own() -> None:
    resolved = then(
        assigned_case("transport", "emergency"),
        verify(),
        reply(),
        ReportTask("emergency", ref(ParticularsKind.TASK_REPORT, 6)),
        resolve(),
    )[0]
    case = upheld(resolved)
    assert (case.status, case.round, case.closing) == (Status.ASSIGNED, 2, None)
    assert owed(case, 2) == {
        (Stage.VERIFY, "transport", VERIFY_BY),
        (Stage.REPLY, "transport", REPLY_BY),
        (Stage.RESOLVE, "transport", RESOLVE_BY),
        (Stage.TASK, "emergency", TASK_BY),
    }
    assert owed(case, 1) == set()
    assert [task.state for task in case.tasks] == [TaskState.OPEN]
    assert (case.resolved_at, case.verified_at, case.assigned_at) == (None, None, NOW)
    assert case.disposition is Disposition.TRANSFERRED
    again = then(case, verify(), reply())[0]
    assert again.clock(Stage.VERIFY).round == 2  # type: ignore[union-attr]


def test_upheld_against_a_direct_answer_it_goes_back_to_triage_with_a_triage_clock() -> None:
    case = upheld(answered_case())
    assert (case.status, case.round, case.answered_at) == (Status.TRIAGE, 2, None)
    assert owed(case, 2) == {(Stage.TRIAGE, CENTRE, at_24("2026-03-03"))}
    assert case.disposition is Disposition.DIRECT


def test_false_closing_is_marked_where_it_was_reported_done_and_was_not() -> None:
    command = decide_objection(upheld=True, false_closing=True)
    assert by_supervisor(objected(resolved_case()), command)[0].false_closings == ("justice",)
    assert upheld(resolved_case()).false_closings == ()
    with pytest.raises(FalseClosingNotUpheldError):
        by_supervisor(objected(resolved_case()), decide_objection(upheld=False, false_closing=True))


def test_rejected_it_is_closed_as_such_and_not_objected_to_again() -> None:
    case, events = by_supervisor(objected(resolved_case()), decide_objection(upheld=False))
    assert [event.type for event in events] == ["ObjectionDecided", "CaseClosed"]
    assert (case.status, case.closing) == (Status.CLOSED, Closing.OBJECTION_REJECTED)
    assert case.requests[0].state is RequestState.REFUSED
    assert case.next_due is None
    with pytest.raises(NotContestableError):
        objected(case)


def test_a_rejected_objection_to_an_answer_leaves_it_an_answer() -> None:
    case, _ = by_supervisor(objected(answered_case()), decide_objection(upheld=False))
    assert (case.status, case.closing) == (Status.ANSWERED, Closing.OBJECTION_REJECTED)


def resolved_again() -> Case:
    """A case that was resolved in its second round."""
    return then(upheld(resolved_case()), verify(), reply(), resolve())[0]


def test_the_second_round_ends_in_silence_like_the_first() -> None:
    case, _ = then(resolved_again(), now=SILENT_UNTIL)
    assert (case.status, case.closing) == (Status.CLOSED, Closing.NOT_CONTESTED)


def test_a_second_objection_goes_to_special_supervision_and_is_not_decided() -> None:
    case, events = by_enterprise(resolved_again(), object_to())
    assert [event.type for event in events] == ["ObjectionRaised", "SpecialSupervisionStarted"]
    assert case.special is not None
    assert (case.special.reason, case.special.coordinator, case.special.departments) == (
        SpecialReason.SECOND_OBJECTION,
        CENTRE,
        ("justice",),
    )
    assert case.undecided(RequestKind.OBJECTION) is None
    assert (case.status, case.round) == (Status.REPLIED, 3)
    assert owed(case, 3) == {(Stage.RESOLVE, "justice", RESOLVE_BY)}


def test_special_supervision_by_a_second_objection_never_lacks_what_is_owed() -> None:
    case, _ = by_enterprise(resolved_again(), object_to())
    assert case.next_due is not None
    assert places(case)["special:centre"] is None
    late, _ = then(case, now=case.filed_at + timedelta(days=200))
    assert late.next_due is None
    assert (late.first_deadline, late.is_on_the_list) == (RESOLVE_BY, True)
    assert light_of(late) is Light.YELLOW


def test_a_second_objection_to_direct_handling_leaves_the_centre_an_answer_to_give() -> None:
    case, _ = then(waiting_case(), TakeDirectHandling(), actor=CLERK)
    for _ in range(2):
        if case.status is Status.ASSIGNED:
            case, _ = then(case, verify(), actor=CLERK)
        case, _ = then(case, DIRECTLY, actor=CLERK)
        case = upheld(case) if case.round == 1 else by_enterprise(case, object_to())[0]
    assert owed(case, 3) == {(Stage.DIRECT_ANSWER, CENTRE, REPLY_BY)}
    case, _ = then(case, DIRECTLY, actor=CLERK)
    assert {one.stage for one in case.clocks if one.is_running} == {Stage.SILENCE}


DIRECTLY = AnswerCase(NOTHING_JUDGED, ref(ParticularsKind.ANSWER, 9))


def test_a_third_objection_is_not_taken_and_the_case_ends() -> None:
    special, _ = by_enterprise(resolved_again(), object_to())
    case = then(special, ResolveCase(resolve().outcome, ref(ParticularsKind.RESOLUTION, 9)))[0]
    with pytest.raises(AlreadyObjectedError):
        objected(case)
    assert then(case, now=SILENT_UNTIL)[0].closing is Closing.NOT_CONTESTED


def test_a_late_decision_is_the_deciding_units_own_miss() -> None:
    case, events = then(objected(resolved_case()), now=DECIDED_BY)
    assert [event.type for event in events] == ["DeadlineWarned", "DeadlineMissed"]
    clock = case.clock(Stage.OBJECTION_DECISION)
    assert clock is not None
    assert (clock.missed, clock.unit) == (True, CENTRE)
