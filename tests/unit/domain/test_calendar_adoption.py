"""A year's holiday notice is published: provisional deadlines move to later, never to earlier."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase
from casework.domain.calendar_adoption import AdoptCalendar
from casework.domain.case import Case
from casework.domain.clocks import Stage
from casework.domain.events import Event
from casework.domain.lifecycle import CLOCK, Context, perform
from casework.domain.light import judged_again
from casework.domain.supervision_events import CalendarAdopted
from casework.domain.working_days import WorkingCalendar
from tests.builders import (
    CLERK,
    assigned_case,
    calendar,
    organisation,
    policy,
    reply,
    resolve,
    then,
    verify,
    waiting_case,
)
from tests.unit.clocks import at_24, local
from tests.unit.domain.letter_steps import misses
from tests.unit.domain.notices import AS_EXPECTED, LONGER, SHORTER

MONDAY = local("2026-12-28 09:00")
"""Resolution counts 15 working days from here: 3 in 2026, 12 in 2027, of which no notice is out."""

TABLES = {table.version: table for table in (calendar(), LONGER, SHORTER, AS_EXPECTED)}
RESOLVE_BY = at_24("2027-01-19")
TASK_BY = at_24("2027-01-18")


def case_over_new_year() -> Case:
    assign = AssignCase("transport", ("emergency",), judgement=NOTHING_JUDGED, released=None)
    return then(waiting_case(MONDAY), assign, now=MONDAY, actor=CLERK)[0]


def step(case: Case, now: datetime, *commands: AdoptCalendar) -> tuple[Case, tuple[Event, ...]]:
    """A step of the platform under the table that the case is judged by."""
    table = TABLES[case.versions.calendar]
    rules = Context(now, CLOCK, "step", table, policy(), organisation())
    change = perform(case, commands, rules)
    return change.after, change.events


def adopt(case: Case, table: WorkingCalendar, now: datetime) -> tuple[Case, tuple[Event, ...]]:
    return step(case, now, AdoptCalendar(table))


def dates(case: Case, stage: Stage) -> tuple[datetime, datetime | None, bool, str]:
    clock = case.clock(stage)
    assert clock is not None
    return clock.due, clock.warn_at, clock.provisional, clock.calendar


def test_before_the_notice_the_dates_of_the_new_year_are_provisional() -> None:
    case = case_over_new_year()
    usual = calendar().version
    assert dates(case, Stage.REPLY) == (at_24("2026-12-31"), at_24("2026-12-30"), False, usual)
    assert dates(case, Stage.RESOLVE) == (RESOLVE_BY, at_24("2027-01-18"), True, usual)
    assert dates(case, Stage.TASK) == (TASK_BY, at_24("2027-01-15"), True, usual)


def test_a_deadline_that_becomes_later_moves_with_its_warning() -> None:
    case, (event,) = adopt(case_over_new_year(), LONGER, MONDAY)
    assert dates(case, Stage.RESOLVE) == (
        *(at_24("2027-01-20"), at_24("2027-01-19"), False),
        "2027.longer",
    )
    assert dates(case, Stage.TASK) == (
        *(at_24("2027-01-19"), at_24("2027-01-18"), False),
        "2027.longer",
    )
    assert isinstance(event.body, CalendarAdopted)
    assert event.body.calendar == case.versions.calendar == "2027.longer"
    assert {clock.key for clock in event.body.clocks} == {
        clock.key for clock in case.clocks if clock.stage in {Stage.RESOLVE, Stage.TASK}
    }


def test_a_deadline_that_would_become_earlier_stays_and_is_certain() -> None:
    case, _ = adopt(case_over_new_year(), SHORTER, MONDAY)
    usual = calendar().version
    assert dates(case, Stage.RESOLVE) == (RESOLVE_BY, at_24("2027-01-18"), False, usual)
    assert dates(case, Stage.TASK) == (TASK_BY, at_24("2027-01-15"), False, usual)
    assert (case.versions.calendar, case.provisional) == ("2027.shorter", False)


def test_a_deadline_that_comes_out_the_same_is_certain() -> None:
    case, _ = adopt(case_over_new_year(), AS_EXPECTED, MONDAY)
    assert dates(case, Stage.RESOLVE) == (RESOLVE_BY, at_24("2027-01-18"), False, "2027.1")


@pytest.mark.parametrize("table", [LONGER, SHORTER, AS_EXPECTED], ids=lambda table: table.version)
def test_a_deadline_that_was_certain_is_not_counted_again(table: WorkingCalendar) -> None:
    before = case_over_new_year()
    after, _ = adopt(before, table, MONDAY)
    for stage in (Stage.TRIAGE, Stage.VERIFY, Stage.REPLY):
        assert after.clock(stage) == before.clock(stage)
    march, (event,) = adopt(assigned_case(), table, assigned_case().filed_at)
    assert event.body == CalendarAdopted(table.version, ())
    assert march.clocks == assigned_case().clocks


def test_a_miss_that_is_on_record_stays_though_the_day_was_off_after_all() -> None:
    missed, events = then(case_over_new_year(), now=RESOLVE_BY)
    assert {miss.stage for miss in misses(events)} >= {Stage.RESOLVE, Stage.TASK}
    case, (event,) = adopt(missed, LONGER, RESOLVE_BY)
    assert event.body == CalendarAdopted("2027.longer", ())
    assert case.clocks == missed.clocks


def test_what_passed_before_the_adoption_is_judged_by_the_table_that_was_in_force() -> None:
    _, events = adopt(case_over_new_year(), LONGER, RESOLVE_BY)
    assert isinstance(events[-1].body, CalendarAdopted)
    found = {miss.stage: miss for miss in misses(events)}
    assert (found[Stage.RESOLVE].due, found[Stage.RESOLVE].calendar) == (
        RESOLVE_BY,
        calendar().version,
    )


def test_a_clock_that_ended_is_not_counted_again() -> None:
    done, _ = then(case_over_new_year(), verify(), reply(), now=MONDAY)
    excused = tuple(
        replace(clock, ended_at=MONDAY) if clock.stage is Stage.TASK else clock
        for clock in done.clocks
    )
    case, _ = adopt(replace(done, clocks=excused), LONGER, MONDAY)
    task, resolve_clock = case.clock(Stage.TASK), case.clock(Stage.RESOLVE)
    assert task is not None
    assert resolve_clock is not None
    assert (task.due, resolve_clock.due) == (TASK_BY, at_24("2027-01-20"))


def test_the_enterprises_silence_is_counted_again_without_a_warning() -> None:
    assign = AssignCase("justice", (), judgement=NOTHING_JUDGED, released=None)
    case, _ = then(waiting_case(MONDAY), assign, now=MONDAY, actor=CLERK)
    case, _ = then(case, verify(), reply(), resolve(), now=local("2026-12-31 09:00"))
    assert dates(case, Stage.SILENCE)[:3] == (at_24("2027-01-08"), None, True)
    case, _ = adopt(case, LONGER, local("2026-12-31 10:00"))
    assert dates(case, Stage.SILENCE) == (at_24("2027-01-11"), None, False, "2027.longer")
    assert case.next_due == at_24("2027-01-11")


@pytest.mark.parametrize("table", [LONGER, SHORTER, AS_EXPECTED], ids=lambda table: table.version)
def test_an_adoption_repeated_changes_nothing(table: WorkingCalendar) -> None:
    case, _ = adopt(case_over_new_year(), table, MONDAY)
    assert adopt(case, table, MONDAY) == (case, ())


@pytest.mark.parametrize("late", [calendar(), LONGER, SHORTER], ids=lambda table: table.version)
def test_a_table_that_is_settled_no_further_than_the_cases_own_takes_nothing_back(
    late: WorkingCalendar,
) -> None:
    case, _ = adopt(case_over_new_year(), AS_EXPECTED, MONDAY)
    assert adopt(case, late, MONDAY) == (case, ())


def test_the_instant_to_wait_for_is_armed_again_when_it_moved() -> None:
    waiting, _ = then(case_over_new_year(), verify(), reply(), now=MONDAY)
    assert waiting.next_due == at_24("2027-01-15")
    case, (event,) = adopt(waiting, LONGER, MONDAY)
    assert (case.next_due, event.arms) == (at_24("2027-01-18"), True)
    assert event.due_version == waiting.due_version + 1
    _, (event,) = adopt(waiting, SHORTER, MONDAY)
    assert (event.next_due, event.arms) == (waiting.next_due, False)


@pytest.mark.parametrize(
    ("table", "due", "judge"),
    [
        (LONGER, at_24("2027-01-20"), LONGER),
        (SHORTER, RESOLVE_BY, calendar()),
        (AS_EXPECTED, RESOLVE_BY, AS_EXPECTED),
    ],
    ids=lambda value: getattr(value, "version", None),
)
def test_after_an_adoption_a_miss_names_the_table_its_deadline_rests_on(
    table: WorkingCalendar, due: datetime, judge: WorkingCalendar
) -> None:
    case, _ = adopt(case_over_new_year(), table, MONDAY)
    _, before = step(case, due - timedelta.resolution)
    assert Stage.RESOLVE not in {miss.stage for miss in misses(before)}
    _, events = step(case, due)
    (miss,) = (miss for miss in misses(events) if miss.stage is Stage.RESOLVE)
    assert (miss.due, miss.calendar) == (due, judge.version)
    assert judged_again(miss, None, policy(), judge)
    (task,) = (miss for miss in misses(events) if miss.stage is Stage.TASK)
    assert judged_again(task, None, policy(), judge)


def test_a_warning_that_was_given_is_not_taken_back() -> None:
    warned, _ = then(case_over_new_year(), verify(), reply(), now=at_24("2027-01-15"))
    case, _ = adopt(warned, LONGER, at_24("2027-01-15"))
    task = case.clock(Stage.TASK)
    assert task is not None
    assert (task.warned, task.pending) == (True, at_24("2027-01-19"))
