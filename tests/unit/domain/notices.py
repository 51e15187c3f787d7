"""Working-day tables in which the notice for 2027 has been published: invented, so that deadlines
of the new year move one way or the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.working_days import WorkingCalendar
from tests.unit.clocks import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

NEW_YEAR = ("元旦", "2027-01-01", "2027-01-03")
SPRING_FESTIVAL = ("春节", "2027-02-05", "2027-02-12")


def table_with_2027(version: str, *also_off: str, made_up: Sequence[str] = ()) -> WorkingCalendar:
    """The shipped table and a notice for 2027 that also takes off, and makes up, these days."""
    days = [NEW_YEAR, SPRING_FESTIVAL, *(("另行放假", day, day) for day in also_off)]
    notice = {
        "year": 2027,
        "title": "关于2027年部分节假日安排的通知（测试虚构）",
        "document": "测试〔2026〕1号",
        "dated": "2026-11-10",
        "days_off": [{"name": name, "first": first, "last": last} for name, first, last in days],
        "make_up_days": list(made_up),
    }
    table = shipped("working_days.json")
    return WorkingCalendar.from_mapping(
        {**table, "version": version, "notices": [*table["notices"], notice]}
    )


AS_EXPECTED = table_with_2027("2027.1")
LONGER = table_with_2027("2027.longer", "2027-01-04")
"""Monday 4 January is off too: what counts over it ends a working day later."""

SHORTER = table_with_2027("2027.shorter", made_up=["2027-01-09"])
"""Saturday 9 January is made up: what counts over it would end a working day earlier."""
