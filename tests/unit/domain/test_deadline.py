"""Deadlines by hand from the real calendar: articles 201 and 203 of the Civil Code."""

from datetime import UTC, datetime, time

import pytest

from casework.domain.deadline import (
    BusinessHours,
    Deadline,
    Limit,
    Unit,
    compute_deadline,
    instant_before,
)
from casework.domain.errors import ConfigurationError, InvalidInputError
from tests.unit.clocks import CALENDAR, at_24, local

OFFICE = BusinessHours(time(9), time(17, 30))
WORKING, CALENDAR_DAYS = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS
# Monday 23 November 2026: its 15th working day is 14 December, with no feast in between.
ASSIGNED = "2026-11-23 09:00"
RESOLVE = Limit(15, WORKING)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-11-22 16:31", 1, "2026-11-23"),  # filed on a Sunday
        (ASSIGNED, 1, "2026-11-24"),
        (ASSIGNED, 3, "2026-11-26"),
        (ASSIGNED, 15, "2026-12-14"),
        ("2026-11-23 00:00", 1, "2026-11-24"),
        ("2026-11-23 23:59", 1, "2026-11-24"),
        ("2026-02-13 16:00", 1, "2026-02-14"),  # a make-up Saturday counts
        ("2026-02-13 16:00", 2, "2026-02-24"),  # and the Spring Festival does not
        ("2025-09-30 10:00", 15, "2025-10-28"),  # over National Day, with Saturday the 11th
        ("2025-12-31 10:00", 1, "2026-01-04"),  # over New Year, to a make-up Sunday
        ("2024-12-31 10:00", 3, "2025-01-06"),
    ],
)
def test_working_days_leave_out_the_day_itself_and_end_at_24(
    start: str, days: int, expected: str
) -> None:
    deadline = compute_deadline(local(start), Limit(days, WORKING), CALENDAR)
    assert deadline == Deadline(at_24(expected), provisional=False)


def test_a_deadline_is_in_utc_and_the_day_is_the_local_one() -> None:
    start = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # 00:30 on the 24th in China
    deadline = compute_deadline(start, Limit(1, WORKING), CALENDAR)
    assert deadline.at == datetime(2026, 11, 25, 16, 0, tzinfo=UTC)
    assert deadline.at.tzinfo is UTC


def test_the_local_time_zone_is_a_parameter() -> None:
    start = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    deadline = compute_deadline(start, Limit(1, WORKING), CALENDAR, zone=UTC)
    assert deadline.at == datetime(2026, 11, 25, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-11-23 09:00", 10, "2026-12-03"),
        ("2026-11-23 09:00", 5, "2026-11-30"),  # the 28th is a Saturday
        ("2026-02-09 09:00", 5, "2026-02-14"),  # a make-up Saturday
        ("2026-02-09 09:00", 6, "2026-02-24"),  # into the Spring Festival
        ("2025-09-29 09:00", 2, "2025-10-09"),  # into National Day and Mid-Autumn
    ],
)
def test_a_last_calendar_day_on_a_day_off_rolls_to_the_next_working_day(
    start: str, days: int, expected: str
) -> None:
    deadline = compute_deadline(local(start), Limit(days, CALENDAR_DAYS), CALENDAR)
    assert deadline.at == at_24(expected)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (Limit(24, Unit.HOURS), "2026-02-15 10:00"),
        (Limit(90, Unit.MINUTES), "2026-02-14 11:30"),
        (Limit(30, Unit.SECONDS), "2026-02-14 10:00:30"),
    ],
)
def test_without_hours_of_work_running_time_runs_through_days_off(
    limit: Limit, expected: str
) -> None:
    assert compute_deadline(local("2026-02-14 10:00"), limit, CALENDAR).at == local(expected)


@pytest.mark.parametrize("limit", [Limit(1, WORKING), Limit(1, CALENDAR_DAYS)])
def test_with_hours_of_work_a_day_limit_ends_at_closing_time(limit: Limit) -> None:
    deadline = compute_deadline(local(ASSIGNED), limit, CALENDAR, hours=OFFICE)
    assert deadline.at == local("2026-11-24 17:30")


# An office day has 8.5 hours. 14 February 2026 is a worked Saturday, the 24th the next worked day.
@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2026-02-13 16:30", Limit(1, Unit.HOURS), "2026-02-13 17:30"),
        ("2026-02-13 16:30", Limit(2, Unit.HOURS), "2026-02-14 10:00"),
        ("2026-02-13 16:30", Limit(10, Unit.HOURS), "2026-02-24 09:30"),
        ("2026-02-13 16:30", Limit(61, Unit.MINUTES), "2026-02-14 09:01"),
        ("2026-02-13 07:00", Limit(1, Unit.HOURS), "2026-02-13 10:00"),
        ("2026-02-13 20:00", Limit(1, Unit.HOURS), "2026-02-14 10:00"),
        ("2026-02-15 12:00", Limit(1, Unit.HOURS), "2026-02-24 10:00"),
    ],
)
def test_with_hours_of_work_hours_run_in_working_time_only(
    start: str, limit: Limit, expected: str
) -> None:
    deadline = compute_deadline(local(start), limit, CALENDAR, hours=OFFICE)
    assert deadline.at == local(expected)


@pytest.mark.parametrize(
    ("start", "limit", "expected", "provisional"),
    [
        ("2026-12-28 09:00", Limit(3, WORKING), "2027-01-01 00:00", False),  # 24:00 of 31 December
        ("2026-12-28 09:00", Limit(4, WORKING), "2027-01-05 00:00", True),
        ("2026-12-28 09:00", Limit(4, CALENDAR_DAYS), "2027-01-05 00:00", True),
        ("2026-12-31 23:00", Limit(2, Unit.HOURS), "2027-01-01 01:00", False),  # no calendar in it
    ],
)
def test_a_deadline_in_an_unpublished_year_is_provisional(
    start: str, limit: Limit, expected: str, provisional: bool
) -> None:
    deadline = compute_deadline(local(start), limit, CALENDAR)
    assert deadline == Deadline(local(expected), provisional)


def test_hours_of_work_make_running_time_depend_on_the_calendar() -> None:
    start = local("2026-12-31 17:00")
    deadline = compute_deadline(start, Limit(1, Unit.HOURS), CALENDAR, hours=OFFICE)
    assert deadline == Deadline(local("2027-01-04 09:30"), provisional=True)


@pytest.mark.parametrize(
    ("end", "lead", "hours", "expected"),
    [
        (at_24("2026-12-14"), Limit(1, WORKING), None, at_24("2026-12-11")),
        (at_24("2026-02-24"), Limit(1, WORKING), None, at_24("2026-02-14")),
        (local("2026-12-14 17:30"), Limit(1, WORKING), OFFICE, local("2026-12-11 17:30")),
        (at_24("2026-12-14"), Limit(3, CALENDAR_DAYS), None, at_24("2026-12-11")),
        (at_24("2026-12-14"), Limit(2, CALENDAR_DAYS), None, at_24("2026-12-11")),
        (local("2026-12-14 10:00"), Limit(2, Unit.HOURS), None, local("2026-12-14 08:00")),
        (local("2026-12-14 10:00"), Limit(1, Unit.HOURS), OFFICE, local("2026-12-14 09:00")),
        (local("2026-12-14 10:00"), Limit(2, Unit.HOURS), OFFICE, local("2026-12-11 16:30")),
        (local("2026-12-14 08:00"), Limit(2, Unit.HOURS), OFFICE, local("2026-12-11 15:30")),
        (at_24("2026-12-12"), Limit(10, Unit.HOURS), OFFICE, local("2026-12-10 16:00")),
    ],
)
def test_an_instant_before_a_deadline_is_counted_back_by_the_same_calendar(
    end: datetime, lead: Limit, hours: BusinessHours | None, expected: datetime
) -> None:
    assert instant_before(end, lead, CALENDAR, hours=hours) == expected


@pytest.mark.parametrize("amount", [0, -1, True, 1.5, "3", None, 1_000_001])
def test_a_limit_is_a_positive_whole_number(amount: object) -> None:
    with pytest.raises(ConfigurationError):
        Limit(amount, WORKING)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [(time(17), time(9)), (time(9), time(9)), (time(9, tzinfo=UTC), time(17, tzinfo=UTC))],
)
def test_hours_of_work_open_before_they_close(opening: time, closing: time) -> None:
    with pytest.raises(ConfigurationError):
        BusinessHours(opening, closing)


def test_a_start_without_a_time_zone_is_refused() -> None:
    start = datetime(2026, 11, 23, 9)  # noqa: DTZ001 - the point of the test
    with pytest.raises(InvalidInputError) as caught:
        compute_deadline(start, RESOLVE, CALENDAR)
    assert caught.value.facts == {"field": "start"}
