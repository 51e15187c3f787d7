"""How the table of notices, feasts and local days is read, and what it refuses."""

from datetime import date
from typing import Any

import pytest

from casework.domain.errors import ConfigurationError
from casework.domain.working_days import WorkingCalendar
from tests.unit.clocks import CALENDAR, shipped

TABLE = shipped("working_days.json")


def a_notice(year: int, days_off: list[tuple[str, str]], make_up_days: list[str]) -> dict[str, Any]:
    return {
        "year": year,
        "title": f"notice for {year}",
        "document": f"no. {year}",
        "dated": f"{year - 1}-11-01",
        "days_off": [{"name": "block", "first": first, "last": last} for first, last in days_off],
        "make_up_days": make_up_days,
    }


def a_table(*notices: dict[str, Any], feasts: tuple[int, ...] = (2027, 2028)) -> dict[str, Any]:
    rows = [
        {
            "year": year,
            "spring_festival": f"{year}-02-06",
            "qingming": f"{year}-04-05",
            "dragon_boat": f"{year}-06-09",
            "mid_autumn": f"{year}-09-15",
        }
        for year in feasts
    ]
    return {
        "version": "t1",
        "notices": list(notices),
        "movable_feasts": {"source": "by hand", "years": rows},
    }


GOOD = a_notice(2026, [("2026-01-01", "2026-01-03")], ["2026-01-04"])


def test_a_notice_reaches_back_into_the_last_days_of_december() -> None:
    # As the notice for 2019 did: 30 December to 1 January off, Saturday 29 December worked.
    notices = (
        a_notice(2029, [("2029-01-01", "2029-01-01")], []),
        a_notice(2030, [("2029-12-30", "2030-01-01")], ["2029-12-29"]),
    )
    calendar = WorkingCalendar.from_mapping(a_table(*notices, feasts=(2031, 2032)))
    assert calendar.is_working_day(date(2029, 12, 29))
    assert not calendar.is_working_day(date(2029, 12, 31))
    assert calendar.add_working_days(date(2029, 12, 29), 1) == date(2030, 1, 2)


def test_a_notice_stands_in_place_of_the_usual_blocks() -> None:
    calendar = WorkingCalendar.from_mapping(a_table(GOOD, feasts=(2026, 2027)))
    assert calendar.is_working_day(date(2026, 2, 6))  # Spring Festival in the table of feasts
    assert not calendar.is_working_day(date(2027, 2, 5))


def test_the_days_that_the_next_notice_may_still_reach_are_provisional() -> None:
    calendar = WorkingCalendar.from_mapping(
        a_table(a_notice(2029, [("2029-01-01", "2029-01-01")], []), feasts=(2030, 2031))
    )
    assert calendar.published_through == date(2029, 12, 28)
    assert calendar.is_provisional(date(2029, 12, 29))


@pytest.mark.parametrize(
    ("table", "where"),
    [
        (a_table(GOOD | {"make_up_days": ["2026-01-05"]}), "2026-01-05 is no weekend day"),
        (
            a_table(GOOD | {"make_up_days": ["2026-01-03"]}),
            "2026-01-03 is both off and a make-up day",
        ),
        (
            a_table(GOOD | {"make_up_days": ["2026-01-04", "2026-01-04"]}),
            "2026-01-04 stands there twice",
        ),
        (a_table(GOOD | {"make_up_days": ["2027-01-02"]}), "2027-01-02 is outside the year 2026"),
        (a_table(GOOD | {"make_up_days": ["20260104"]}), "notices[0].make_up_days[0]"),
        (a_table(GOOD | {"make_up_days": ["2026-02-30"]}), "notices[0].make_up_days[0]"),
        (a_table(GOOD | {"make_up_days": "2026-01-04"}), "notices[0].make_up_days"),
        (
            a_table(a_notice(2026, [("2025-12-28", "2026-01-01")], [])),
            "2025-12-28 is outside the year 2026",
        ),
        (a_table(a_notice(2026, [("2026-05-05", "2026-05-01")], [])), "before it begins"),
        (
            a_table(
                a_notice(2026, [("2026-05-01", "2026-05-03"), ("2026-05-03", "2026-05-04")], [])
            ),
            "2026-05-03",
        ),
        (a_table(GOOD, GOOD), "notices: 2026 stands there twice"),
        (a_table(a_notice(2024, [], []), GOOD), "notices: 2025 is missing"),
        (a_table(GOOD, a_notice(2025, [], [])), "notices: 2025 stands there twice or out of order"),
        (
            a_table(
                a_notice(2025, [("2025-12-31", "2025-12-31")], []),
                a_notice(2026, [("2025-12-31", "2026-01-01")], []),
            ),
            "two notices name the same day",
        ),
        (a_table(), "notices: holds no year"),
        (a_table(GOOD, feasts=(2028, 2029)), "2027 has neither a notice nor a row of feasts"),
        (a_table(GOOD, feasts=(2025, 2026)), "2027 has neither a notice nor a row of feasts"),
        (a_table(GOOD, feasts=(2027, 2029)), "movable_feasts.years: 2028 is missing"),
        (a_table(GOOD, feasts=(2027, 2027)), "movable_feasts.years: 2027 stands there twice"),
        (a_table(GOOD, feasts=()), "movable_feasts.years: holds no year"),
        (a_table(GOOD | {"year": "2026"}), "notices[0].year"),
        (a_table({key: GOOD[key] for key in GOOD if key != "document"}), "document"),
        (a_table(GOOD) | {"version": " "}, "working_days.version"),
        (a_table(GOOD) | {"note": "?"}, "note"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused_by_name(
    table: dict[str, Any], where: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        WorkingCalendar.from_mapping(table)
    assert where in str(caught.value)


def test_a_feast_outside_its_year_is_refused() -> None:
    table = a_table(GOOD)
    table["movable_feasts"]["years"][0]["qingming"] = "2028-04-04"
    with pytest.raises(ConfigurationError) as caught:
        WorkingCalendar.from_mapping(table)
    assert "movable_feasts.years[0].qingming" in str(caught.value)


def local_days(days_off: list[tuple[str, str]], working_days: list[str]) -> dict[str, Any]:
    return {
        "version": "juye.1",
        "document": "county notice",
        "days_off": [{"name": "local", "first": first, "last": last} for first, last in days_off],
        "working_days": working_days,
    }


def test_a_county_overlays_its_own_days() -> None:
    overlay = local_days(
        [("2026-11-24", "2026-11-25"), ("2026-02-14", "2026-02-14")], ["2026-02-20"]
    )
    calendar = WorkingCalendar.from_mapping(TABLE, overlay)
    assert calendar.version == f"{CALENDAR.version}+juye.1"
    assert calendar.add_working_days(date(2026, 11, 23), 1) == date.fromisoformat("2026-11-26")
    assert not calendar.is_working_day(date(2026, 2, 14))  # nationally a make-up Saturday
    assert calendar.is_working_day(date(2026, 2, 20))  # nationally off
    assert CALENDAR.is_working_day(date(2026, 11, 24))


def test_a_local_day_cannot_be_both_off_and_worked() -> None:
    with pytest.raises(ConfigurationError) as caught:
        WorkingCalendar.from_mapping(
            TABLE, local_days([("2026-11-24", "2026-11-25")], ["2026-11-25"])
        )
    assert "2026-11-25 is both off and worked" in str(caught.value)
