"""Working days against the notices, and their arithmetic against a walk by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.errors import ConfigurationError
from casework.domain.holidays import MovableFeasts
from casework.domain.working_days import WorkingCalendar
from tests.unit.clocks import CALENDAR

ONE_DAY = timedelta(days=1)

days = st.dates(date(2024, 1, 1), date(2049, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


def weekdays_off(calendar: WorkingCalendar, first: date, last: date) -> list[str]:
    span = (first + offset * ONE_DAY for offset in range((last - first).days + 1))
    return [f"{d:%m-%d}" for d in span if d.weekday() < 5 and not calendar.is_working_day(d)]


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        ("2024-02-09", True),  # eve of the Spring Festival: not yet a day off in 2024
        ("2024-02-12", False),
        ("2024-02-18", True),  # Sunday made up
        ("2025-01-01", False),
        ("2025-01-26", True),  # Sunday made up before the Spring Festival
        ("2025-01-28", False),  # the eve, off since 2025
        ("2025-02-04", False),
        ("2025-02-05", True),
        ("2025-05-02", False),  # the second Labour Day, off since 2025
        ("2025-09-28", True),  # Sunday made up before National Day and Mid-Autumn
        ("2025-10-08", False),
        ("2025-10-09", True),
        ("2025-10-11", True),  # Saturday made up
        ("2026-01-02", False),
        ("2026-01-04", True),  # Sunday made up
        ("2026-02-14", True),  # Saturday made up before the Spring Festival
        ("2026-02-15", False),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-02-28", True),  # Saturday made up after it
        ("2026-03-01", False),  # a plain Sunday
        ("2026-06-19", False),
        ("2026-09-20", True),
        ("2026-10-10", True),
    ],
)
def test_a_day_is_worked_as_the_notice_says(text: str, worked: bool) -> None:
    assert CALENDAR.is_working_day(day(text)) is worked


# Weekdays of the year, less weekdays off, plus make-up days, counted from the notices by hand.
@pytest.mark.parametrize(
    ("year", "count"), [(2024, 262 - 19 + 8), (2025, 261 - 18 + 5), (2026, 261 - 19 + 6)]
)
def test_a_published_year_has_as_many_working_days_as_its_notice_leaves(
    year: int, count: int
) -> None:
    assert CALENDAR.working_days_between(date(year, 1, 1), date(year, 12, 31)) == count


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-11-22", 1, "2026-11-23"),
        ("2026-11-22", 16, "2026-12-14"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-02-17", 1, "2026-02-24"),
        ("2026-02-27", 1, "2026-02-28"),
        ("2025-09-30", 1, "2025-10-09"),
        ("2025-09-30", 3, "2025-10-11"),
        ("2025-09-30", 4, "2025-10-13"),
        ("2024-12-31", 1, "2025-01-02"),
        ("2025-12-31", 1, "2026-01-04"),
        ("2025-12-31", 2, "2026-01-05"),
        ("2025-12-31", 249, "2027-01-04"),
        ("2026-02-17", 0, "2026-02-17"),
        ("2026-02-24", -1, "2026-02-14"),
        ("2026-02-17", -1, "2026-02-14"),
        ("2026-01-04", -1, "2025-12-31"),
        ("2025-01-02", -2, "2024-12-30"),
    ],
)
def test_working_days_are_counted_without_the_first_day(
    start: str, count: int, expected: str
) -> None:
    assert CALENDAR.add_working_days(day(start), count) == day(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-14", "2026-02-14"),
        ("2026-02-15", "2026-02-24"),
        ("2025-10-01", "2025-10-09"),
        ("2026-01-01", "2026-01-04"),
        ("2026-12-31", "2026-12-31"),
    ],
)
def test_a_day_off_gives_way_to_the_next_working_day(text: str, expected: str) -> None:
    assert CALENDAR.next_working_day(day(text)) == day(expected)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-23", "2026-11-24", 1),
        ("2026-11-22", "2026-12-14", 16),
        ("2026-02-13", "2026-02-24", 2),
        ("2026-02-15", "2026-02-23", 0),
        ("2025-12-31", "2026-01-05", 2),
        ("2024-12-31", "2027-01-01", 248 + 248),
        ("2026-11-24", "2026-11-23", -1),
    ],
)
def test_between_counts_the_last_day_and_not_the_first(start: str, end: str, count: int) -> None:
    assert CALENDAR.working_days_between(day(start), day(end)) == count


def test_days_after_the_last_notice_are_provisional() -> None:
    assert CALENDAR.published_through == date(2026, 12, 31)
    assert not CALENDAR.is_provisional(date(2026, 12, 31))
    assert CALENDAR.is_provisional(date(2027, 1, 1))


def test_an_unpublished_year_has_the_usual_blocks() -> None:
    # Spring Festival (6 February) from its eve, Labour and National Day in full, Wednesdays alone.
    assert weekdays_off(CALENDAR, date(2027, 1, 1), date(2027, 12, 31)) == [
        "01-01",
        *("02-05", "02-08", "02-09", "02-10", "02-11", "02-12"),
        "04-05",
        *("05-03", "05-04", "05-05"),
        "06-09",
        "09-15",
        *("10-01", "10-04", "10-05", "10-06", "10-07"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        # New Year 2028 is a Saturday, Mid-Autumn falls on 3 October.
        ("2027-12-20", "2028-01-10", ["01-03"]),
        ("2028-09-20", "2028-10-20", ["10-02", "10-03", "10-04", "10-05", "10-06"]),
        # Mid-Autumn 2037 is a Thursday, Qingming 2038 a Monday, 2032 a Sunday.
        ("2037-09-20", "2037-09-30", ["09-24", "09-25"]),
        ("2038-04-01", "2038-04-09", ["04-05"]),
        ("2032-04-01", "2032-04-09", ["04-05"]),
        # New Year 2030 is a Tuesday: the Monday before it is taken along.
        ("2029-12-20", "2030-01-10", ["12-31", "01-01"]),
        # Mid-Autumn 2050 is 30 September, a Friday, and runs into National Day.
        ("2050-09-20", "2050-10-20", ["09-30", "10-03", "10-04", "10-05", "10-06", "10-07"]),
    ],
)
def test_feasts_are_joined_to_the_weekend_beside_them(
    first: str, last: str, expected: list[str]
) -> None:
    assert weekdays_off(CALENDAR, day(first), day(last)) == expected


@pytest.mark.parametrize(
    ("index", "feasts"),
    [
        (
            1,
            MovableFeasts(
                2025, day("2025-01-29"), day("2025-04-04"), day("2025-05-31"), day("2025-10-06")
            ),
        ),
        (
            2,
            MovableFeasts(
                2026, day("2026-02-17"), day("2026-04-05"), day("2026-06-19"), day("2026-09-25")
            ),
        ),
    ],
)
def test_the_usual_blocks_name_the_weekdays_that_the_notices_took_off(
    index: int, feasts: MovableFeasts
) -> None:
    published = {d for d in CALENDAR.notices[index].days_off if d.weekday() < 5}
    assert {d for d in feasts.usual_days_off() if d.weekday() < 5} == published


def test_a_feast_merged_into_national_day_has_no_block_of_its_own() -> None:
    # Thursday 8 October is the last of eight days; Friday the 9th is worked.
    late = MovableFeasts(
        2026, day("2026-02-17"), day("2026-04-05"), day("2026-06-19"), day("2026-10-08")
    )
    october = [f"{d:%m-%d}" for d in sorted(late.usual_days_off()) if d.month == 10]
    assert october == [f"10-0{n}" for n in range(1, 9)]


@pytest.mark.parametrize("text", ["2023-12-31", "2051-01-01"])
def test_a_day_outside_the_table_is_an_error_of_configuration(text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        CALENDAR.is_working_day(day(text))
    assert caught.value.facts == {"year": day(text).year}


def test_counting_past_the_end_of_the_table_is_an_error_not_an_endless_walk() -> None:
    with pytest.raises(ConfigurationError):
        CALENDAR.add_working_days(date(2026, 1, 1), 1_000_000)


@given(start=days, count=st.integers(1, 40))
def test_adding_is_a_walk_over_working_days(start: date, count: int) -> None:
    walked, left = start, count
    while left:
        walked += ONE_DAY
        left -= CALENDAR.is_working_day(walked)
    assert CALENDAR.add_working_days(start, count) == walked


@given(start=days, count=st.integers(-200, 200))
def test_between_undoes_adding(start: date, count: int) -> None:
    start = CALENDAR.next_working_day(max(start, date(2025, 1, 1)))
    end = CALENDAR.add_working_days(start, count)
    assert CALENDAR.working_days_between(start, end) == count
    assert CALENDAR.add_working_days(end, -count) == start


@given(start=days, later=st.integers(0, 500), count=st.integers(1, 60))
def test_adding_keeps_the_order_of_days(start: date, later: int, count: int) -> None:
    after = min(start + later * ONE_DAY, date(2049, 12, 31))
    assert CALENDAR.add_working_days(start, count) <= CALENDAR.add_working_days(after, count)


@given(first=days, second=days, third=days)
def test_stretches_between_days_add_up(first: date, second: date, third: date) -> None:
    between = CALENDAR.working_days_between
    assert between(first, second) + between(second, third) == between(first, third)
