"""Suspensions (挂起): listed reasons, approved, a longest time, never after the deadline."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casework.domain.case import Case, Status
from casework.domain.clocks import Stage
from casework.domain.decision_events import CaseSuspended, LiftCause, SuspensionLifted
from casework.domain.decision_rules import (
    DeadlinePassedError,
    NotSuspendedError,
    RequestUndecidedError,
    SuspendedError,
    TooManyDaysError,
)
from casework.domain.handling import ExcuseCoHandler, ReportTask
from casework.domain.lifecycle import CLOCK, Command
from casework.domain.light import judged_again
from casework.domain.particulars import ParticularsKind
from casework.domain.supervision_events import DeadlineMissed
from tests.builders import (
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    VERIFY_BY,
    assigned_case,
    calendar,
    context,
    policy,
    ref,
    replied_case,
    reply,
    resolve,
    then,
    verified_case,
    verify,
)
from tests.unit.clocks import at_24, local
from tests.unit.domain.decision_steps import (
    ASK,
    EXTENSION,
    LIFT,
    RETURN,
    SUPERVISOR,
    SUSPENSION,
    approve_suspension,
    deny_suspension,
)

WEDNESDAY = local("2026-03-04 10:00")


def asked(now: datetime = WEDNESDAY) -> Case:
    return then(verified_case("transport", "emergency"), SUSPENSION, now=now)[0]


def suspended(now: datetime = WEDNESDAY) -> Case:
    return then(asked(), approve_suspension(), now=now, actor=SUPERVISOR)[0]


def test_a_suspended_case_stands_still_until_the_last_day_granted() -> None:
    case, (event,) = then(asked(), approve_suspension(), now=WEDNESDAY, actor=SUPERVISOR)
    assert isinstance(event.body, CaseSuspended)
    assert (case.status, event.body.until) == (Status.SUSPENDED, at_24("2026-03-18"))
    assert case.suspension is not None
    assert (case.suspension.since, case.suspension.until) == (WEDNESDAY, at_24("2026-03-18"))
    assert case.next_due == at_24("2026-03-18")


def test_all_that_lead_and_co_handlers_owe_pauses() -> None:
    paused = {clock.stage for clock in suspended().clocks if clock.is_paused}
    assert paused == {Stage.REPLY, Stage.RESOLVE, Stage.TASK}


@pytest.mark.parametrize("days", [0, 21])
def test_the_policy_sets_the_longest_time(days: int) -> None:
    with pytest.raises(TooManyDaysError) as refused:
        replace(SUSPENSION, days=days).decide(assigned_case(), context())
    assert refused.value.facts["most"] == 20


@pytest.mark.parametrize(
    ("case", "deadline"), [(assigned_case(), VERIFY_BY), (verified_case(), REPLY_BY)]
)
def test_never_after_the_deadline_of_the_stage(case: Case, deadline: datetime) -> None:
    assert SUSPENSION.decide(case, context(deadline - timedelta.resolution))
    with pytest.raises(DeadlinePassedError):
        SUSPENSION.decide(case, context(deadline))


def test_lifted_by_a_person_the_days_suspended_are_added_to_every_unmet_stage() -> None:
    case, (event,) = then(suspended(), LIFT, now=local("2026-03-09 15:00"))
    assert isinstance(event.body, SuspensionLifted)
    assert (event.body.cause, case.status) == (LiftCause.PERSON, Status.VERIFIED)
    assert case.due_of(Stage.REPLY) == at_24("2026-03-10")
    assert case.due_of(Stage.RESOLVE) == at_24("2026-03-26")
    assert case.due_of(Stage.TASK, "emergency") == at_24("2026-03-25")
    assert case.suspension is None


def test_the_enterprises_dates_move_with_it_but_not_those_of_steps_taken() -> None:
    case, _ = then(suspended(), LIFT, now=local("2026-03-09 15:00"))
    assert case.dates is not None
    assert case.dates.verify_by == VERIFY_BY
    assert case.dates.reply_by == at_24("2026-03-10")
    assert case.dates.resolve_by == at_24("2026-03-26")


def test_the_platform_lifts_it_by_itself_when_its_time_is_over() -> None:
    case, events = then(suspended(), now=at_24("2026-03-18"))
    lifted = events[0]
    assert (lifted.at, lifted.actor) == (at_24("2026-03-18"), CLOCK)
    assert isinstance(lifted.body, SuspensionLifted)
    assert lifted.body.cause is LiftCause.EXPIRED
    assert case.status is Status.VERIFIED
    assert case.due_of(Stage.REPLY) == at_24("2026-03-19")


def test_what_passed_since_it_lifted_itself_is_recorded_after_it() -> None:
    _, events = then(suspended(), now=at_24("2026-03-20"))
    assert [type(event.body).__name__ for event in events[:2]] == [
        "SuspensionLifted",
        "DeadlineMissed",
    ]
    assert [event.at for event in events] == sorted(event.at for event in events)


@pytest.mark.parametrize(
    "command",
    [
        verify(),
        reply(),
        resolve(),
        ReportTask("emergency", ref(ParticularsKind.TASK_REPORT, 9)),
        ExcuseCoHandler("emergency", ref(ParticularsKind.EXCUSE, 9)),
        RETURN,
        EXTENSION,
        SUSPENSION,
        ASK,
    ],
    ids=lambda command: type(command).__name__,
)
def test_anything_while_suspended_is_refused_by_name(command: Command) -> None:
    with pytest.raises(SuspendedError) as refused:
        then(suspended(), command, now=WEDNESDAY)
    assert refused.value.code == "case_suspended"


def test_a_suspended_clock_records_no_miss() -> None:
    _, events = then(suspended(), now=at_24("2026-03-17"))
    assert events == ()


def test_an_undecided_suspension_records_no_miss_of_the_units() -> None:
    _, events = then(asked(), now=RESOLVE_BY)
    misses = [event.body.stage for event in events if isinstance(event.body, DeadlineMissed)]
    assert misses == [Stage.REQUEST_DECISION]


def test_approved_late_the_case_stands_still_since_it_was_asked_for() -> None:
    case = suspended(local("2026-03-09 10:00"))
    clock = case.clock(Stage.REPLY)
    assert clock is not None
    assert clock.pauses[-1].start == WEDNESDAY
    lifted, _ = then(case, LIFT, now=local("2026-03-10 10:00"))
    assert lifted.due_of(Stage.REPLY) == at_24("2026-03-11")


def test_refused_in_time_it_changes_nothing() -> None:
    before = verified_case("transport", "emergency")
    case, _ = then(asked(), deny_suspension(), now=WEDNESDAY, actor=SUPERVISOR)
    for clock in before.clocks:
        assert case.due_of(clock.stage, clock.unit) == clock.due
    assert case.status is Status.VERIFIED


def test_one_request_at_a_time() -> None:
    with pytest.raises(RequestUndecidedError):
        then(asked(), EXTENSION, now=WEDNESDAY)


def test_only_a_suspended_case_is_lifted() -> None:
    with pytest.raises(NotSuspendedError):
        LIFT.decide(replied_case(), context())


def test_lifted_at_once_it_never_was() -> None:
    case, _ = then(suspended(), LIFT, now=WEDNESDAY)
    assert case.due_of(Stage.REPLY) == REPLY_BY
    clock = case.clock(Stage.REPLY)
    assert clock is not None
    assert clock.pauses == ()


def test_a_miss_after_it_is_judged_again_by_its_segments() -> None:
    case, _ = then(suspended(), LIFT, now=local("2026-03-09 15:00"))
    _, events = then(case, now=at_24("2026-03-10"))
    miss = events[-1].body
    assert isinstance(miss, DeadlineMissed)
    assert len(miss.pauses) == 1
    assert judged_again(miss, None, policy(), calendar())
    assert not judged_again(replace(miss, pauses=()), None, policy(), calendar())


def test_twice_suspended_the_days_of_both_are_added() -> None:
    case, _ = then(suspended(), LIFT, now=local("2026-03-05 15:00"))
    assert case.due_of(Stage.REPLY) == at_24("2026-03-06")
    case, _ = then(case, SUSPENSION, now=local("2026-03-06 10:00"))
    case, _ = then(case, approve_suspension(), now=local("2026-03-06 11:00"), actor=SUPERVISOR)
    case, _ = then(case, LIFT, now=local("2026-03-10 15:00"))
    assert case.due_of(Stage.REPLY) == at_24("2026-03-10")
    assert case.due_of(Stage.RESOLVE) == at_24("2026-03-26")
    keys = [clock.key for clock in case.clocks]
    assert len(set(keys)) == len(keys)


def test_the_list_shows_when_the_suspension_ends() -> None:
    assert suspended().first_deadline == at_24("2026-03-18")
    assert at_24("2026-03-18") > NOW
