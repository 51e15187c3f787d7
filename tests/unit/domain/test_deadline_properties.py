"""What holds for every deadline, whatever was paused."""

from datetime import date, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from casework.domain.deadline import (
    CHINA_TIME,
    BusinessHours,
    Limit,
    Pause,
    Unit,
    compute_deadline,
)
from tests.unit.clocks import CALENDAR, at_24, local

OFFICE = BusinessHours(time(9), time(17, 30))
WORKING, CALENDAR_DAYS = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS


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
