"""A pump that looks before it asks, and that brings back what a crashed room had taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.integration.faults import inside
from tests.integration.faults.line import Crash
from tests.integration.pump import Delivery, Mapping, Pump, Record
from tests.integration.stack import STREAM

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 30


@dataclass
class PatientPump(Pump):
    """Asks AWS for messages only where there are some: nine empty queues cost as much as a case."""

    def react_in(self, queue: str) -> None:
        """Deliver what waits in one queue until its room has done it all, however often it
        fails.
        """
        mapping = next(each for each in self._mappings() if each.source == queue)
        for _ in range(ROUNDS):
            if not self._poll(mapping, Delivery.ONCE):
                return
        raise AssertionError(f"{queue} never gets empty")

    def react_but(self, *queues: str) -> None:
        """Relay, and deliver everything but what is in these queues, until the rest is quiet."""
        others = [each for each in self._mappings() if each.source not in {STREAM, *queues}]
        while self.relay() + sum(self._poll(each, Delivery.ONCE) for each in others):
            pass

    def unread(self) -> list[Record]:
        """Stream records that the relay has yet to take."""
        return inside.stream_after(self.stack, self._position)

    def _new_records(self) -> list[Record]:
        return super()._new_records() if self.unread() else []

    def _receive(self, queue: str, size: int) -> Iterator[Record]:
        while inside.queue(self.stack, queue).messages:
            yield from super()._receive(queue, size)

    def _hand_over(self, mapping: Mapping, batch: list[Record], how: Delivery) -> None:
        """Messages that a crashed room had come back when their time-out has passed."""
        try:
            super()._hand_over(mapping, batch, how)
        except Crash:
            for message in batch:
                self._give_back(mapping.source, message)

    def _mappings(self) -> Iterator[Mapping]:
        kept: list[Mapping] = self.__dict__.setdefault("_kept", [])
        if not kept:
            kept += super()._mappings()
        return iter(kept)
