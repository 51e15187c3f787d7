"""Deadline sweep: once an hour everything that is overdue is found, whatever timers did."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.adapters.clients import LateClient
from casework.adapters.due_queue import SqsDueQueue
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.configuration import CALENDAR, DynamoConfiguration
from casework.adapters.dynamodb.due_index import DynamoDueIndex
from casework.config import from_environment
from casework.entrypoints.clock import utc_now
from casework.entrypoints.events import each_body
from casework.entrypoints.observability import count
from casework.ports import DueKind, DueQueue
from casework.services.sweep_deadlines import sweep_deadlines


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    expiry_queue_url: str
    notification_queue_url: str
    enterprise_queue_url: str
    aws_region: str


@dataclass(frozen=True, slots=True)
class Room:
    """What the use case needs, made once per container."""

    index: DynamoDueIndex
    queues: dict[DueKind, DueQueue]
    configuration: DynamoConfiguration


@cache
def room() -> Room:
    """Bind the table and make the adapters."""
    settings = from_environment(Settings)
    table.bind(settings.table_name, settings.aws_region)
    sqs = LateClient("sqs", settings.aws_region, table.session())
    queues: dict[DueKind, DueQueue] = {
        DueKind.CASE: SqsDueQueue(sqs, settings.expiry_queue_url),
        DueKind.MESSAGE: SqsDueQueue(sqs, settings.notification_queue_url),
        DueKind.ENTERPRISE_MESSAGE: SqsDueQueue(sqs, settings.enterprise_queue_url),
    }
    return Room(DynamoDueIndex(), queues, DynamoConfiguration((CALENDAR,)))


def handle(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Sweep once for each message; a sweep that fails part way comes again."""
    return each_body(event, lambda _: _sweep())


def _sweep() -> None:
    now = utc_now()
    swept = sweep_deadlines(now, index=room().index, queues=room().queues)
    left = (room().configuration.calendar().published_through - now.date()).days
    count(SweptDue=swept.due, MissedByTimers=swept.missed_by_timers, CalendarDaysLeft=left)
