"""Rooms that react: records of an SQS queue fed by the bus, and records of the table's stream."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)

from casework.entrypoints.observability import logger

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord


@dataclass(frozen=True, slots=True)
class Announcement:
    """A case event as the bus delivered it."""

    event_id: str
    case_id: str
    type: str


def react(
    event: dict[str, Any], context: Any, reaction: Callable[[Announcement], object]
) -> dict[str, Any]:
    """Run a reaction for each record of a batch; those that raise are reported and come again.

    The log names the event, never what is in it.
    """

    def one(record: SQSRecord) -> None:
        announcement = _announcement(record)
        try:
            reaction(announcement)
        except Exception:
            logger().exception("reaction failed", event_id=announcement.event_id)
            raise

    return dict(
        process_partial_response(
            event=event,
            record_handler=one,
            processor=BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False),
            context=context,
        )
    )


def _announcement(record: SQSRecord) -> Announcement:
    envelope = json.loads(record.body)
    detail = envelope["detail"]
    return Announcement(detail["event_id"], detail["case_id"], envelope["detail-type"])
