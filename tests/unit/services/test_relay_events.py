"""The relay: every event is published or parked, and one that nobody can send blocks no other."""

import pytest

from casework.domain.errors import StoreUnavailableError
from casework.domain.publication import outbound
from casework.services.relay_events import relay_events
from tests.builders import assigned_case, filed, reply, then, verify
from tests.fakes import InMemoryBus, InMemoryParking

FILED = filed().events[0]
_, (VERIFIED, REPLIED) = then(assigned_case(), verify(), reply())
EVENTS = [FILED, VERIFIED, REPLIED]


def test_events_are_published_in_order_with_what_the_allow_list_names() -> None:
    bus, parking = InMemoryBus(), InMemoryParking()
    assert relay_events(EVENTS, [], bus=bus, parking=parking) == 0
    assert bus.published == [outbound(event) for event in EVENTS]
    assert parking.parked == []


def test_an_event_that_cannot_be_sent_is_parked_by_id_and_the_next_goes_through() -> None:
    bus, parking = InMemoryBus(refused={VERIFIED.id}), InMemoryParking()
    assert relay_events(EVENTS, [], bus=bus, parking=parking) == 1
    assert [event.id for event in bus.published] == [FILED.id, REPLIED.id]
    assert parking.parked == [VERIFIED.id]


def test_an_unreadable_item_is_parked_beside_what_could_not_be_sent() -> None:
    bus, parking = InMemoryBus(refused={FILED.id}), InMemoryParking()
    assert relay_events(EVENTS, ["7K3Q9F2M4T8W/9/0"], bus=bus, parking=parking) == 2
    assert parking.parked == ["7K3Q9F2M4T8W/9/0", FILED.id]


def test_nothing_new_asks_nobody() -> None:
    bus, parking = InMemoryBus(), InMemoryParking(closed=True)
    assert relay_events([], [], bus=bus, parking=parking) == 0


def test_it_raises_only_when_parking_fails_too() -> None:
    parking = InMemoryParking(closed=True)
    assert relay_events(EVENTS, [], bus=InMemoryBus(), parking=parking) == 0
    with pytest.raises(StoreUnavailableError):
        relay_events(EVENTS, [], bus=InMemoryBus(refused={FILED.id}), parking=parking)
