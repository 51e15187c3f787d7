"""The ends of days and the hours of work as instants, in one jurisdiction's local time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from casework.domain.errors import ConfigurationError, InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from casework.domain.working_days import WorkingCalendar

CHINA_TIME = timezone(timedelta(hours=8), "UTC+08:00")
"""Official time of the whole country (北京时间): no daylight saving since 1992."""

_INSTANT = timedelta.resolution
_NOTHING = timedelta()
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """Hours of work (业务时间) on every working day, as local times: open at `opening`, closed at
    `closing`.

    Where a policy sets them a day-limit ends at closing time (Civil Code 203-2) and limits in hours
    run in working time only. ConfigurationError unless the office opens before it closes.
    """

    opening: time
    closing: time

    def __post_init__(self) -> None:
        if self.opening.tzinfo or self.closing.tzinfo or self.opening >= self.closing:
            raise ConfigurationError("business_hours: expected local times, opening before closing")


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """A calendar, the hours of work where a policy sets them, and the local time zone.

    Instants go in with any time zone and come out in UTC. Without hours of work every moment
    counts, on days off too; with them only the moments between opening and closing on working days.
    """

    calendar: WorkingCalendar
    hours: BusinessHours | None = None
    zone: tzinfo = CHINA_TIME

    def day_of(self, instant: datetime) -> date:
        """The local day of a moment."""
        return instant.astimezone(self.zone).date()

    def last_day_of(self, end: datetime) -> date:
        """The local day that a half-open end closes: midnight belongs to the day before it."""
        return self.day_of(end - _INSTANT)

    def end_of(self, day: date) -> datetime:
        """When a local day ends: 24:00, or closing time where hours of work are set (203-2)."""
        if self.hours is None:
            return self._at(day + _ONE_DAY, time.min)
        return self._at(day, self.hours.closing)

    def after(self, begin: datetime, amount: timedelta) -> datetime:
        """The first instant by which `amount` has run since `begin`."""
        begin = begin.astimezone(UTC)
        if self.hours is None:
            return begin + amount
        periods = self._open_periods(self.hours, self.day_of(begin), 1)
        opening, closing = next(periods)
        while (running_from := max(opening, begin)) + amount > closing:
            amount -= max(closing - running_from, _NOTHING)
            opening, closing = next(periods)
        return running_from + amount

    def before(self, end: datetime, amount: timedelta) -> datetime:
        """The last instant from which `amount` still runs until `end`."""
        end = end.astimezone(UTC)
        if self.hours is None:
            return end - amount
        periods = self._open_periods(self.hours, self.day_of(end), -1)
        opening, closing = next(periods)
        while (running_to := min(closing, end)) - amount < opening:
            amount -= max(running_to - opening, _NOTHING)
            opening, closing = next(periods)
        return running_to - amount

    def between(self, begin: datetime, end: datetime) -> timedelta:
        """How much time runs from `begin` to `end`, exactly; nothing when `end` comes first."""
        begin, end = begin.astimezone(UTC), end.astimezone(UTC)
        if self.hours is None or end <= begin:
            return max(end - begin, _NOTHING)
        running = _NOTHING
        for opening, closing in self._open_periods(self.hours, self.day_of(begin), 1):
            if opening >= end:
                break
            running += max(min(closing, end) - max(opening, begin), _NOTHING)
        return running

    def _open_periods(
        self, hours: BusinessHours, day: date, step: int
    ) -> Iterator[tuple[datetime, datetime]]:
        """Opening and closing of each working day from `day` on (step 1) or back (step -1)."""
        if not self.calendar.is_working_day(day):
            day = self.calendar.add_working_days(day, step)
        while True:
            yield self._at(day, hours.opening), self._at(day, hours.closing)
            day = self.calendar.add_working_days(day, step)

    def _at(self, day: date, local: time) -> datetime:
        return datetime.combine(day, local, self.zone).astimezone(UTC)


def closing_of(instant: datetime, zone: tzinfo = CHINA_TIME) -> tuple[date, str]:
    """The local day that a half-open deadline closes, and its time of day there: midnight is 24:00
    of the day before, never 00:00.
    """
    local = aware(instant, "instant").astimezone(zone)
    if local.time() == time.min:
        return local.date() - _ONE_DAY, "24:00"
    return local.date(), f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def aware(instant: datetime, name: str) -> datetime:
    """The same instant in UTC; InvalidInputError when no time zone makes it one."""
    if instant.utcoffset() is None:
        raise InvalidInputError(f"{name} has no time zone", field=name)
    return instant.astimezone(UTC)
