"""How far a message to an enterprise got, in a store: nobody writes over what another wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from casework.domain.enterprise_messages import (
    DeliveryState,
    DeliveryStep,
    EnterpriseDelivery,
    EnterpriseMessage,
    NewsKind,
)
from casework.domain.event_facts import Way
from tests.builders import CASE_ID, NOW
from tests.telling_fakes import InMemoryEnterpriseMessages

if TYPE_CHECKING:
    from casework.channel_ports import EnterpriseMessages

NAME = f"{CASE_ID}/3/0"
WAITING = EnterpriseDelivery(EnterpriseMessage(NAME, NewsKind.REPLIED, CASE_ID, NOW), Way.SMS, NOW)
TRIED = replace(WAITING, attempts=1, due=NOW + timedelta(minutes=15))
SENT = replace(TRIED, state=DeliveryState.SENT)


@pytest.fixture
def messages(store: str) -> EnterpriseMessages:
    """The store under test, empty."""
    if store == "fake":
        return InMemoryEnterpriseMessages()
    from casework.adapters.dynamodb.enterprise_messages import (  # noqa: PLC0415 - not for fakes
        DynamoEnterpriseMessages,
    )

    return DynamoEnterpriseMessages()


def test_a_message_that_nobody_looked_at_is_not_there(messages: EnterpriseMessages) -> None:
    assert messages.find(NAME) is None


def test_a_delivery_is_found_as_it_became(messages: EnterpriseMessages) -> None:
    for found, becomes in ((None, WAITING), (WAITING, TRIED), (TRIED, SENT)):
        assert messages.take(DeliveryStep(found, becomes))
        assert messages.find(NAME) == becomes


def test_of_two_who_begin_one_is_first(messages: EnterpriseMessages) -> None:
    assert messages.take(DeliveryStep(None, TRIED))
    assert not messages.take(DeliveryStep(None, WAITING))
    assert messages.find(NAME) == TRIED


def test_of_two_who_go_on_one_is_first(messages: EnterpriseMessages) -> None:
    messages.take(DeliveryStep(None, WAITING))
    assert messages.take(DeliveryStep(WAITING, TRIED))
    assert not messages.take(DeliveryStep(WAITING, replace(TRIED, way=Way.EMAIL)))
    assert messages.find(NAME) == TRIED


def test_what_is_not_there_does_not_go_on(messages: EnterpriseMessages) -> None:
    assert not messages.take(DeliveryStep(WAITING, TRIED))
    assert messages.find(NAME) is None
