"""Deadlines: Civil Code art. 200-204 by analogy, with pauses (挂起) and an extension (延期).

What the code says and how it is read here (DESIGN section 5):

- 201-1, days: the day on which something happens is not counted; day one is the next that counts.
- 201-2, hours: they run from the moment itself.
- 203-1: a last calendar day on a day off rolls to the next working day. A working-day limit ends on
  a working day by itself.
- 203-2: the last day ends at 24:00, or at closing time where the policy sets hours of work.
- 204: a law that sets another period is named in the policy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from casework.domain.errors import ConfigurationError, InvalidInputError, RuleViolationError
from casework.domain.working_time import CHINA_TIME, BusinessHours, WorkingTime, aware

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, tzinfo

    from casework.domain.working_days import WorkingCalendar

__all__ = [
    "CHINA_TIME",
    "BusinessHours",
    "ClockPausedError",
    "Deadline",
    "Limit",
    "Pause",
    "Unit",
    "compute_deadline",
    "instant_before",
    "units_of",
]


class Unit(StrEnum):
    """What a limit is counted in. Seconds, like minutes, serve demonstrations."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"

    @property
    def counts_days(self) -> bool:
        """Whether whole days are counted (201-1) rather than running time (201-2)."""
        return self in {Unit.WORKING_DAYS, Unit.CALENDAR_DAYS}


_LENGTH = {
    Unit.HOURS: timedelta(hours=1),
    Unit.MINUTES: timedelta(minutes=1),
    Unit.SECONDS: timedelta(seconds=1),
}
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Limit:
    """A period of so many units; ConfigurationError unless it is a whole number from 1 to 10^6."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if isinstance(self.amount, bool) or not isinstance(self.amount, int):
            raise ConfigurationError("amount: expected a whole number")
        if not 1 <= self.amount <= _MOST:
            raise ConfigurationError(f"amount: expected 1 to {_MOST}")


class ClockPausedError(RuleViolationError):
    """A clock that stands still has no deadline until it is lifted."""

    code = "clock_paused"


@dataclass(frozen=True, slots=True)
class Pause:
    """One suspension (挂起): from `start` until it was lifted at `end`, or still open (None).

    Half open and in UTC; InvalidInputError for instants without a time zone or in the wrong order.
    """

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        start = aware(self.start, "pause.start")
        if self.end is not None and aware(self.end, "pause.end") <= start:
            raise InvalidInputError("a pause ends after it starts", field="pause.end")

    def until(self, instant: datetime) -> Pause:
        """The pause as it would be if it were lifted then: to show what lifting it would mean."""
        return replace(self, end=instant)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The half-open UTC instant `at`: what is done before it is in time, at it no longer.

    Provisional (暂定) when it rests on a year whose holiday notice is not yet published: once that
    is imported the deadline may move to a later day, never to an earlier one.
    """

    at: datetime
    provisional: bool


def compute_deadline(
    start: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    *,
    hours: BusinessHours | None = None,
    extension: Limit | None = None,
    pauses: Sequence[Pause] = (),
    zone: tzinfo = CHINA_TIME,
) -> Deadline:
    """The deadline of a clock started at `start`, computed afresh from all that ever touched it.

    Each pause moves the deadline by what was suspended. In day units those are the days after the
    day of pausing up to and including the day of lifting, counted as the limit counts them; in
    running time it is the exact overlap with working time. A pause that began before `start` is
    counted from `start`; one that began at or after the deadline changes nothing, because a miss
    stands. A deadline always lies after the lifting: where the last day was used up when the clock
    was paused, or ends before the lifting, it is the end of the next working day.

    An extension is counted, like a period of its own, from the deadline after all pauses; a pause
    that begins within the extension moves the extended deadline in the extension's unit.

    ClockPausedError while an open pause holds the clock; InvalidInputError for instants without a
    time zone and for pauses that overlap or are out of order; ConfigurationError beyond the end of
    the calendar.
    """
    time = WorkingTime(calendar, hours, zone)
    start = aware(start, "start")
    left = _since(start, pauses)
    at = _run(start, time.day_of(start), limit, left, time)
    if extension is not None:
        at = _run(at, time.last_day_of(at), extension, left, time)
    counts_days = limit.unit.counts_days or (extension is not None and extension.unit.counts_days)
    dated = counts_days or hours is not None
    return Deadline(at, provisional=dated and calendar.is_provisional(time.last_day_of(at)))


def instant_before(
    end: datetime,
    lead: Limit,
    calendar: WorkingCalendar,
    *,
    hours: BusinessHours | None = None,
    zone: tzinfo = CHINA_TIME,
) -> datetime:
    """The instant that lies `lead` before a deadline's end, for warnings and co-handlers' tasks.

    In day units it is the end of a working day (24:00 or closing time); a calendar day that is off
    gives way to the working day before it.
    """
    time = WorkingTime(calendar, hours, zone)
    end = aware(end, "end")
    if not lead.unit.counts_days:
        return time.before(end, lead.amount * _LENGTH[lead.unit])
    day = _add(time.last_day_of(end), -lead.amount, lead.unit, calendar)
    return time.end_of(day if calendar.is_working_day(day) else calendar.add_working_days(day, -1))


def units_of(
    pause: Pause, unit: Unit, calendar: WorkingCalendar, *, hours: BusinessHours | None = None
) -> int:
    """How many whole units a pause that is over took, as it moves a deadline."""
    time = WorkingTime(calendar, hours, CHINA_TIME)
    if pause.end is None or pause.end <= pause.start:
        return 0
    if not unit.counts_days:
        return time.between(pause.start, pause.end) // _LENGTH[unit]
    return _days_between(time.day_of(pause.start), time.last_day_of(pause.end), unit, calendar)


def _since(start: datetime, pauses: Sequence[Pause]) -> list[Pause]:
    """The pauses that matter to a clock started at `start`, latest first."""
    relevant: list[Pause] = []
    previous: Pause | None = None
    for pause in pauses:
        if previous is not None and (previous.end is None or pause.start < previous.end):
            raise InvalidInputError("pauses overlap or are out of order", field="pauses")
        previous = pause
        if pause.end is None or pause.end > start:
            relevant.append(replace(pause, start=max(pause.start, start)))
    return relevant[::-1]


def _run(
    begin: datetime, first: date, limit: Limit, left: list[Pause], time: WorkingTime
) -> datetime:
    """Let one period run, taking off `left` the pauses that begin in it."""
    if limit.unit.counts_days:
        return _run_days(first, limit, left, time)
    at = time.after(begin, limit.amount * _LENGTH[limit.unit])
    while pause := _next_before(at, left):
        at = time.after(at, time.between(*pause))
    return at


def _run_days(first: date, limit: Limit, left: list[Pause], time: WorkingTime) -> datetime:
    calendar = time.calendar
    last = _add(first, limit.amount, limit.unit, calendar)
    at = time.end_of(calendar.next_working_day(last))
    while pause := _next_before(at, left):
        paused, lifted = time.day_of(pause[0]), time.last_day_of(pause[1])
        last = _add(last, _days_between(paused, lifted, limit.unit, calendar), limit.unit, calendar)
        if time.end_of(calendar.next_working_day(last)) <= pause[1]:
            last = calendar.add_working_days(lifted, 1)
        at = time.end_of(calendar.next_working_day(last))
    return at


def _next_before(at: datetime, left: list[Pause]) -> tuple[datetime, datetime] | None:
    """Take the next pause off the list, if it begins before the deadline as it stands."""
    if not left or left[-1].start >= at:
        return None
    pause = left.pop()
    if pause.end is None:
        raise ClockPausedError
    return pause.start, pause.end


def _add(day: date, count: int, unit: Unit, calendar: WorkingCalendar) -> date:
    if unit is Unit.WORKING_DAYS:
        return calendar.add_working_days(day, count)
    return day + timedelta(days=count)


def _days_between(start: date, end: date, unit: Unit, calendar: WorkingCalendar) -> int:
    if unit is Unit.WORKING_DAYS:
        return calendar.working_days_between(start, end)
    return (end - start).days
