"""A clock on its own: what it owes next, when it warns, and what it rests on."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casework.domain.clocks import Clock, ClockKey, Stage, deadline_of, start_clock
from casework.domain.deadline import Limit, Unit
from tests.builders import (
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    SILENT_UNTIL,
    TASK_BY,
    TRIAGE_BY,
    VERIFY_BY,
    a_day_before,
    calendar,
    clock,
    context,
    policy,
)
from tests.unit.clocks import at_24, local

DUE: dict[Stage, datetime] = {
    Stage.TRIAGE: TRIAGE_BY,
    Stage.VERIFY: VERIFY_BY,
    Stage.REPLY: REPLY_BY,
    Stage.RESOLVE: RESOLVE_BY,
    Stage.DIRECT_VERIFY: VERIFY_BY,
    Stage.DIRECT_ANSWER: REPLY_BY,
    Stage.TASK: TASK_BY,
    Stage.REQUEST_DECISION: VERIFY_BY,
    Stage.OBJECTION_DECISION: at_24("2026-03-04"),
    Stage.REVIEW: REPLY_BY,
    Stage.PRIVACY_DECISION: RESOLVE_BY,
    Stage.SUSPENSION: at_24("2026-03-30"),
    Stage.LETTER_REPLY: REPLY_BY,
    Stage.SILENCE: SILENT_UNTIL,
}
"""Of clocks that start on Monday 2 March 2026, in working days."""


def minutes(amount: int) -> Limit:
    return Limit(amount, Unit.MINUTES)


def started(stage: Stage, at: datetime = NOW) -> Clock:
    return start_clock(stage, "justice", context(at))


def test_the_table_above_names_every_stage_that_the_policy_limits() -> None:
    limited = {stage for stage in Stage if hasattr(policy(), stage.value)}
    assert set(DUE) == {*limited, Stage.TASK}


@pytest.mark.parametrize(("stage", "due"), DUE.items())
def test_a_clock_runs_as_long_as_the_policy_says_and_warns_one_working_day_before(
    stage: Stage, due: datetime
) -> None:
    warning = None if stage in {Stage.SILENCE, Stage.SUSPENSION} else a_day_before(due)
    assert started(stage) == clock(stage, "justice", due, warn_at=warning)
    assert deadline_of(stage, NOW, policy(), calendar()).at == due


def test_missing_what_a_unit_owes_the_case_lights_a_light_and_nothing_else_does() -> None:
    dark = {stage for stage in Stage if not stage.has_light}
    assert dark == {Stage.LETTER_REPLY, Stage.SILENCE, Stage.SUSPENSION}


@pytest.mark.parametrize(
    ("at", "due", "warn_at"),
    [
        ("2026-03-06 23:59", "2026-03-09", "2026-03-06"),  # Friday: the warning comes that night
        (
            "2026-03-07 00:00",
            "2026-03-09",
            None,
        ),  # the same instant: nothing to warn of
        ("2026-03-07 10:00", "2026-03-09", None),  # Saturday: Friday's end is past
        ("2026-02-14 10:00", "2026-02-24", "2026-02-14"),  # before the Spring Festival
    ],
)
def test_no_warning_comes_before_the_clock_has_started(
    at: str, due: str, warn_at: str | None
) -> None:
    verify = started(Stage.VERIFY, local(at))
    assert (verify.due, verify.warn_at) == (at_24(due), at_24(warn_at) if warn_at else None)
    assert verify.pending == at_24(warn_at or due)


def test_a_limit_shorter_than_the_lead_has_no_warning() -> None:
    quick = replace(policy(), triage=minutes(1), verify=minutes(10), warning_lead_time=minutes(3))
    under_it = replace(context(), policy=quick)
    short = start_clock(Stage.TRIAGE, "centre", under_it)
    longer = start_clock(Stage.VERIFY, "justice", under_it)
    assert (short.due, short.warn_at) == (NOW + timedelta(minutes=1), None)
    assert (longer.due, longer.warn_at) == (
        NOW + timedelta(minutes=10),
        NOW + timedelta(minutes=7),
    )


def test_a_clock_owes_its_warning_then_its_miss_then_nothing() -> None:
    fresh = started(Stage.VERIFY)
    assert (fresh.warns, fresh.pending) == (True, a_day_before(VERIFY_BY))
    warned = replace(fresh, warned=True)
    assert (warned.warns, warned.pending) == (False, VERIFY_BY)
    missed = replace(warned, missed=True)
    assert (missed.warns, missed.pending, missed.is_running) == (False, None, True)
    assert replace(fresh, missed=True).pending is None


@pytest.mark.parametrize("warned", [False, True])
@pytest.mark.parametrize("missed", [False, True])
def test_a_clock_that_ended_owes_nothing(warned: bool, missed: bool) -> None:
    ended = replace(started(Stage.VERIFY), ended_at=NOW, warned=warned, missed=missed)
    assert (ended.is_running, ended.warns, ended.pending) == (False, False, None)


def test_clocks_are_told_apart_by_stage_unit_round_and_letter() -> None:
    one = start_clock(Stage.LETTER_REPLY, "court", context(), letter="4.1")
    assert one.key == ClockKey(Stage.LETTER_REPLY, "court", 1, "4.1")
    changed = replace(one, warned=True, missed=True, due=RESOLVE_BY, ended_at=RESOLVE_BY)
    assert changed.key == one.key


@pytest.mark.parametrize(
    ("stage", "provisional"),
    [(Stage.REPLY, False), (Stage.RESOLVE, True), (Stage.TASK, True), (Stage.SILENCE, True)],
)
def test_a_deadline_in_a_year_without_a_notice_is_provisional(
    stage: Stage, provisional: bool
) -> None:
    assert started(stage, local("2026-12-28 09:00")).provisional is provisional
