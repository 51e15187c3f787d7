"""Messages in the table: in the due index until people have them, and nothing anybody wrote."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from casework.adapters.dynamodb.due_index import DynamoDueIndex
from casework.adapters.dynamodb.messages import DynamoMessages
from casework.domain.errors import StoreUnavailableError
from casework.domain.messages import Delivery, messages_of
from casework.ports import DueEntry, DueKind
from tests import announcements as told
from tests.builders import NOW
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    from casework.domain.publication import OutboundEvent
    from tests.integration.wire import Wire

LATER = NOW + timedelta(hours=5)


def delivery(event: OutboundEvent) -> Delivery:
    return Delivery(messages_of(event.type, event.detail)[-1], NOW, LATER)


@pytest.mark.usefixtures("table")
def test_a_message_is_due_until_people_have_it() -> None:
    messages, index = DynamoMessages(), DynamoDueIndex()
    waiting = messages.add(delivery(told.assigned("transport", "emergency"))).message.id
    entry = DueEntry(DueKind.MESSAGE, waiting, LATER)
    assert list(index.passed(LATER)) == [entry]
    assert list(index.passed(LATER - timedelta(seconds=1))) == []
    messages.postpone(waiting, LATER + timedelta(hours=1))
    assert list(index.passed(LATER)) == []
    messages.told_people(waiting, LATER)
    assert list(index.waiting()) == []


@pytest.mark.usefixtures("table")
def test_each_step_is_one_request(wire: Wire) -> None:
    messages, one = DynamoMessages(), delivery(told.warned())
    with wire.recording() as calls:
        messages.find(one.message.id)
        messages.add(one)
        messages.postpone(one.message.id, LATER)
        messages.told_people(one.message.id, LATER)
    asked = [call.operation for call in calls]
    assert asked == ["GetItem", "PutItem", "UpdateItem", "UpdateItem"]


@pytest.mark.usefixtures("table")
def test_a_store_that_is_away_is_an_error(wire: Wire) -> None:
    messages, one = DynamoMessages(), delivery(told.warned())
    with wire.failing(unreachable("dynamodb")):
        acts: tuple[Callable[[], object], ...] = (
            partial(messages.find, one.message.id),
            partial(messages.add, one),
            partial(messages.postpone, one.message.id, LATER),
            partial(messages.told_people, one.message.id, LATER),
        )
        for act in acts:
            with pytest.raises(StoreUnavailableError):
                act()
    assert messages.find(one.message.id) is None
