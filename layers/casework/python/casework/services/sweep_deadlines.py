"""Sweep what is overdue (定时清查): the guarantee behind the timers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from casework.ports import DueEntry, DueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from casework.ports import DueIndex, DueQueue

BATCH = 10
TIMERS_ARE_LATE_AFTER = timedelta(minutes=30)
"""A timer that works has been and gone by then, its retries included."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep found: how many things were due, and how many cases no timer had come for."""

    due: int
    missed_by_timers: int


def sweep_deadlines(now: datetime, *, index: DueIndex, queues: Mapping[DueKind, DueQueue]) -> Swept:
    """Queue everything that is due for its room; one request a shard when nothing is.

    Memory stays that of one page, however much is due. Raises StoreUnavailableError part way
    through; whoever sweeps again finds the rest, and what was queued twice is settled once.
    """
    due = missed = 0
    for batch in in_batches(index.passed(now)):
        for kind, queue in queues.items():
            if entries := [entry for entry in batch if entry.kind is kind]:
                queue.put(entries)
        due += len(batch)
        missed += sum(_no_timer_came(entry, now) for entry in batch)
    return Swept(due, missed)


def _no_timer_came(entry: DueEntry, now: datetime) -> bool:
    return entry.kind is DueKind.CASE and now - entry.due > TIMERS_ARE_LATE_AFTER


def in_batches(entries: Iterable[DueEntry]) -> Iterator[list[DueEntry]]:
    """As many at a time as a queue takes at once."""
    source = iter(entries)
    while batch := list(islice(source, BATCH)):
        yield batch
