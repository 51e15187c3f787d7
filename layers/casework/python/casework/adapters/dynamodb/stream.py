"""Reading the table's stream: which records are new events, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from casework.adapters.dynamodb.codec import load_event
from casework.adapters.dynamodb.keys import EVENT_PREFIX, event_place

if TYPE_CHECKING:
    from casework.domain.events import Event


def read_stream(records: Iterable[Mapping[str, Any]]) -> tuple[list[Event], list[str]]:
    """The events that stream records (`dynamodb.NewImage`, DynamoDB JSON) insert, in order.

    Returns also what names the records that nobody can read, so that they can be parked and the
    next one goes through: the event's id (`case/seq/n`), or the key as it stands where no event
    has such a key.
    """
    events: list[Event] = []
    unreadable: list[str] = []
    for record in records:
        if not _may_be_new_event(record):
            continue
        try:
            events.append(_event(record))
        except (KeyError, TypeError, ValueError, msgspec.MsgspecError):
            unreadable.append(_name(record))
    return events, unreadable


def _may_be_new_event(record: Mapping[str, Any]) -> bool:
    """False for what is surely none; a record that does not say is not left out in silence."""
    _, sort_key = _key(record)
    is_event = not sort_key or sort_key.startswith(EVENT_PREFIX)
    return is_event and record.get("eventName", "INSERT") == "INSERT"


def _event(record: Mapping[str, Any]) -> Event:
    image = record["dynamodb"]["NewImage"]
    return load_event(*event_place(*_key(record)), image["type"]["S"], image["data"]["S"])


def _name(record: Mapping[str, Any]) -> str:
    key = _key(record)
    try:
        return "/".join(str(part) for part in event_place(*key))
    except ValueError:
        return " ".join(filter(None, key)) or _text(record, "eventID")


def _key(record: Mapping[str, Any]) -> tuple[str, str]:
    partition, sort_key = (_text(record, "dynamodb", "Keys", name, "S") for name in ("PK", "SK"))
    return partition, sort_key


def _text(record: object, *path: str) -> str:
    """The text at a path; nothing where there is none."""
    for name in path:
        record = record.get(name) if isinstance(record, Mapping) else None
    return record if isinstance(record, str) else ""
