"""The shipped calendar and county time, for every test that reads a clock."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import casework
from casework.domain.deadline import CHINA_TIME
from casework.domain.working_days import WorkingCalendar


def shipped(name: str) -> dict[str, Any]:
    """A policy file as it is deployed."""
    path = Path(casework.__file__).parent / "policy" / name
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


CALENDAR = WorkingCalendar.from_mapping(shipped("working_days.json"))


def local(text: str) -> datetime:
    """A moment as a clock on the wall shows it: 2026-11-22 16:31."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA_TIME)


def at_24(day: str) -> datetime:
    """24:00 of that local day."""
    return local(f"{day} 00:00") + timedelta(days=1)
