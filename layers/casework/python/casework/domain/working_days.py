"""Working days (工作日) by the State Council's calendar, make-up weekends included."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, compress, pairwise
from typing import Any, Self

from casework.domain.configuration_fields import entry_of, list_of, text_of
from casework.domain.errors import ConfigurationError
from casework.domain.holidays import (
    ONE_DAY,
    SATURDAY,
    HolidayNotice,
    LocalDays,
    MovableFeasts,
    new_year_may_reach_back,
)


@dataclass(frozen=True, slots=True)
class _Year:
    """One year laid out for look-up: its working days in order, and how many lie up to each day."""

    day_before: int
    days: tuple[date, ...]
    counted: tuple[int, ...]

    @classmethod
    def of(cls, number: int, is_worked: Callable[[date], bool]) -> Self:
        first, after = date(number, 1, 1), date(number + 1, 1, 1)
        days = [first + offset * ONE_DAY for offset in range((after - first).days)]
        worked = [is_worked(day) for day in days]
        return cls(
            day_before=first.toordinal() - 1,
            days=tuple(compress(days, worked)),
            counted=tuple(accumulate(worked, initial=0)),
        )

    def counted_through(self, day: date) -> int:
        """Working days from 1 January through `day`."""
        return self.counted[day.toordinal() - self.day_before]


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked, from the yearly notices, the usual blocks and a county's own days.

    A year with a notice is settled. A later year, as far as the table of feasts goes, has the usual
    blocks, and whatever ends in it is provisional (暂定). Counting through a year outside
    both raises ConfigurationError: an operator must extend the table. A year is laid out once, when
    it is first needed; the answers never change.
    """

    version: str
    notices: tuple[HolidayNotice, ...] = field(repr=False)
    feasts: tuple[MovableFeasts, ...] = field(repr=False)
    local_days: LocalDays = field(default_factory=LocalDays, repr=False)
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def from_mapping(
        cls, value: Mapping[str, Any], local_days: Mapping[str, Any] | None = None
    ) -> Self:
        """Read the national table and, where given, a county's overlay (both as parsed JSON).

        ConfigurationError says where the table has a gap, publishes a year or a day twice, or
        contradicts itself. The overlay's version becomes part of the calendar's.
        """
        entry = entry_of(value, "working_days", {"version", "notices", "movable_feasts"})
        version = text_of(entry["version"], "working_days.version")
        notices = tuple(
            HolidayNotice.from_mapping(item, f"notices[{index}]")
            for index, item in enumerate(list_of(entry["notices"], "notices"))
        )
        feasts = _feasts_of(entry["movable_feasts"])
        _check_years(notices, feasts)
        if local_days is None:
            return cls(version, notices, feasts)
        local = LocalDays.from_mapping(local_days)
        return cls(f"{version}+{local.version}", notices, feasts, local)

    @property
    def published_through(self) -> date:
        """The last day that no notice still to come can change."""
        last = self.notices[-1].year
        settled = date(last, 12, 31)
        return settled - 3 * ONE_DAY if new_year_may_reach_back(last + 1) else settled

    def is_provisional(self, day: date) -> bool:
        """Whether a notice still to come may change the day or one before it."""
        return day > self.published_through

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day."""
        year = self._year(day.year)
        place = day.toordinal() - year.day_before
        return year.counted[place] > year.counted[place - 1]

    def next_working_day(self, day: date) -> date:
        """The day itself if it is worked, else the next that is (Civil Code 203-1)."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which itself is never counted (201-1).

        A negative count goes back in the same way; 0 gives the day itself, worked or not.
        """
        if count == 0:
            return day
        number, year = day.year, self._year(day.year)
        if count > 0:
            place = year.counted_through(day) + count
        else:
            place = year.counted[day.toordinal() - year.day_before - 1] + count + 1
        while place > len(year.days):
            place -= len(year.days)
            number += 1
            year = self._year(number)
        while place < 1:
            number -= 1
            year = self._year(number)
            place += len(year.days)
        return year.days[place - 1]

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`.

        So `start` is not counted and `end` is, as Civil Code 201-1 counts; an `end` before `start`
        gives the same number below zero.
        """
        if end < start:
            return -self.working_days_between(end, start)
        counted = self._year(end.year).counted_through(end)
        counted -= self._year(start.year).counted_through(start)
        for number in range(start.year, end.year):
            counted += len(self._year(number).days)
        return counted

    def _year(self, number: int) -> _Year:
        year = self._years.get(number)
        if year is None:
            year = self._years[number] = self._lay_out(number)
        return year

    def _lay_out(self, number: int) -> _Year:
        off, on = self._exceptions(number)
        return _Year.of(
            number, lambda day: day in on or (day.weekday() < SATURDAY and day not in off)
        )

    def _exceptions(self, number: int) -> tuple[frozenset[date], frozenset[date]]:
        """Days off, and days worked in spite of the week or the list of days off, in that year."""
        last_published = self.notices[-1].year
        if not self.notices[0].year <= number <= self.feasts[-1].year:
            raise ConfigurationError(f"the working-day table has no year {number}", year=number)
        off = {day for notice in self.notices for day in notice.days_off}
        on = {day for notice in self.notices for day in notice.make_up_days}
        for feasts in self.feasts:
            if feasts.year > last_published and number <= feasts.year <= number + 1:
                off |= feasts.usual_days_off()
        local = self.local_days
        return (
            frozenset(off | local.days_off),
            frozenset((on - local.days_off) | local.working_days),
        )


def _feasts_of(value: object) -> tuple[MovableFeasts, ...]:
    entry = entry_of(value, "movable_feasts", {"source", "years"})
    text_of(entry["source"], "movable_feasts.source")
    return tuple(
        MovableFeasts.from_mapping(item, f"movable_feasts.years[{index}]")
        for index, item in enumerate(list_of(entry["years"], "movable_feasts.years"))
    )


def _check_years(notices: tuple[HolidayNotice, ...], feasts: tuple[MovableFeasts, ...]) -> None:
    """One notice a year and one row of feasts a year, without a gap, the rows taking over from the
    notices at the latest with the first year that has none.
    """
    _check_row([notice.year for notice in notices], "notices")
    _check_row([row.year for row in feasts], "movable_feasts.years")
    last_published = notices[-1].year
    if not feasts[0].year <= last_published + 1 <= feasts[-1].year:
        raise ConfigurationError(
            f"movable_feasts.years: {last_published + 1} has neither a notice nor a row of feasts"
        )
    named = [day for notice in notices for day in notice.days_off | notice.make_up_days]
    if len(set(named)) < len(named):
        raise ConfigurationError("notices: two notices name the same day")


def _check_row(years: list[int], where: str) -> None:
    if not years:
        raise ConfigurationError(f"{where}: holds no year")
    for earlier, later in pairwise(years):
        if later <= earlier:
            raise ConfigurationError(f"{where}: {later} stands there twice or out of order")
        if later > earlier + 1:
            raise ConfigurationError(f"{where}: {earlier + 1} is missing")
