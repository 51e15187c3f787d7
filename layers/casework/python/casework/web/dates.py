"""Instants as people read them: a deadline is "12月14日24:00", never "12月15日00:00"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.working_time import CHINA_TIME, aware, closing_of

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from casework.domain.working_days import WorkingCalendar
    from casework.web.language import Language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_text(day: date, language: Language, now: datetime, *, zone: tzinfo = CHINA_TIME) -> str:
    """A day: 11月22日 or 22 Nov, with its year when that is not the local year of `now`."""
    this_year = day.year == _local(now, zone).year
    if language == "zh":
        text = f"{day.month}月{day.day}日"
        return text if this_year else f"{day.year}年{text}"
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if this_year else f"{text} {day.year}"


def moment_text(
    instant: datetime, language: Language, now: datetime, *, zone: tzinfo = CHINA_TIME
) -> str:
    """When something happened, to the minute: 11月22日 16:31 or 22 Nov 16:31."""
    local = _local(instant, zone)
    return f"{date_text(local.date(), language, now, zone=zone)} {local:%H:%M}"


def deadline_parts(
    instant: datetime, language: Language, now: datetime, *, zone: tzinfo = CHINA_TIME
) -> tuple[str, str]:
    """A half-open deadline as its date and its time of day, for a page that sets them apart."""
    day, clock = closing_of(instant, zone)
    return date_text(day, language, now, zone=zone), clock


def deadline_text(
    instant: datetime,
    language: Language,
    now: datetime,
    *,
    provisional: bool = False,
    zone: tzinfo = CHINA_TIME,
) -> str:
    """A half-open deadline in full: 12月14日24:00 or 24:00 on 14 Dec, with its mark if 暂定."""
    day, clock = deadline_parts(instant, language, now, zone=zone)
    text = f"{day}{clock}" if language == "zh" else f"{clock} on {day}"
    return text + _mark(language, provisional)


def due_text(
    instant: datetime,
    language: Language,
    now: datetime,
    *,
    provisional: bool = False,
    zone: tzinfo = CHINA_TIME,
) -> str:
    """As `deadline_text`, but 今天24:00 or 24:00 today on the day itself.

    For lists of what is due, read at once; what is printed or kept needs the date.
    """
    day, clock = closing_of(instant, zone)
    if day != _local(now, zone).date():
        return deadline_text(instant, language, now, provisional=provisional, zone=zone)
    text = f"今天{clock}" if language == "zh" else f"{clock} today"
    return text + _mark(language, provisional)


def time_left_text(
    instant: datetime,
    language: Language,
    now: datetime,
    calendar: WorkingCalendar,
    *,
    zone: tzinfo = CHINA_TIME,
) -> str:
    """What is left until a deadline, to stand beside the instant, never in its place.

    还剩1个工作日 counts the working days after today up to the deadline's day; on that day it is
    今天到期, from the deadline on 已过.
    """
    chinese = language == "zh"
    local_now = _local(now, zone)
    if local_now >= aware(instant, "instant"):
        return "已过" if chinese else "past"
    day, _ = closing_of(instant, zone)
    today = local_now.date()
    if day == today:
        return "今天到期" if chinese else "due today"
    days = calendar.working_days_between(today, day)
    if days == 0:
        return "还剩不到1个工作日" if chinese else "less than 1 working day left"
    if chinese:
        return f"还剩{days}个工作日"
    return "1 working day left" if days == 1 else f"{days} working days left"


def _local(instant: datetime, zone: tzinfo) -> datetime:
    return aware(instant, "instant").astimezone(zone)


def _mark(language: Language, provisional: bool) -> str:
    if not provisional:
        return ""
    return "（暂定）" if language == "zh" else " (provisional)"
