"""Rooms that react: records of an SQS queue fed by the bus, and records of the table's stream."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
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
    detail: Mapping[str, Any] = field(default_factory=dict)


def react(
    event: dict[str, Any], _context: Any, reaction: Callable[[Announcement], object]
) -> dict[str, Any]:
    """Run a reaction for each announcement of a batch; those that raise are reported and come
    again.
    """
    return each_body(event, lambda body: reaction(announcement_of(body)))


def each_body(
    event: dict[str, Any], reaction: Callable[[Mapping[str, Any]], object]
) -> dict[str, Any]:
    """Run a reaction for the JSON body of each record of a batch; those that raise are reported and
    come again.

    The log names the message and the event, never what is in it.
    """
    failed = [record["messageId"] for record in event["Records"] if not _done(record, reaction)]
    return {"batchItemFailures": [{"itemIdentifier": message} for message in failed]}


def announcement_of(body: Mapping[str, Any]) -> Announcement:
    """The event that the bus put into a queue; raises KeyError for anything else."""
    detail = body["detail"]
    return Announcement(detail["event_id"], detail["case_id"], body["detail-type"], detail)


def _done(record: Mapping[str, Any], reaction: Callable[[Mapping[str, Any]], object]) -> bool:
    body: Mapping[str, Any] = {}
    try:
        body = json.loads(record["body"])
        reaction(body)
    except Exception:
        name = _name_of(body)
        logger().exception("reaction failed", message_id=record["messageId"], event_id=name)
        return False
    return True


def _name_of(body: object) -> str | None:
    """The event or case that a body is about, as far as it says."""
    if not isinstance(body, dict):
        return None
    detail = body.get("detail", body)
    return detail.get("event_id") or detail.get("case_id") if isinstance(detail, dict) else None
