"""How far a message got, in a store: recorded once, waiting until people have it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from casework.domain.messages import Delivery, messages_of
from tests import announcements as told
from tests.builders import NOW
from tests.messaging_fakes import InMemoryMessages

if TYPE_CHECKING:
    from casework.ports import MessageStore

LATER = NOW + timedelta(days=1)
EVENT = told.letter_issued(reason_only=True)
DELIVERY = Delivery(messages_of(EVENT.type, EVENT.detail)[0], NOW, LATER)
NAME = DELIVERY.message.id


@pytest.fixture
def messages(store: str) -> MessageStore:
    """The store under test, empty."""
    if store == "fake":
        return InMemoryMessages()
    from casework.adapters.dynamodb.messages import DynamoMessages  # noqa: PLC0415 - not for fakes

    return DynamoMessages()


def test_a_message_that_nobody_sent_is_not_there(messages: MessageStore) -> None:
    assert messages.find(NAME) is None


def test_what_was_added_is_found_as_it_was(messages: MessageStore) -> None:
    assert messages.add(DELIVERY) == DELIVERY
    assert messages.find(NAME) == DELIVERY


def test_the_first_record_of_a_message_stays(messages: MessageStore) -> None:
    messages.add(DELIVERY)
    other = Delivery(DELIVERY.message, LATER, LATER)
    assert messages.add(other) == DELIVERY
    assert messages.find(NAME) == DELIVERY


def test_people_are_told_once(messages: MessageStore) -> None:
    messages.add(DELIVERY)
    messages.told_people(NAME, LATER)
    messages.told_people(NAME, LATER + timedelta(days=1))
    assert messages.find(NAME) == Delivery(DELIVERY.message, NOW, LATER, LATER)


def test_what_people_have_is_not_put_off(messages: MessageStore) -> None:
    messages.add(DELIVERY)
    until = LATER + timedelta(days=1)
    messages.postpone(NAME, until)
    assert messages.find(NAME) == Delivery(DELIVERY.message, NOW, until)
    messages.told_people(NAME, until)
    messages.postpone(NAME, until + timedelta(days=1))
    assert messages.find(NAME) == Delivery(DELIVERY.message, NOW, until, until)


def test_a_message_that_is_not_there_is_neither_told_nor_put_off(messages: MessageStore) -> None:
    messages.told_people(NAME, NOW)
    messages.postpone(NAME, LATER)
    assert messages.find(NAME) is None
