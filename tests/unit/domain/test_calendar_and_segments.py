"""A holiday notice meets clocks that were extended, suspended or held."""

from datetime import datetime

from casework.domain.calendar_adoption import AdoptCalendar
from casework.domain.case import Case
from casework.domain.clocks import Stage
from casework.domain.lifecycle import CLOCK, Command, Context, perform
from casework.domain.light import judged_again
from casework.domain.supervision_events import DeadlineMissed
from casework.domain.working_days import WorkingCalendar
from tests.builders import assigned_case, calendar, organisation, policy
from tests.unit.clocks import at_24, local
from tests.unit.domain.decision_steps import (
    ASK,
    EXTENSION,
    LIFT,
    RETURN,
    grant_extension,
    refuse_return,
)
from tests.unit.domain.notices import LONGER, SHORTER

MONDAY = local("2026-12-28 09:00")
USUAL = at_24("2027-01-19")
TABLES = {table.version: table for table in (calendar(), LONGER, SHORTER)}


def step(case: Case, command: Command, now: datetime = MONDAY) -> Case:
    """A step under the table that the case is judged by."""
    table = TABLES[case.versions.calendar]
    rules = Context(now, CLOCK, "step", table, policy(), organisation())
    return perform(case, (command,), rules).after


def adopted(case: Case, table: WorkingCalendar, now: datetime = MONDAY) -> Case:
    return step(case, AdoptCalendar(table), now)


def shown(case: Case) -> datetime:
    assert case.dates is not None
    return case.dates.resolve_by


def test_an_extended_clock_is_counted_again_with_its_extension() -> None:
    case = step(step(assigned_case(now=MONDAY), EXTENSION), grant_extension())
    assert case.resolve_by == shown(case) == at_24("2027-01-26")
    after = adopted(case, LONGER)
    assert after.resolve_by == shown(after) == at_24("2027-01-27")


def test_a_clock_that_stands_still_is_counted_by_the_notice_when_it_runs_again() -> None:
    case = adopted(step(assigned_case(now=MONDAY), ASK), LONGER)
    assert case.resolve_by == USUAL
    after = step(case, LIFT, local("2026-12-30 09:00"))
    assert after.resolve_by == shown(after) == at_24("2027-01-22")
    clock = after.clock(Stage.RESOLVE)
    assert clock is not None
    assert (clock.calendar, clock.provisional) == ("2027.longer", False)


def test_a_hold_that_is_dropped_counts_the_notice_that_came_meanwhile() -> None:
    held = adopted(step(assigned_case(now=MONDAY), RETURN), LONGER)
    after = step(held, refuse_return(), local("2026-12-28 15:00"))
    assert after.resolve_by == at_24("2027-01-20")


def test_a_date_that_the_notice_would_make_earlier_stays_as_it_was_shown() -> None:
    case = adopted(assigned_case(now=MONDAY), SHORTER)
    asked = step(case, ASK, local("2026-12-29 10:00"))
    after = step(asked, LIFT, local("2026-12-29 15:00"))
    assert after.resolve_by == shown(after) == USUAL


def test_a_miss_after_both_is_judged_by_its_segments_and_the_newer_table() -> None:
    case = adopted(step(assigned_case(now=MONDAY), ASK), LONGER)
    case = step(case, LIFT, local("2026-12-30 09:00"))
    rules = Context(at_24("2027-01-22"), CLOCK, "look", LONGER, policy(), organisation())
    misses = [
        event.body
        for event in perform(case, (), rules).events
        if isinstance(event.body, DeadlineMissed) and event.body.stage is Stage.RESOLVE
    ]
    assert [miss.calendar for miss in misses] == ["2027.longer"]
    assert judged_again(misses[0], None, policy(), LONGER)
