"""Timers on EventBridge Scheduler: made once, never for the past, and forgotten when superseded."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from casework.adapters.clients import client
from casework.adapters.eventbridge_scheduler import EventBridgeScheduler, TimerTarget
from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

CASE = "7K3Q9F2M4T8W"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
QUEUE = "arn:aws-cn:sqs:cn-northwest-1:123456789012:expiry"
TARGET = TimerTarget(
    prefix="county",
    queue_arn=QUEUE,
    dead_letter_arn=f"{QUEUE}-dead",
    role_arn="arn:aws-cn:iam::123456789012:role/timers",
    margin=timedelta(seconds=90),
    window=timedelta(seconds=300),
)


@pytest.fixture
def schedules(aws: str) -> Any:
    """The SDK's client of an empty Scheduler."""
    return client("scheduler", aws)


def armed(schedules: Any, due_version: int = 3) -> tuple[datetime, dict[str, Any]]:
    """When a timer fires, and its whole description."""
    found = schedules.get_schedule(Name=f"county-due-{CASE}-{due_version}")
    at = found["ScheduleExpression"].removeprefix("at(").removesuffix(")")
    return datetime.fromisoformat(f"{at}+00:00"), found


def test_a_timer_brings_the_case_to_its_room_soon_after_the_instant(schedules: Any) -> None:
    EventBridgeScheduler(schedules, TARGET).arm(CASE, 3, DUE, NOW)
    at, found = armed(schedules)
    assert DUE <= at < DUE + TARGET.window
    assert found["ScheduleExpressionTimezone"] == "UTC"
    assert found["ActionAfterCompletion"] == "DELETE"
    assert found["FlexibleTimeWindow"] == {"Mode": "OFF"}
    target = found["Target"]
    assert (target["Arn"], target["RoleArn"]) == (QUEUE, TARGET.role_arn)
    assert target["DeadLetterConfig"] == {"Arn": f"{QUEUE}-dead"}
    assert json.loads(target["Input"]) == {"case_id": CASE}


def test_timers_of_one_instant_are_spread_by_their_cases(schedules: Any) -> None:
    scheduler = EventBridgeScheduler(schedules, TARGET)
    ids = [f"7K3Q9F2M4T8{letter}" for letter in "0123456789ABCDEF"]
    for case_id in ids:
        scheduler.arm(case_id, 1, DUE, NOW)
    found = {
        schedules.get_schedule(Name=f"county-due-{case_id}-1")["ScheduleExpression"]
        for case_id in ids
    }
    assert len(found) > len(ids) // 2


@pytest.mark.parametrize("due", [NOW - timedelta(days=400), NOW, NOW + timedelta(seconds=20)])
def test_a_timer_is_never_set_for_the_past_nor_too_near(schedules: Any, due: datetime) -> None:
    EventBridgeScheduler(schedules, replace(TARGET, window=timedelta(0))).arm(CASE, 3, due, NOW)
    assert armed(schedules)[0] == NOW + TARGET.margin


def test_parts_of_a_second_are_rounded_up_so_that_a_timer_is_not_early(schedules: Any) -> None:
    due = DUE + timedelta(microseconds=1)
    EventBridgeScheduler(schedules, replace(TARGET, window=timedelta(0))).arm(CASE, 3, due, NOW)
    assert armed(schedules)[0] == DUE + timedelta(seconds=1)


def test_a_timer_that_exists_is_left_as_it_is(schedules: Any) -> None:
    scheduler = EventBridgeScheduler(schedules, TARGET)
    scheduler.arm(CASE, 3, DUE, NOW)
    before = armed(schedules)[0]
    scheduler.arm(CASE, 3, DUE + timedelta(days=1), NOW)
    assert armed(schedules)[0] == before


def test_the_superseded_timer_is_taken_away(schedules: Any) -> None:
    scheduler = EventBridgeScheduler(schedules, TARGET)
    scheduler.arm(CASE, 2, DUE, NOW)
    scheduler.arm(CASE, 3, DUE + timedelta(days=2), NOW)
    names = [each["Name"] for each in schedules.list_schedules()["Schedules"]]
    assert names == [f"county-due-{CASE}-3"]


class Broken:
    """Scheduler's client, failing at one operation."""

    def __init__(self, operation: str, error: Exception) -> None:
        self._failing = (operation, error)
        self.asked: list[str] = []

    def __getattr__(self, operation: str) -> Callable[..., dict[str, Any]]:
        def answer(**_: Any) -> dict[str, Any]:
            self.asked.append(operation)
            if operation == self._failing[0]:
                raise self._failing[1]
            return {}

        return answer


UNREACHABLE = EndpointConnectionError(endpoint_url="https://scheduler")
THROTTLED = ClientError({"Error": {"Code": "ThrottlingException"}}, "CreateSchedule")
GONE = ClientError({"Error": {"Code": "ResourceNotFoundException"}}, "DeleteSchedule")


@pytest.mark.parametrize("error", [UNREACHABLE, THROTTLED])
def test_a_timer_that_could_not_be_made_is_an_error(error: Exception) -> None:
    schedules = Broken("create_schedule", error)
    with pytest.raises(StoreUnavailableError):
        EventBridgeScheduler(schedules, TARGET).arm(CASE, 3, DUE, NOW)
    assert schedules.asked == ["create_schedule"]


@pytest.mark.parametrize("error", [UNREACHABLE, GONE])
def test_a_superseded_timer_that_stays_is_none(error: Exception) -> None:
    schedules = Broken("delete_schedule", error)
    EventBridgeScheduler(schedules, TARGET).arm(CASE, 3, DUE, NOW)
    assert schedules.asked == ["create_schedule", "delete_schedule"]


def test_the_longest_name_is_taken_and_a_longer_one_refused() -> None:
    longest = EventBridgeScheduler(None, replace(TARGET, prefix="s" * 40))
    assert len(longest.name(CASE, 999_999)) == 64
    with pytest.raises(ValueError, match="longer than 64"):
        longest.name(CASE, 1_000_000)
