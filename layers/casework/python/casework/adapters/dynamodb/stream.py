"""Reading the table's stream: which records are new events, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from casework.adapters.dynamodb.codec import load_event
from casework.adapters.dynamodb.keys import EVENT_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from casework.domain.events import Event


def read_stream(records: Iterable[Mapping[str, Any]]) -> tuple[list[Event], list[str]]:
    """The events that stream records (`dynamodb.NewImage`, DynamoDB JSON) insert, in order.

    Returns also the ids (`case/seq/n`) of events that nobody can read, so that they can be parked
    and the next one goes through.
    """
    events: list[Event] = []
    unreadable: list[str] = []
    for record in records:
        if not _is_new_event(record):
            continue
        case_id, seq, n = _identity(record)
        image = record["dynamodb"].get("NewImage", {})
        try:
            events.append(load_event(case_id, seq, n, image["type"]["S"], image["data"]["S"]))
        except (KeyError, ValueError, msgspec.MsgspecError):
            unreadable.append(f"{case_id}/{seq}/{n}")
    return events, unreadable


def _is_new_event(record: Mapping[str, Any]) -> bool:
    sort_key = record["dynamodb"]["Keys"]["SK"]["S"]
    return record["eventName"] == "INSERT" and str(sort_key).startswith(EVENT_PREFIX)


def _identity(record: Mapping[str, Any]) -> tuple[str, int, int]:
    keys = record["dynamodb"]["Keys"]
    seq, n = keys["SK"]["S"].removeprefix(EVENT_PREFIX).split(".")
    return keys["PK"]["S"].partition("#")[2], int(seq), int(n)
