"""A pump in bad weather: what waits comes late, in any order, up to five times; timers are lost."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.integration.faults import inside
from tests.integration.faults.patient_pump import PatientPump
from tests.integration.pump import Delivery
from tests.integration.stack import STREAM, rooms

if TYPE_CHECKING:
    from datetime import datetime

    from tests.integration.pump import Mapping, Record

MOST_DELIVERIES = 5


@dataclass(frozen=True)
class Weather:
    """How bad it is. `held` is the share of messages that stay in the queue for later, `lost` that
    of timers that never fire.
    """

    seed: int
    held: float
    lost: float


FAIR = Weather(0, 0.0, 0.0)


@dataclass
class WeatheredPump(PatientPump):
    """Carries as the weather lets it. What was held comes with a later delivery: AWS loses
    nothing that it has taken.
    """

    weather: Weather = FAIR
    chance: random.Random = field(default_factory=random.Random)

    def endure(self, weather: Weather) -> None:
        """Let the weather change."""
        self.weather = weather
        self.chance = random.Random(weather.seed)  # noqa: S311 - reproducible

    def clear_up(self) -> None:
        """Deliver everything that was held, and what it brings about."""
        weather, self.weather = self.weather, FAIR
        self.carry()
        self.weather = weather

    @property
    def is_busy(self) -> bool:
        """Whether anything waits to be delivered."""
        queues = (each.source for each in self._mappings() if each.source != STREAM)
        return any(inside.queue(self.stack, queue)._messages for queue in queues)

    def fire_timers(self, now: datetime) -> int:
        """Those that are due, where they were not lost before."""
        for name in sorted(inside.timers(self.stack)):
            if self.chance.random() < self.weather.lost:
                self.stack.client("scheduler").delete_schedule(Name=name)
        due = f"at({now:%Y-%m-%dT%H:%M:%S})"
        waits = inside.timers(self.stack).values()
        return super().fire_timers(now) if any(at <= due for at in waits) else 0

    def carry(self, how: Delivery = Delivery.ONCE) -> None:
        """As ever, but for what is held this time."""
        for mapping in self._mappings():
            if mapping.source != STREAM:
                self._decide(mapping.source)
        super().carry(how)

    def _decide(self, queue: str) -> None:
        """What waits is held or not; a message that nobody receives is none that failed."""
        for message in inside.queue(self.stack, queue)._messages:
            held = self.chance.random() < self.weather.held
            message.visible_at = math.inf if held else 0.0

    def _poll(self, mapping: Mapping, how: Delivery) -> int:
        if self.weather is FAIR:
            return super()._poll(mapping, how)
        coming = list(self._receive(mapping.source, mapping.batch_size))
        delivered = len(coming)
        self._deliver(mapping, coming)
        return delivered

    def _deliver(self, mapping: Mapping, coming: list[Record]) -> None:
        """Each message up to five times, in any order, in batches of any size."""
        often = [each for each in coming for _ in range(self._deliveries())]
        self.chance.shuffle(often)
        for message in often:
            self._show(mapping, message)
        self.chance.shuffle(coming)
        while coming:
            size = self.chance.randint(1, mapping.batch_size)
            batch, coming = coming[:size], coming[size:]
            self._hand_over(mapping, batch, Delivery.ONCE)

    def _deliveries(self) -> int:
        """Besides the one that takes the message out of the queue; mostly none."""
        return max(0, self.chance.randint(-MOST_DELIVERIES, MOST_DELIVERIES - 1))

    def _show(self, mapping: Mapping, message: Record) -> None:
        """A delivery of which the queue does not learn."""
        rooms()[mapping.function].handle(
            {"Records": [self._as_event(mapping.source, message)]}, None
        )
