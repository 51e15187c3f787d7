"""Where days off come from: the yearly notice, the movable feasts, or a county's own days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from casework.domain.configuration_fields import count_of, entry_of, list_of, text_of
from casework.domain.errors import ConfigurationError

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# A notice's New Year block may begin in December: 30 December 2018 and the make-up day of the 29th
# stand in the notice for 2019.
_NEW_YEAR_REACH = timedelta(days=3)
# For a feast on Monday ... Sunday: how many days before it its block begins, and how long it is.
_JOINED_TO_WEEKEND = ((2, 3), (2, 3), (0, 1), (0, 3), (0, 3), (0, 3), (1, 3))


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """One year's days off and make-up working weekends (调休上班), as the State Council's General
    Office published them (国务院办公厅关于…年部分节假日安排的通知).

    `document` (发文字号) and `dated` name the source. `days_off` may hold weekend days, since the
    notice names whole blocks; `make_up_days` holds Saturdays and Sundays only. Both lie in `year`
    or in the three days before it.
    """

    year: int
    document: str
    dated: date
    days_off: frozenset[date]
    make_up_days: frozenset[date]

    @classmethod
    def from_mapping(cls, value: object, where: str) -> Self:
        """Read a notice; ConfigurationError where it contradicts itself or the week."""
        keys = {"year", "title", "document", "dated", "days_off", "make_up_days"}
        entry = entry_of(value, where, keys)
        text_of(entry["title"], f"{where}.title")
        notice = cls(
            year=count_of(entry["year"], f"{where}.year", minimum=1949),
            document=text_of(entry["document"], f"{where}.document"),
            dated=date_of(entry["dated"], f"{where}.dated"),
            days_off=spans_of(entry["days_off"], f"{where}.days_off"),
            make_up_days=dates_of(entry["make_up_days"], f"{where}.make_up_days"),
        )
        notice._check(where)
        return notice

    def _check(self, where: str) -> None:
        if both := self.days_off & self.make_up_days:
            raise ConfigurationError(f"{where}: {min(both)} is both off and a make-up day")
        for day in sorted(self.days_off | self.make_up_days):
            if (day + _NEW_YEAR_REACH).year != self.year and day.year != self.year:
                raise ConfigurationError(f"{where}: {day} is outside the year {self.year}")
        for day in sorted(self.make_up_days):
            if day.weekday() < SATURDAY:
                raise ConfigurationError(f"{where}.make_up_days: {day} is no weekend day")


@dataclass(frozen=True, slots=True)
class MovableFeasts:
    """The days of one year that follow the moon and the sun: 春节, 清明, 端午, 中秋."""

    year: int
    spring_festival: date
    qingming: date
    dragon_boat: date
    mid_autumn: date

    @classmethod
    def from_mapping(cls, value: object, where: str) -> Self:
        """Read a year's feasts; ConfigurationError unless each lies in that year."""
        feasts = {"spring_festival", "qingming", "dragon_boat", "mid_autumn"}
        entry = entry_of(value, where, {"year", *feasts})
        year = count_of(entry["year"], f"{where}.year", minimum=1949)
        dates = {name: date_of(entry[name], f"{where}.{name}") for name in sorted(feasts)}
        for name, day in dates.items():
            if day.year != year:
                raise ConfigurationError(f"{where}.{name}: {day} is outside the year {year}")
        return cls(year=year, **dates)

    def usual_days_off(self) -> frozenset[date]:
        """The days off that the notice of this year will most likely name.

        The blocks are those that the notice for 2025 (国办发明电〔2024〕12号) lays down for the
        years to come: Spring Festival eight days from its eve, Labour Day five, National Day seven,
        or eight when Mid-Autumn falls into it, every other feast three days with the weekend beside
        it, a Wednesday alone. For 2025 and 2026 they give exactly the weekdays that the notices
        took off. Make-up days follow no published rule and are left out.

        Blocks, not the statutory days alone: a date promised in such a year is then hardly ever
        overtaken by the notice, and a county that imports the notice late lights no lamp on a day
        that was off. What is lost is leniency of a day or two where a make-up weekend counts.
        """
        national_day = date(self.year, 10, 1)
        merged = national_day <= self.mid_autumn < national_day + 8 * ONE_DAY
        blocks = [
            _days(self.spring_festival - ONE_DAY, 8),
            _days(date(self.year, 5, 1), 5),
            _days(national_day, 8 if merged else 7),
            _with_weekend(date(self.year, 1, 1)),
            _with_weekend(self.qingming),
            _with_weekend(self.dragon_boat),
        ]
        if not merged:
            blocks.append(_with_weekend(self.mid_autumn))
        return frozenset().union(*blocks)


@dataclass(frozen=True, slots=True)
class LocalDays:
    """Days on which one county departs from the national calendar, by a document that it names."""

    version: str = ""
    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()

    @classmethod
    def from_mapping(cls, value: object) -> Self:
        """Read an overlay; ConfigurationError when a day is both off and worked."""
        keys = {"version", "document", "days_off", "working_days"}
        entry = entry_of(value, "local_days", keys)
        text_of(entry["document"], "local_days.document")
        local = cls(
            version=text_of(entry["version"], "local_days.version"),
            days_off=spans_of(entry["days_off"], "local_days.days_off"),
            working_days=dates_of(entry["working_days"], "local_days.working_days"),
        )
        if both := local.days_off & local.working_days:
            raise ConfigurationError(f"local_days: {min(both)} is both off and worked")
        return local


def date_of(value: object, where: str) -> date:
    """The ISO 8601 calendar date at `where`, written YYYY-MM-DD."""
    text = text_of(value, where)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ConfigurationError(f"{where}: expected a date as YYYY-MM-DD") from None
    if day.isoformat() != text:
        raise ConfigurationError(f"{where}: expected a date as YYYY-MM-DD")
    return day


def dates_of(value: object, where: str) -> frozenset[date]:
    """The distinct dates of the list at `where`."""
    listed = [
        date_of(item, f"{where}[{index}]") for index, item in enumerate(list_of(value, where))
    ]
    return _distinct(listed, where)


def spans_of(value: object, where: str) -> frozenset[date]:
    """Every day of the named blocks at `where`, first and last included; none may overlap."""
    listed: list[date] = []
    for index, item in enumerate(list_of(value, where)):
        listed.extend(_span(entry_of(item, f"{where}[{index}]", {"name", "first", "last"}), where))
    return _distinct(listed, where)


def new_year_may_reach_back(year: int) -> bool:
    """Whether the notice of `year` may change the last three days of the year before.

    It does so to join 1 January to the weekend before it: a Sunday (2012), a Monday (2007) or a
    Tuesday (2008, 2019).
    """
    return date(year, 1, 1).weekday() in {6, 0, 1}


def _span(entry: Mapping[str, Any], where: str) -> Iterator[date]:
    where = f"{where} {text_of(entry['name'], where)}"
    first, last = date_of(entry["first"], where), date_of(entry["last"], where)
    if last < first:
        raise ConfigurationError(f"{where}: ends on {last}, before it begins")
    return _days(first, (last - first).days + 1)


def _distinct(listed: list[date], where: str) -> frozenset[date]:
    days = frozenset(listed)
    if len(days) < len(listed):
        twice = min(day for day in days if listed.count(day) > 1)
        raise ConfigurationError(f"{where}: {twice} stands there twice")
    return days


def _days(first: date, count: int) -> Iterator[date]:
    return (first + offset * ONE_DAY for offset in range(count))


def _with_weekend(day: date) -> Iterator[date]:
    before, length = _JOINED_TO_WEEKEND[day.weekday()]
    return _days(day - before * ONE_DAY, length)
