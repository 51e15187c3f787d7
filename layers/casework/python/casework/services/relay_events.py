"""Relay committed events to the bus: only the fields that an allow-list names, and nothing
is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.publication import outbound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casework.domain.events import Event
    from casework.ports import EventBus, Parking


def relay_events(
    events: Iterable[Event], unreadable: Iterable[str], *, bus: EventBus, parking: Parking
) -> int:
    """Publish the events in order; park the ids of those that cannot be sent, and of unreadable
    items.

    Returns how many were parked. Raises only when parking itself fails, so that a record that
    nobody can process never blocks the ones behind it.
    """
    unsent = bus.publish([outbound(event) for event in events])
    parked = [*unreadable, *(event.id for event in unsent)]
    if parked:
        parking.park(parked)
    return len(parked)
