"""When people may be contacted: at any time, or in the hours of working days."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from casework.domain.errors import ConfigurationError, InvalidInputError
from casework.domain.message_policy import MessagePolicy, next_contact
from casework.domain.working_time import CHINA_TIME, BusinessHours
from tests.builders import calendar, message_policy

HOURS = BusinessHours(time(8, 30), time(18, 0))


def local(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA_TIME)


@pytest.mark.parametrize(
    ("now", "contact"),
    [
        (local(3, 2, 9), local(3, 2, 9)),
        (local(3, 2, 8, 30), local(3, 2, 8, 30)),
        (local(3, 2, 8, 29), local(3, 2, 8, 30)),
        (local(3, 2, 0), local(3, 2, 8, 30)),
        (local(3, 2, 17, 59), local(3, 2, 17, 59)),
        (local(3, 2, 18), local(3, 3, 8, 30)),
        (local(3, 6, 20), local(3, 9, 8, 30)),
        (local(3, 7, 10), local(3, 9, 8, 30)),
        (local(10, 1, 10), local(10, 8, 8, 30)),
        (local(10, 10, 10), local(10, 10, 10)),
    ],
    ids=[
        *("in hours", "at opening", "before opening", "midnight", "before closing", "at closing"),
        *("friday evening", "saturday", "national day", "a make-up saturday"),
    ],
)
def test_people_are_told_in_hours_or_at_the_next_opening(now: datetime, contact: datetime) -> None:
    assert next_contact(now, calendar(), HOURS) == contact


def test_without_hours_people_are_told_at_once() -> None:
    now = local(10, 1, 3)
    assert next_contact(now, calendar(), None) == now
    assert next_contact(now, calendar(), None).tzinfo is UTC


def test_an_instant_without_a_time_zone_is_none() -> None:
    with pytest.raises(InvalidInputError):
        next_contact(datetime(2026, 3, 2, 9), calendar(), HOURS)  # noqa: DTZ001 - the point


def test_the_shipped_policy_has_hours() -> None:
    shipped = message_policy()
    assert (shipped.version, shipped.contact_hours) == ("2026.1", HOURS)


def test_the_shipped_policy_tries_to_tell_an_enterprise_five_times_with_growing_pauses() -> None:
    shipped = message_policy()
    pauses = [shipped.pause_after(attempt) for attempt in range(1, shipped.attempts + 1)]
    assert shipped.attempts == 5
    assert pauses == sorted(pauses)
    assert sum(pauses[:-1], timedelta()) > timedelta(hours=12)


def test_an_older_policy_that_says_nothing_of_enterprises_holds() -> None:
    older = MessagePolicy.from_mapping({"version": "x", "contact_hours": None})
    assert (older.attempts, older.template_fields) == (5, {})


def test_whoever_is_tried_once_is_not_waited_for() -> None:
    policy = MessagePolicy.from_mapping(
        {"version": "x", "contact_hours": None, "retry_after_minutes": []}
    )
    assert (policy.attempts, policy.pause_after(1) > timedelta()) == (1, True)


def test_hours_may_be_left_to_any_time() -> None:
    assert MessagePolicy.from_mapping({"version": "x", "contact_hours": None}).contact_hours is None


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({}, "messages: missing contact_hours, version"),
        ({"version": "1", "contact_hours": None, "zone": "x"}, "messages: unknown zone"),
        ({"version": " ", "contact_hours": None}, "version"),
        (
            {"version": "1", "contact_hours": None, "retry_after_minutes": [0]},
            "retry_after_minutes",
        ),
        ({"version": "1", "contact_hours": None, "receipts_a_day": 0}, "receipts_a_day"),
        (
            {"version": "1", "contact_hours": None, "wechat_template_fields": []},
            "wechat_template_fields",
        ),
        (
            {"version": "1", "contact_hours": None, "wechat_template_fields": {"thing1": ""}},
            "wechat_template_fields.thing1",
        ),
        ({"version": "1", "contact_hours": {"opening": "08:30"}}, "contact_hours: missing closing"),
        (
            {"version": "1", "contact_hours": {"opening": "8h", "closing": "18:00"}},
            "contact_hours.opening",
        ),
        (
            {"version": "1", "contact_hours": {"opening": "18:00", "closing": "08:30"}},
            "opening before closing",
        ),
    ],
)
def test_a_policy_that_makes_no_sense_says_where(value: Any, where: str) -> None:
    with pytest.raises(ConfigurationError, match=where):
        MessagePolicy.from_mapping(value)
