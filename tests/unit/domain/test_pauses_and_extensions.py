"""What a suspension (挂起) and an extension (延期) do to a deadline, by hand."""

from datetime import datetime, time

import pytest

from casework.domain.deadline import (
    BusinessHours,
    ClockPausedError,
    Limit,
    Pause,
    Unit,
    compute_deadline,
)
from casework.domain.errors import InvalidInputError
from tests.unit.clocks import CALENDAR, at_24, local

OFFICE = BusinessHours(time(9), time(17, 30))
WORKING, CALENDAR_DAYS = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS
# Monday 23 November 2026: its 15th working day is 14 December, with no feast in between.
ASSIGNED = "2026-11-23 09:00"
RESOLVE = Limit(15, WORKING)


def paused(*segments: tuple[str, str]) -> tuple[Pause, ...]:
    return tuple(Pause(local(start), local(end)) for start, end in segments)


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
        # Over before the clock started, or as it started; still open when it started.
        ([("2026-11-23 08:00", "2026-11-23 09:00")], "2026-12-14"),
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


def test_a_pause_from_after_closing_time_counts_from_the_next_opening() -> None:
    # 12 hours of office time end on Tuesday at 12:30; one hour of it was suspended.
    pauses = paused(("2026-11-23 18:00", "2026-11-24 10:00"))
    deadline = compute_deadline(
        local(ASSIGNED), Limit(12, Unit.HOURS), CALENDAR, hours=OFFICE, pauses=pauses
    )
    assert deadline.at == local("2026-11-24 13:30")


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
