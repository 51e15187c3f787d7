"""The words for instants, in both languages, as the pages show them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.domain.errors import InvalidInputError
from casework.web.dates import (
    date_text,
    deadline_parts,
    deadline_text,
    due_text,
    moment_text,
    time_left_text,
)
from casework.web.language import Language
from tests.unit.clocks import CALENDAR, local

NOW = local("2026-11-22 16:31:20")


@pytest.mark.parametrize(
    ("instant", "chinese", "english"),
    [
        ("2026-12-15 00:00", "12月14日24:00", "24:00 on 14 Dec"),
        ("2026-12-14 17:30", "12月14日17:30", "17:30 on 14 Dec"),
        ("2026-11-22 16:31:50", "11月22日16:31:50", "16:31:50 on 22 Nov"),
        ("2027-01-01 00:00", "12月31日24:00", "24:00 on 31 Dec"),
        ("2027-01-06 00:00", "2027年1月5日24:00", "24:00 on 5 Jan 2027"),
        ("2026-01-01 00:00", "2025年12月31日24:00", "24:00 on 31 Dec 2025"),
        ("2026-03-01 00:00", "2月28日24:00", "24:00 on 28 Feb"),
    ],
)
def test_a_deadline_names_the_day_that_it_closes(instant: str, chinese: str, english: str) -> None:
    assert deadline_text(local(instant), "zh", NOW) == chinese
    assert deadline_text(local(instant), "en", NOW) == english


def test_a_deadline_in_utc_is_shown_in_local_time() -> None:
    instant = datetime(2026, 12, 14, 16, 0, tzinfo=UTC)
    assert deadline_text(instant, "zh", NOW) == "12月14日24:00"
    assert deadline_text(instant, "zh", NOW, zone=UTC) == "12月14日16:00"


def test_the_current_year_is_the_local_one() -> None:
    new_year_in_china = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    assert date_text(date(2027, 1, 5), "zh", new_year_in_china) == "1月5日"
    assert date_text(date(2026, 12, 31), "zh", new_year_in_china) == "2026年12月31日"


def test_a_provisional_deadline_says_so() -> None:
    instant = local("2027-01-06 00:00")
    assert deadline_text(instant, "zh", NOW, provisional=True) == "2027年1月5日24:00（暂定）"
    assert (
        deadline_text(instant, "en", NOW, provisional=True) == "24:00 on 5 Jan 2027 (provisional)"
    )
    today = local("2026-11-23 00:00")
    assert due_text(today, "zh", NOW, provisional=True) == "今天24:00（暂定）"
    assert due_text(instant, "en", NOW, provisional=True) == "24:00 on 5 Jan 2027 (provisional)"


def test_a_deadline_comes_apart_for_pages_that_set_date_and_time_on_two_lines() -> None:
    assert deadline_parts(local("2026-12-15 00:00"), "zh", NOW) == ("12月14日", "24:00")
    assert deadline_parts(local("2026-12-15 00:00"), "en", NOW) == ("14 Dec", "24:00")


@pytest.mark.parametrize(
    ("instant", "chinese", "english"),
    [
        ("2026-11-23 00:00", "今天24:00", "24:00 today"),
        ("2026-11-22 17:30", "今天17:30", "17:30 today"),
        ("2026-11-24 00:00", "11月23日24:00", "24:00 on 23 Nov"),
        ("2026-11-22 00:00", "11月21日24:00", "24:00 on 21 Nov"),
    ],
)
def test_what_is_due_today_is_due_today(instant: str, chinese: str, english: str) -> None:
    assert due_text(local(instant), "zh", NOW) == chinese
    assert due_text(local(instant), "en", NOW) == english


@pytest.mark.parametrize(
    ("instant", "chinese", "english"),
    [
        ("2026-11-22 16:31:59", "11月22日 16:31", "22 Nov 16:31"),
        ("2026-11-22 00:00", "11月22日 00:00", "22 Nov 00:00"),
        ("2025-12-31 09:05", "2025年12月31日 09:05", "31 Dec 2025 09:05"),
    ],
)
def test_what_happened_has_its_minute(instant: str, chinese: str, english: str) -> None:
    assert moment_text(local(instant), "zh", NOW) == chinese
    assert moment_text(local(instant), "en", NOW) == english


@pytest.mark.parametrize(
    ("now", "instant", "chinese", "english"),
    [
        ("2026-12-11 09:00", "2026-12-15 00:00", "还剩1个工作日", "1 working day left"),
        ("2026-11-22 16:31", "2026-12-15 00:00", "还剩16个工作日", "16 working days left"),
        ("2026-02-13 09:00", "2026-02-25 00:00", "还剩2个工作日", "2 working days left"),
        ("2026-12-14 09:00", "2026-12-15 00:00", "今天到期", "due today"),
        ("2026-12-14 23:59:59", "2026-12-15 00:00", "今天到期", "due today"),
        ("2026-12-15 00:00", "2026-12-15 00:00", "已过", "past"),
        ("2026-12-20 09:00", "2026-12-15 00:00", "已过", "past"),
        (
            "2026-12-11 23:00",
            "2026-12-12 10:00",
            "还剩不到1个工作日",
            "less than 1 working day left",
        ),
    ],
)
def test_what_is_left_is_counted_in_working_days(
    now: str, instant: str, chinese: str, english: str
) -> None:
    assert time_left_text(local(instant), "zh", local(now), CALENDAR) == chinese
    assert time_left_text(local(instant), "en", local(now), CALENDAR) == english


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_instant_without_a_time_zone_is_refused(language: Language) -> None:
    naive = datetime(2026, 12, 15)  # noqa: DTZ001 - the point of the test
    with pytest.raises(InvalidInputError):
        deadline_text(naive, language, NOW)
    with pytest.raises(InvalidInputError):
        time_left_text(NOW + timedelta(days=1), language, naive, CALENDAR)
