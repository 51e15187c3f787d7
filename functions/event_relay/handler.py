"""The event relay: what the table's stream says was committed goes on the bus."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.adapters.clients import LateClient, client
from casework.adapters.dynamodb.stream import read_stream
from casework.adapters.eventbridge_bus import EventBridgeBus
from casework.adapters.sqs_parking import SqsParking
from casework.config import from_environment
from casework.entrypoints.observability import count, logger
from casework.services.relay_events import relay_events

UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    event_bus_name: str
    parking_queue_url: str
    aws_region: str


@dataclass(frozen=True, slots=True)
class Room:
    """What the use case needs, made once per container."""

    bus: EventBridgeBus
    parking: SqsParking


@cache
def room() -> Room:
    """Make the adapters."""
    settings = from_environment(Settings)
    events = client("events", settings.aws_region, attempts=1)
    return Room(
        EventBridgeBus(events, settings.event_bus_name, report=_report),
        SqsParking(LateClient("sqs", settings.aws_region), settings.parking_queue_url),
    )


def handle(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Relay the new events of a batch of stream records.

    It raises only when an event can neither be sent nor parked; the stream then delivers the whole
    batch again, and whoever reacts recognises what it has seen. The log says of each event that is
    parked why it was not sent, never what is in it.
    """
    events, unreadable = read_stream(event["Records"])
    for name in unreadable:
        _report(name, UNREADABLE)
    parked = relay_events(events, unreadable, bus=room().bus, parking=room().parking)
    if parked:
        count(EventsParked=parked)
    return {"batchItemFailures": []}


def _report(event_id: str, reason: str) -> None:
    logger().error("event not sent", event_id=event_id, reason=reason)
