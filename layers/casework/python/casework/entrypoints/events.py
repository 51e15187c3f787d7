"""Rooms that react: records of an SQS queue fed by the bus, and records of the table's stream."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casework.entrypoints.observability import logger

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Announcement:
    """A case event as the bus delivered it."""

    event_id: str
    case_id: str
    type: str


def react(
    event: dict[str, Any], _context: Any, reaction: Callable[[Announcement], object]
) -> dict[str, Any]:
    """Run a reaction for each record of a batch; those that raise are reported and come again.

    The log names the message and the event, never what is in it.
    """
    failed = [record["messageId"] for record in event["Records"] if not _done(record, reaction)]
    return {"batchItemFailures": [{"itemIdentifier": message} for message in failed]}


def _done(record: Mapping[str, Any], reaction: Callable[[Announcement], object]) -> bool:
    event_id = None
    try:
        announcement = _announcement(record)
        event_id = announcement.event_id
        reaction(announcement)
    except Exception:
        logger().exception("reaction failed", message_id=record["messageId"], event_id=event_id)
        return False
    return True


def _announcement(record: Mapping[str, Any]) -> Announcement:
    envelope = json.loads(record["body"])
    detail = envelope["detail"]
    return Announcement(detail["event_id"], detail["case_id"], envelope["detail-type"])
