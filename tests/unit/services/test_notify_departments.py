"""Departments are told once: systems at once, people in contact hours, whatever fails between."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from casework.domain.clocks import Stage
from casework.domain.errors import NotFoundError, StoreUnavailableError
from casework.services.notify_departments import notify_departments, tell_people
from tests import announcements as told
from tests.builders import CASE_ID, NOW
from tests.fakes import ShippedConfiguration
from tests.messaging_fakes import InMemoryMessages, RecordingNotifier

if TYPE_CHECKING:
    from casework.domain.publication import OutboundEvent

EVENING = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
"""Friday, 20:00 in China."""
MONDAY = datetime(2026, 3, 9, 0, 30, tzinfo=UTC)
"""08:30 in China: the next opening."""
NAME = f"{CASE_ID}/3/0#transport"
SYSTEMS, PEOPLE = (NAME, "systems"), (NAME, "people")


@dataclass
class Desk:
    """The room's ports and its two reactions."""

    messages: InMemoryMessages = field(default_factory=InMemoryMessages)
    notifier: RecordingNotifier = field(default_factory=RecordingNotifier)

    def hear(self, event: OutboundEvent, now: datetime) -> None:
        """An event came over the bus."""
        notify_departments(event.type, event.detail, now, **self.ports)

    def tell(self, now: datetime, name: str = NAME) -> None:
        """The sweep brings a message that waited."""
        tell_people(name, now, **self.ports)

    @property
    def ports(self) -> dict[str, Any]:
        """As the services take them."""
        return {
            "messages": self.messages,
            "notifier": self.notifier,
            "configuration": ShippedConfiguration(),
        }

    @property
    def heard(self) -> list[tuple[str, str]]:
        """Who was told what, in order."""
        return self.notifier.heard()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_in_contact_hours_systems_and_people_are_told_at_once(desk: Desk) -> None:
    desk.hear(told.warned(), NOW)
    assert desk.heard == [SYSTEMS, PEOPLE]
    assert desk.messages.deliveries[NAME].sent_to_people_at == NOW
    assert desk.messages.waiting() == {}


def test_out_of_hours_people_are_told_at_the_next_opening(desk: Desk) -> None:
    desk.hear(told.warned(), EVENING)
    assert desk.heard == [SYSTEMS]
    assert desk.messages.waiting() == {NAME: MONDAY}
    desk.tell(MONDAY)
    assert desk.heard == [SYSTEMS, PEOPLE]
    assert desk.messages.waiting() == {}


def test_however_often_the_event_comes_each_audience_hears_it_once(desk: Desk) -> None:
    for now in (EVENING, EVENING, MONDAY, MONDAY + timedelta(hours=1)):
        desk.hear(told.warned(), now)
        desk.tell(now)
    assert desk.heard == [SYSTEMS, PEOPLE]
    assert desk.messages.deliveries[NAME].sent_to_systems_at == EVENING
    assert desk.messages.deliveries[NAME].sent_to_people_at == MONDAY


def test_a_sweep_that_comes_out_of_hours_leaves_people_alone(desk: Desk) -> None:
    desk.hear(told.warned(), EVENING)
    desk.tell(EVENING + timedelta(hours=1))
    assert desk.messages.waiting() == {NAME: MONDAY}
    desk.tell(MONDAY + timedelta(hours=12))
    assert desk.heard == [SYSTEMS]
    assert desk.messages.waiting() == {NAME: MONDAY + timedelta(days=1)}


def test_every_unit_of_an_assignment_is_told(desk: Desk) -> None:
    desk.hear(told.assigned("transport", "emergency"), NOW)
    names = [f"{CASE_ID}/3/0#{unit}" for unit in ("transport", "emergency")]
    assert desk.heard == [(name, each) for name in names for each in ("systems", "people")]


def test_an_event_that_concerns_nobody_asks_nothing(desk: Desk) -> None:
    desk.hear(told.missed(Stage.LETTER_REPLY), NOW)
    assert (desk.heard, desk.messages.deliveries) == ([], {})


def test_when_the_topic_is_away_nothing_is_recorded_and_the_event_comes_again(desk: Desk) -> None:
    desk.notifier.away = True
    with pytest.raises(StoreUnavailableError):
        desk.hear(told.warned(), NOW)
    assert desk.messages.deliveries == {}
    desk.notifier.away = False
    desk.hear(told.warned(), NOW)
    assert desk.heard == [SYSTEMS, PEOPLE]


def test_what_was_sent_and_not_recorded_is_sent_again_under_the_same_id(desk: Desk) -> None:
    desk.messages.closed = True
    with pytest.raises(StoreUnavailableError):
        desk.hear(told.warned(), NOW)
    desk.messages.closed = False
    desk.hear(told.warned(), NOW)
    assert desk.heard == [SYSTEMS, SYSTEMS, PEOPLE]


def test_a_crash_between_telling_people_and_recording_it_tells_them_again(desk: Desk) -> None:
    desk.hear(told.warned(), EVENING)
    desk.messages.closed = True
    with pytest.raises(StoreUnavailableError):
        desk.tell(MONDAY)
    assert desk.messages.waiting() == {NAME: MONDAY}
    desk.messages.closed = False
    desk.tell(MONDAY)
    assert desk.heard == [SYSTEMS, PEOPLE, PEOPLE]


def test_people_whom_nobody_could_reach_are_told_when_it_comes_again(desk: Desk) -> None:
    desk.hear(told.warned(), EVENING)
    desk.notifier.away = True
    with pytest.raises(StoreUnavailableError):
        desk.tell(MONDAY)
    desk.notifier.away = False
    desk.hear(told.warned(), MONDAY)
    assert desk.heard == [SYSTEMS, PEOPLE]


def test_of_two_deliveries_at_once_the_first_record_stays(desk: Desk) -> None:
    desk.messages.interruptions.append(lambda: desk.hear(told.warned(), EVENING))
    desk.hear(told.warned(), EVENING + timedelta(minutes=1))
    assert desk.messages.deliveries[NAME].sent_to_systems_at == EVENING
    assert desk.heard == [SYSTEMS, SYSTEMS]


def test_a_message_that_is_not_there_is_an_error(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.tell(NOW, "nothing#here")
