"""A year's holiday notice is published: what rested on the usual days is counted again (P6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casework.domain.clock_moves import is_movable
from casework.domain.clocks import under_calendar
from casework.domain.supervision_events import CalendarAdopted

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.enterprise_dates import EnterpriseDates
    from casework.domain.lifecycle import Context
    from casework.domain.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class AdoptCalendar:
    """The platform judges a case by a newer working-day table from now on."""

    calendar: WorkingCalendar

    def decide(self, case: Case, context: Context) -> tuple[CalendarAdopted, ...]:
        """Clocks that run towards a provisional deadline move when it becomes later, and stay when
        it would become earlier; a miss that is on record stays. A table that is settled no further
        than the case's own changes nothing, so that a late request takes nothing back.
        """
        if self.calendar.published_through <= context.calendar.published_through:
            return ()
        provisional = [
            clock
            for clock in case.clocks
            if clock.provisional and is_movable(clock) and not clock.is_paused
        ]
        counted = [under_calendar(clock, context.policy, self.calendar) for clock in provisional]
        dates = self._dates(case, context)
        return (CalendarAdopted(self.calendar.version, tuple(counted), dates),)

    def _dates(self, case: Case, context: Context) -> EnterpriseDates | None:
        """The enterprise's dates, where any that is still to come was provisional; those that
        stand still are counted by the new table when they run again.
        """
        clocks = tuple(
            under_calendar(clock, context.policy, self.calendar)
            if clock.provisional and clock.due > context.now
            else clock
            for clock in (case.dates.clocks if case.dates else ())
        )
        if case.dates is None or clocks == case.dates.clocks:
            return None
        return replace(case.dates, clocks=clocks)
