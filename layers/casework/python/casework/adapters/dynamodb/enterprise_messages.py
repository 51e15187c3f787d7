"""Messages to enterprises in the table: kinds, ids and instants, and how far each got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump, load
from casework.adapters.dynamodb.items import EnterpriseMessageItem
from casework.adapters.dynamodb.table import ConditionFailedError, reading, writing
from casework.domain.enterprise_messages import DeliveryState, EnterpriseDelivery

if TYPE_CHECKING:
    from pynamodb.expressions.condition import Condition
    from pynamodb.transactions import TransactWrite

    from casework.domain.enterprise_messages import DeliveryStep

SK = "MESSAGE"


class DynamoEnterpriseMessages:
    """The EnterpriseMessages port on DynamoDB; a message that waits is in the due index."""

    def find(self, message_id: str) -> EnterpriseDelivery | None:
        """See the port; one consistent read."""
        partition = keys.enterprise_message_pk(message_id)
        try:
            with reading():
                item = EnterpriseMessageItem.get(partition, SK, consistent_read=True)
        except DoesNotExist:
            return None
        return load(item.data, EnterpriseDelivery)

    def take(self, step: DeliveryStep) -> bool:
        """See the port; one conditional write."""
        try:
            with writing():
                _item(step.becomes).save(condition=_as_found(step))
        except ConditionFailedError:
            return False
        return True


def take(write: TransactWrite, step: DeliveryStep) -> None:
    """Let a step ride in a transaction, which fails where the delivery is not as it was found."""
    write.save(_item(step.becomes), condition=_as_found(step))


def _as_found(step: DeliveryStep) -> Condition:
    if step.found is None:
        return EnterpriseMessageItem.PK.does_not_exist()
    return EnterpriseMessageItem.data == dump(step.found)


def _item(delivery: EnterpriseDelivery) -> EnterpriseMessageItem:
    name = delivery.message.id
    item = EnterpriseMessageItem(keys.enterprise_message_pk(name), SK, data=dump(delivery))
    if delivery.state is DeliveryState.WAITING:
        item.GSI2PK = keys.due_pk(name)
        item.GSI2SK = keys.due_sk(delivery.due, name)
    return item
