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
    next one goes through: the event's id (`case/seq/n`), or the bare key where it is no event's.
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
    """False for what is surely none; a record without its key is not left out in silence."""
    _, sort_key = _key(record)
    return record.get("eventName") == "INSERT" and sort_key.startswith((EVENT_PREFIX, _NO_TEXT))


def _event(record: Mapping[str, Any]) -> Event:
    image = record["dynamodb"]["NewImage"]
    return load_event(*event_place(*_key(record)), image["type"]["S"], image["data"]["S"])


def _name(record: Mapping[str, Any]) -> str:
    key = _key(record)
    try:
        return "/".join(map(str, event_place(*key)))
    except ValueError:
        return " ".join(key)
