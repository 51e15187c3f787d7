"""Deadlines by hand from the real calendar: 201 and 203 of the Civil Code, pauses, extensions."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import casework
from casework.domain.deadline import (
    CHINA_TIME,
    BusinessHours,
    ClockPausedError,
    Deadline,
    Limit,
    Pause,
    Unit,
    compute_deadline,
    instant_before,
)
from casework.domain.errors import ConfigurationError, InvalidInputError
from casework.domain.working_days import WorkingCalendar

CALENDAR = WorkingCalendar.from_mapping(
    json.loads((Path(casework.__file__).parent / "policy" / "working_days.json").read_text("utf-8"))
)
OFFICE = BusinessHours(time(9), time(17, 30))
WORKING, CALENDAR_DAYS = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS
# Monday 23 November 2026: its 15th working day is 14 December, with no feast in between.
ASSIGNED = "2026-11-23 09:00"
RESOLVE = Limit(15, WORKING)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA_TIME)


def at_24(day: str) -> datetime:
    return local(f"{day} 00:00") + timedelta(days=1)


def paused(*segments: tuple[str, str]) -> tuple[Pause, ...]:
    return tuple(Pause(local(start), local(end)) for start, end in segments)


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
    ("pauses", "expected"),
    [
        # Wednesday to Monday: Thursday, Friday and Monday are counted.
        ([("2026-11-25 10:00", "2026-11-30 15:00")], "2026-12-17"),
        # The same up to 24:00 of that Monday.
        ([("2026-11-25 10:00", "2026-12-01 00:00")], "2026-12-17"),
        # Lifted on the day of pausing, or before the next working day: nothing is counted.
        ([("2026-11-25 10:00", "2026-11-25 16:00")], "2026-12-14"),
        ([("2026-11-27 10:00", "2026-11-29 15:00")], "2026-12-14"),
        # Twice: Thursday; Tuesday and Wednesday.
        (
            [
                ("2026-11-25 10:00", "2026-11-26 15:00"),
                ("2026-11-30 10:00", "2026-12-02 15:00"),
            ],
            "2026-12-17",
        ),
        # Lifted and paused again on one day, which is counted once.
        (
            [
                ("2026-11-25 10:00", "2026-11-26 11:00"),
                ("2026-11-26 12:00", "2026-11-27 15:00"),
            ],
            "2026-12-16",
        ),
        # The second begins only in the days that the first has added.
        (
            [
                ("2026-12-10 10:00", "2026-12-15 10:00"),
                ("2026-12-16 10:00", "2026-12-18 10:00"),
            ],
            "2026-12-21",
        ),
        # Over before the clock started; still open when it started.
        ([("2026-11-16 10:00", "2026-11-18 15:00")], "2026-12-14"),
        ([("2026-11-16 10:00", "2026-11-24 15:00")], "2026-12-15"),
        # Paused on the last day, within it; at the deadline itself it is too late.
        ([("2026-12-14 23:00", "2026-12-16 10:00")], "2026-12-16"),
        ([("2026-12-15 00:00", "2026-12-16 10:00")], "2026-12-14"),
        # Paused on the last day and lifted on a Saturday.
        ([("2026-12-14 23:00", "2026-12-19 10:00")], "2026-12-21"),
        # Paused on the last day and held to 24:00 of the day of lifting.
        ([("2026-12-14 23:00", "2026-12-17 00:00")], "2026-12-17"),
    ],
)
def test_a_pause_adds_the_working_days_after_it_began_through_the_day_it_was_lifted(
    pauses: list[tuple[str, str]], expected: str
) -> None:
    deadline = compute_deadline(local(ASSIGNED), RESOLVE, CALENDAR, pauses=paused(*pauses))
    assert deadline.at == at_24(expected)


def test_a_pause_over_the_spring_festival_counts_the_make_up_saturday_only() -> None:
    # 3 days from Wednesday the 11th: 12, 13, 14. Paused on the 13th, lifted on the 23rd: the 14th.
    deadline = compute_deadline(
        local("2026-02-11 09:00"),
        Limit(3, WORKING),
        CALENDAR,
        pauses=paused(("2026-02-13 10:00", "2026-02-23 10:00")),
    )
    assert deadline.at == at_24("2026-02-24")


def test_a_clock_lifted_after_closing_time_of_its_last_day_has_the_next_working_day() -> None:
    pauses = paused(("2026-12-14 10:00", "2026-12-16 19:00"))
    deadline = compute_deadline(local(ASSIGNED), RESOLVE, CALENDAR, hours=OFFICE, pauses=pauses)
    assert deadline.at == local("2026-12-17 17:30")


@pytest.mark.parametrize(
    ("days", "pause", "expected"),
    [
        (10, ("2026-11-25 10:00", "2026-11-30 15:00"), "2026-12-08"),
        (10, ("2026-11-25 10:00", "2026-11-27 15:00"), "2026-12-07"),  # the 5th is a Saturday
        (5, ("2026-11-30 10:00", "2026-12-03 15:00"), "2026-12-04"),  # paused on the rolled day
    ],
)
def test_a_calendar_day_limit_is_paused_in_calendar_days(
    days: int, pause: tuple[str, str], expected: str
) -> None:
    limit = Limit(days, CALENDAR_DAYS)
    deadline = compute_deadline(local(ASSIGNED), limit, CALENDAR, pauses=paused(pause))
    assert deadline.at == at_24(expected)


@pytest.mark.parametrize(
    ("hours", "pause", "expected"),
    [
        (None, ("2026-11-23 10:00", "2026-11-23 12:15"), "2026-11-23 19:15"),
        (None, ("2026-11-23 17:00", "2026-11-23 19:00"), "2026-11-23 17:00"),
        # 8 hours of office time: 8 of 8.5 on Monday.
        (OFFICE, ("2026-11-23 10:00", "2026-11-23 12:15"), "2026-11-24 10:45"),
        (OFFICE, ("2026-11-23 12:00", "2026-11-24 11:00"), "2026-11-24 16:00"),
        (OFFICE, ("2026-11-23 07:00", "2026-11-23 08:00"), "2026-11-23 17:00"),
    ],
)
def test_an_hour_limit_is_paused_for_the_exact_overlap_with_working_time(
    hours: BusinessHours | None, pause: tuple[str, str], expected: str
) -> None:
    deadline = compute_deadline(
        local(ASSIGNED), Limit(8, Unit.HOURS), CALENDAR, hours=hours, pauses=paused(pause)
    )
    assert deadline.at == local(expected)


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ([], "2026-12-21"),
        ([("2026-11-25 10:00", "2026-11-30 15:00")], "2026-12-24"),
        ([("2026-12-16 10:00", "2026-12-18 15:00")], "2026-12-23"),
        ([("2026-12-21 10:00", "2026-12-22 15:00")], "2026-12-22"),
        ([("2026-12-22 00:00", "2026-12-23 15:00")], "2026-12-21"),
        # Lifted on the Saturday after its last day: until Monday the 21st, then five days more.
        ([("2026-12-14 23:00", "2026-12-19 10:00")], "2026-12-28"),
    ],
)
def test_an_extension_is_counted_from_the_deadline_after_all_pauses(
    pauses: list[tuple[str, str]], expected: str
) -> None:
    deadline = compute_deadline(
        local(ASSIGNED),
        RESOLVE,
        CALENDAR,
        extension=Limit(5, WORKING),
        pauses=paused(*pauses),
    )
    assert deadline.at == at_24(expected)


@pytest.mark.parametrize(
    ("limit", "extension", "hours", "expected"),
    [
        # The base rolls from Saturday the 28th to Monday the 30th, and is extended from there.
        (Limit(5, CALENDAR_DAYS), Limit(2, WORKING), None, "2026-12-03 00:00"),
        (Limit(1, WORKING), Limit(3, CALENDAR_DAYS), None, "2026-11-28 00:00"),
        (Limit(24, Unit.HOURS), Limit(1, WORKING), None, "2026-11-26 00:00"),
        (Limit(1, WORKING), Limit(2, Unit.HOURS), None, "2026-11-25 02:00"),
        (Limit(1, WORKING), Limit(2, Unit.HOURS), OFFICE, "2026-11-25 11:00"),
        (Limit(2, Unit.HOURS), Limit(2, Unit.HOURS), OFFICE, "2026-11-23 13:00"),
    ],
)
def test_an_extension_may_have_a_unit_of_its_own(
    limit: Limit, extension: Limit, hours: BusinessHours | None, expected: str
) -> None:
    deadline = compute_deadline(local(ASSIGNED), limit, CALENDAR, hours=hours, extension=extension)
    assert deadline.at == local(expected)


def test_an_open_pause_holds_the_clock_and_can_be_thought_lifted() -> None:
    pause = Pause(local("2026-11-25 10:00"))
    with pytest.raises(ClockPausedError) as caught:
        compute_deadline(local(ASSIGNED), RESOLVE, CALENDAR, pauses=[pause])
    assert caught.value.code == "clock_paused"
    thought = pause.until(local("2026-11-30 15:00"))
    lifted = compute_deadline(local(ASSIGNED), RESOLVE, CALENDAR, pauses=[thought])
    assert lifted.at == at_24("2026-12-17")


def test_an_open_pause_after_the_deadline_changes_nothing() -> None:
    pause = Pause(local("2026-12-15 00:00"))
    deadline = compute_deadline(local(ASSIGNED), RESOLVE, CALENDAR, pauses=[pause])
    assert deadline.at == at_24("2026-12-14")


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


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2026, 11, 25, 10), None),  # noqa: DTZ001 - the point of the test
        (local("2026-11-25 10:00"), datetime(2026, 11, 26, 10)),  # noqa: DTZ001
        (local("2026-11-25 10:00"), local("2026-11-25 10:00")),
        (local("2026-11-25 10:00"), local("2026-11-25 09:59")),
    ],
)
def test_a_pause_has_two_instants_in_order(start: datetime, end: datetime | None) -> None:
    with pytest.raises(InvalidInputError):
        Pause(start, end)


def test_a_start_without_a_time_zone_is_refused() -> None:
    start = datetime(2026, 11, 23, 9)  # noqa: DTZ001 - the point of the test
    with pytest.raises(InvalidInputError) as caught:
        compute_deadline(start, RESOLVE, CALENDAR)
    assert caught.value.facts == {"field": "start"}


@pytest.mark.parametrize(
    "pauses",
    [
        paused(("2026-11-25 10:00", "2026-11-27 10:00"), ("2026-11-27 09:00", "2026-11-28 10:00")),
        paused(("2026-11-27 10:00", "2026-11-28 10:00"), ("2026-11-25 10:00", "2026-11-26 10:00")),
        (Pause(local("2026-11-25 10:00")), *paused(("2026-11-26 10:00", "2026-11-27 10:00"))),
    ],
)
def test_pauses_that_overlap_or_run_backwards_are_refused(pauses: tuple[Pause, ...]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        compute_deadline(local(ASSIGNED), RESOLVE, CALENDAR, pauses=pauses)
    assert caught.value.facts == {"field": "pauses"}


instants = st.integers(0, 5 * 365 * 24 * 3600).map(
    lambda seconds: local("2024-01-01 00:00") + timedelta(seconds=seconds)
)
day_limits = st.builds(Limit, st.integers(1, 40), st.sampled_from([WORKING, CALENDAR_DAYS]))
limits = day_limits | st.builds(
    Limit, st.integers(1, 200), st.sampled_from([Unit.HOURS, Unit.MINUTES, Unit.SECONDS])
)
office_hours = st.sampled_from([None, OFFICE])


@st.composite
def pause_sequences(draw: st.DrawFn) -> tuple[datetime, tuple[Pause, ...]]:
    """A start and up to three pauses around and after it."""
    start = draw(instants)
    edge, pauses = start - timedelta(days=draw(st.integers(0, 5))), list[Pause]()
    for _ in range(draw(st.integers(0, 3))):
        begin = edge + timedelta(minutes=draw(st.integers(0, 20_000)))
        edge = begin + timedelta(minutes=draw(st.integers(1, 20_000)))
        pauses.append(Pause(begin, edge))
    return start, tuple(pauses)


@given(start=instants, limit=day_limits, hours=office_hours)
def test_in_day_units_no_deadline_falls_on_a_day_off(
    start: datetime, limit: Limit, hours: BusinessHours | None
) -> None:
    at = compute_deadline(start, limit, CALENDAR, hours=hours).at
    last = (at - timedelta.resolution).astimezone(CHINA_TIME).date()
    assert CALENDAR.is_working_day(last)


@given(case=pause_sequences(), later=st.integers(0, 20_000), limit=limits, hours=office_hours)
def test_who_starts_later_is_never_due_earlier(
    case: tuple[datetime, tuple[Pause, ...]], later: int, limit: Limit, hours: BusinessHours | None
) -> None:
    start, pauses = case
    first = compute_deadline(start, limit, CALENDAR, hours=hours, pauses=pauses)
    after = start + timedelta(minutes=later)
    second = compute_deadline(after, limit, CALENDAR, hours=hours, pauses=pauses)
    assert first.at <= second.at


@given(case=pause_sequences(), limit=limits, more=st.integers(1, 50), hours=office_hours)
def test_a_longer_limit_never_ends_earlier(
    case: tuple[datetime, tuple[Pause, ...]], limit: Limit, more: int, hours: BusinessHours | None
) -> None:
    start, pauses = case
    short = compute_deadline(start, limit, CALENDAR, hours=hours, pauses=pauses)
    longer = Limit(limit.amount + more, limit.unit)
    assert short.at <= compute_deadline(start, longer, CALENDAR, hours=hours, pauses=pauses).at


@given(case=pause_sequences(), limit=limits, extension=st.none() | day_limits, hours=office_hours)
def test_one_more_pause_never_makes_a_deadline_earlier(
    case: tuple[datetime, tuple[Pause, ...]],
    limit: Limit,
    extension: Limit | None,
    hours: BusinessHours | None,
) -> None:
    start, pauses = case
    deadlines = [
        compute_deadline(
            start, limit, CALENDAR, hours=hours, extension=extension, pauses=pauses[:count]
        ).at
        for count in range(len(pauses) + 1)
    ]
    assert deadlines == sorted(deadlines)


@given(case=pause_sequences(), limit=limits, hours=office_hours)
def test_no_deadline_lies_within_a_pause(
    case: tuple[datetime, tuple[Pause, ...]], limit: Limit, hours: BusinessHours | None
) -> None:
    start, pauses = case
    at = compute_deadline(start, limit, CALENDAR, hours=hours, pauses=pauses).at
    assert not any(pause.start < at <= (pause.end or at) for pause in pauses if pause.start < at)


@given(case=pause_sequences(), amount=st.integers(1, 30))
def test_pauses_agree_with_counting_the_days_that_were_not_suspended(
    case: tuple[datetime, tuple[Pause, ...]], amount: int
) -> None:
    start, pauses = case
    first = start.date()
    held = {day for pause in pauses for day in suspended_days(pause, first)}
    day, left = first, amount
    while left:
        day += timedelta(days=1)
        left -= CALENDAR.is_working_day(day) and day not in held
    # Paused on the very last day: a rule of its own, in the table above.
    assume(not any(pause.start.date() == day for pause in pauses))
    at = compute_deadline(start, Limit(amount, WORKING), CALENDAR, pauses=pauses).at
    assert at == at_24(day.isoformat())


def suspended_days(pause: Pause, first: date) -> set[date]:
    assert pause.end is not None
    day, last = max(pause.start.date(), first), (pause.end - timedelta.resolution).date()
    return {day + timedelta(days=n) for n in range(1, (last - day).days + 1)}
