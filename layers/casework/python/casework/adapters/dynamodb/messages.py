"""Messages to departments in the table: codes and dates, and how far each got."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump, load
from casework.adapters.dynamodb.items import MessageItem
from casework.adapters.dynamodb.table import ConditionFailedError, reading, writing
from casework.domain.messages import Delivery

if TYPE_CHECKING:
    from pynamodb.expressions.update import Action

SK = "MESSAGE"


class DynamoMessages:
    """The MessageStore port on DynamoDB; a message is in the due index until people have it."""

    def find(self, message_id: str) -> Delivery | None:
        """See the port; one consistent read."""
        try:
            with reading():
                return _delivery(
                    MessageItem.get(keys.message_pk(message_id), SK, consistent_read=True)
                )
        except DoesNotExist:
            return None

    def add(self, delivery: Delivery) -> Delivery:
        """See the port; a conditional write, and a read when somebody was first."""
        try:
            with writing():
                _item(delivery).save(condition=MessageItem.PK.does_not_exist())
        except ConditionFailedError:
            return self.find(delivery.message.id) or delivery
        return delivery

    def told_people(self, message_id: str, at: datetime) -> None:
        """See the port; a conditional write that takes the message out of the due index."""
        self._change(
            message_id,
            MessageItem.sent_to_people_at.set(at.isoformat()),
            MessageItem.GSI2PK.remove(),
            MessageItem.GSI2SK.remove(),
        )

    def postpone(self, message_id: str, until: datetime) -> None:
        """See the port; a conditional write that moves the message in the due index."""
        self._change(
            message_id,
            MessageItem.people_at.set(until.isoformat()),
            MessageItem.GSI2SK.set(keys.due_sk(until, message_id)),
        )

    def _change(self, message_id: str, *actions: Action) -> None:
        waits = MessageItem.PK.exists() & MessageItem.sent_to_people_at.does_not_exist()
        try:
            with writing():
                MessageItem(keys.message_pk(message_id), SK).update(
                    actions=list(actions), condition=waits
                )
        except ConditionFailedError:
            return


def _item(delivery: Delivery) -> MessageItem:
    name = delivery.message.id
    return MessageItem(
        keys.message_pk(name),
        SK,
        GSI2PK=keys.due_pk(name),
        GSI2SK=keys.due_sk(delivery.people_at, name),
        sent_to_systems_at=delivery.sent_to_systems_at.isoformat(),
        people_at=delivery.people_at.isoformat(),
        data=dump(replace(delivery, sent_to_people_at=None)),
    )


def _delivery(item: MessageItem) -> Delivery:
    """The delivery of an item; what changes stands beside the record, where conditions see it."""
    told = item.sent_to_people_at
    return replace(
        load(item.data, Delivery),
        people_at=datetime.fromisoformat(item.people_at),
        sent_to_people_at=datetime.fromisoformat(told) if told else None,
    )
