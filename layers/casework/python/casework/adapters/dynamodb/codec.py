"""Domain objects as JSON text and back, by their annotations; what still has its default is not
written.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from casework.domain.case import Case
from casework.domain.enterprise_dates import EnterpriseDates
from casework.domain.events import EVENT_TYPES, Actor, Event

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
PLAIN = frozenset({str, int, bool, datetime, type(None)})
"""What is written as it stands; most of what a case holds."""


@dataclass(frozen=True, slots=True)
class _Envelope:
    """An event without what its key and type already say."""

    at: datetime
    actor: Actor
    command_id: str
    due_version: int
    next_due: datetime | None
    body: msgspec.Raw
    arms: bool = False


AS_THE_UNITS = EnterpriseDates(())
"""Written in the place of an enterprise's dates that say no more than the clocks of the units."""


def dump(value: DataclassInstance) -> str:
    """The JSON text of a dataclass."""
    if isinstance(value, Case) and value.dates is not None:
        says_no_more = value.dates == EnterpriseDates.of_the_units(value.clocks)
        value = replace(value, dates=AS_THE_UNITS) if says_no_more else value
    return msgspec.json.encode(_written(value)).decode()


def load(text: str, kind: type[T]) -> T:
    """The dataclass that a text was made of; raises msgspec.ValidationError for anything else."""
    value = msgspec.json.decode(text, type=kind)
    if isinstance(value, Case) and value.dates == AS_THE_UNITS:
        return replace(value, dates=EnterpriseDates.of_the_units(value.clocks))
    return value


def dump_event(event: Event) -> str:
    """The JSON text of an event; its place in the case is in the key, its type beside it."""
    envelope = _Envelope(
        at=event.at,
        actor=event.actor,
        command_id=event.command_id,
        due_version=event.due_version,
        next_due=event.next_due,
        body=msgspec.Raw(msgspec.json.encode(_written(event.body))),
        arms=event.arms,
    )
    return dump(envelope)


def load_event(case_id: str, seq: int, n: int, type_name: str, text: str) -> Event:
    """The event of an item; raises KeyError for an unknown type and msgspec.ValidationError."""
    envelope = msgspec.json.decode(text, type=_Envelope)
    body = msgspec.json.decode(envelope.body, type=EVENT_TYPES[type_name])
    return Event(
        case_id=case_id,
        seq=seq,
        n=n,
        at=envelope.at,
        actor=envelope.actor,
        command_id=envelope.command_id,
        due_version=envelope.due_version,
        next_due=envelope.next_due,
        body=body,
        arms=envelope.arms,
    )


def _written(value: DataclassInstance) -> dict[str, Any]:
    """The fields that differ from their defaults, by name; nothing equals what stands for none."""
    return {
        name: _compact(current)
        for name, default in _defaults(type(value))
        if (current := getattr(value, name)) != default
    }


@cache
def _defaults(kind: type[DataclassInstance]) -> tuple[tuple[str, Any], ...]:
    """A class's fields, each with its default; looked up once, for every object asks for them."""
    return tuple((field.name, field.default) for field in fields(kind))


def _compact(value: Any) -> Any:
    """The same, with the dataclasses that it holds written in the same way."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if isinstance(value, tuple):
        return [_compact(each) for each in value]
    return _written(value) if hasattr(kind, "__dataclass_fields__") else value
