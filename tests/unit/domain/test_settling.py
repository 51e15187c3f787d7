"""What time decides by itself: warnings, misses and the end of silence, each dated at its own
instant, whoever comes by and however late.
"""

from datetime import datetime, timedelta

import pytest

from casework.domain.case import Status
from casework.domain.clocks import Stage
from casework.domain.events import CaseReplied, CaseVerified, Event
from casework.domain.intake import SupplementCase
from casework.domain.lifecycle import CLOCK, perform
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import AlreadyVerifiedError
from casework.domain.settling import overdue
from casework.domain.supervision_events import (
    DeadlineMissed,
    DeadlineWarned,
)
from tests.builders import (
    HANDLER,
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    SILENT_UNTIL,
    TASK_BY,
    VERIFY_BY,
    a_day_before,
    assigned_case,
    calendar,
    context,
    policy,
    ref,
    reply,
    resolved_case,
    then,
    verify,
)
from tests.unit.domain.letter_steps import misses

A_MOMENT = timedelta.resolution
WARNED_AT = a_day_before(VERIFY_BY)
ABOUT = TriageReason.ABOUT_PUBLIC_BODY


def facts(events: tuple[Event, ...]) -> list[tuple[str, str | None, str | None, datetime]]:
    """Type, stage, unit and instant of each event."""
    return [
        (
            event.type,
            getattr(event.body, "stage", None),
            getattr(event.body, "unit", None),
            event.at,
        )
        for event in events
    ]


# ---- The instants -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "types"),
    [
        (NOW, []),
        (WARNED_AT - A_MOMENT, []),
        (WARNED_AT, ["DeadlineWarned"]),
        (VERIFY_BY - A_MOMENT, ["DeadlineWarned"]),
        (VERIFY_BY, ["DeadlineWarned", "DeadlineMissed"]),
    ],
)
def test_a_warning_and_a_miss_come_at_their_instants_and_not_a_moment_before(
    now: datetime, types: list[str]
) -> None:
    _, events = then(assigned_case(), now=now)
    assert [event.type for event in events] == types


def test_what_passed_is_recorded_by_the_clock_at_its_own_instant_however_late() -> None:
    _, events = then(assigned_case(), now=REPLY_BY + timedelta(days=3))
    assert {event.actor for event in events} == {CLOCK}
    assert facts(events) == [
        ("DeadlineWarned", "verify", "justice", WARNED_AT),
        ("DeadlineMissed", "verify", "justice", VERIFY_BY),
        ("DeadlineWarned", "reply", "justice", a_day_before(REPLY_BY)),
        ("DeadlineMissed", "reply", "justice", REPLY_BY),
    ]


def test_a_miss_names_all_that_it_rests_on() -> None:
    _, events = then(assigned_case(), now=VERIFY_BY)
    assert misses(events) == [
        DeadlineMissed(
            stage=Stage.VERIFY,
            unit="justice",
            round=1,
            letter=None,
            started_at=NOW,
            due=VERIFY_BY,
            policy=policy().version,
            calendar=calendar().version,
        )
    ]


def test_of_several_at_one_instant_the_clock_that_started_first_comes_first() -> None:
    case = assigned_case("transport", "emergency", "court")
    case, _ = then(case, verify(), reply())
    case, events = then(case, now=TASK_BY)
    assert facts(events[2:]) == [
        ("DeadlineWarned", "resolve", "transport", TASK_BY),
        ("DeadlineMissed", "task", "emergency", TASK_BY),
        ("DeadlineMissed", "task", "court", TASK_BY),
    ]


def test_settled_twice_nothing_is_recorded_twice() -> None:
    case, _ = then(assigned_case(), now=REPLY_BY)
    assert then(case, now=REPLY_BY) == (case, ())
    assert overdue(case, REPLY_BY, context()) is None


def test_settling_in_several_steps_makes_the_same_history() -> None:
    case, at_once = then(assigned_case(), now=RESOLVE_BY)
    story, step_by_step = assigned_case(), list[Event]()
    for now in (WARNED_AT, VERIFY_BY - A_MOMENT, VERIFY_BY, REPLY_BY, RESOLVE_BY):
        story, events = then(story, now=now)
        step_by_step += events
    assert [(one.at, one.body) for one in step_by_step] == [(one.at, one.body) for one in at_once]
    assert story.clocks == case.clocks


# ---- People who come by -----------------------------------------------------------------------


def test_whoever_acts_after_the_deadline_finds_the_miss_recorded_first() -> None:
    case, events = then(assigned_case(), verify(), now=VERIFY_BY)
    warned, missed, verified = (event.body for event in events)
    assert isinstance(warned, DeadlineWarned)
    assert isinstance(missed, DeadlineMissed)
    assert isinstance(verified, CaseVerified)
    assert verified.on_time is False
    assert [event.actor for event in events] == [CLOCK, CLOCK, HANDLER]
    assert [(event.seq, event.n) for event in events] == [(4, 0), (4, 1), (4, 2)]
    assert case.status is Status.VERIFIED


def test_whoever_acts_a_moment_before_the_deadline_is_in_time() -> None:
    case, events = then(assigned_case(), verify(), now=VERIFY_BY - A_MOMENT)
    assert misses(events) == []
    assert misses(then(case, now=REPLY_BY - A_MOMENT)[1]) == []


def test_a_command_that_breaks_a_rule_records_nothing_not_even_what_passed() -> None:
    case, _ = then(assigned_case(), verify())
    with pytest.raises(AlreadyVerifiedError):
        then(case, verify(), now=REPLY_BY)
    assert case.clock(Stage.REPLY).missed is False  # type: ignore[union-attr]


def test_where_the_clock_was_set_back_a_step_is_dated_with_what_was_last_recorded() -> None:
    late = VERIFY_BY + timedelta(hours=3)
    case, _ = then(assigned_case(), verify(), now=late)
    case, (replied,) = then(case, reply(), now=NOW - timedelta(days=400))
    assert (replied.at, case.replied_at, case.changed_at) == (late, late, late)
    assert isinstance(replied.body, CaseReplied)
    assert replied.body.on_time is True


def test_a_clock_set_back_does_not_undo_a_deadline_that_was_recorded_as_missed() -> None:
    case, _ = then(assigned_case(), now=VERIFY_BY)
    case, (verified,) = then(case, verify(), now=NOW)
    assert isinstance(verified.body, CaseVerified)
    assert (verified.at, verified.body.on_time) == (VERIFY_BY, False)


def test_a_clock_set_back_records_nothing_by_itself() -> None:
    case = assigned_case()
    assert then(case, now=NOW - timedelta(days=400)) == (case, ())


# ---- Timers -----------------------------------------------------------------------------------


def test_the_last_event_arms_a_timer_when_it_leaves_another_instant_to_wait_for() -> None:
    change = perform(assigned_case(), (), context(VERIFY_BY))
    assert [event.arms for event in change.events] == [False, True]
    assert change.after.next_due == a_day_before(REPLY_BY)
    added = SupplementCase(ref(ParticularsKind.ADDITION))
    (event,) = perform(change.after, (added,), context(VERIFY_BY)).events
    assert event.arms is False


def test_nothing_is_armed_where_nothing_is_left_to_wait_for() -> None:
    change = perform(resolved_case(), (), context(SILENT_UNTIL))
    assert [(event.type, event.arms, event.next_due) for event in change.events] == [
        ("CaseClosed", False, None)
    ]


def test_a_timer_is_armed_though_only_the_first_of_several_steps_moved_the_instant() -> None:
    added = SupplementCase(ref(ParticularsKind.ADDITION))
    change = perform(assigned_case(), (verify(), added), context())
    assert [event.arms for event in change.events] == [False, True]
