"""Deadline timer: whatever is due next in a case gets a one-time timer of its own."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from casework.adapters.clients import client
from casework.adapters.eventbridge_scheduler import EventBridgeScheduler, TimerTarget
from casework.config import from_environment
from casework.entrypoints.clock import utc_now
from casework.entrypoints.events import Announcement, react
from casework.services.arm_timer import arm_timer


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room; margin and window are in seconds."""

    timer_prefix: str
    expiry_queue_arn: str
    timer_dead_letters_arn: str
    timer_role_arn: str
    timer_margin_seconds: str
    timer_window_seconds: str
    aws_region: str


@cache
def room() -> EventBridgeScheduler:
    """The scheduler, made once per container."""
    settings = from_environment(Settings)
    target = TimerTarget(
        prefix=settings.timer_prefix,
        queue_arn=settings.expiry_queue_arn,
        dead_letter_arn=settings.timer_dead_letters_arn,
        role_arn=settings.timer_role_arn,
        margin=timedelta(seconds=int(settings.timer_margin_seconds)),
        window=timedelta(seconds=int(settings.timer_window_seconds)),
    )
    return EventBridgeScheduler(client("scheduler", settings.aws_region), target)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """React to a batch of events that left another instant to wait for."""
    return react(event, context, _arm)


def _arm(announced: Announcement) -> None:
    detail = announced.detail
    arm_timer(
        announced.case_id,
        detail["due_version"],
        detail["next_due"],
        utc_now(),
        scheduler=room(),
    )
