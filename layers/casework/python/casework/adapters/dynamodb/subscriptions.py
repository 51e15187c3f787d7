"""The register of subscriptions in the table: SNS names an unconfirmed one by its ARN alone, and
only to whoever subscribed it, so the ARN is kept. The address is not.
"""

from dataclasses import dataclass
from datetime import datetime

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump, load
from casework.adapters.dynamodb.items import SubscriptionItem
from casework.adapters.dynamodb.table import ConditionFailedError, reading, writing
from casework.domain.errors import NotFoundError
from casework.domain.subscription import SubscriptionProtocol


@dataclass(frozen=True, slots=True)
class RegisteredSubscription:
    """What is kept of a subscription: its ARN, whose messages it gets and how."""

    id: str
    arn: str
    department: str
    protocol: SubscriptionProtocol


class DynamoSubscriptionRegister:
    """Registered subscriptions by id; what was removed stays on record and is not found."""

    def put(self, entry: RegisteredSubscription) -> None:
        """Keep an entry; again, it changes nothing."""
        item = SubscriptionItem(keys.SUBSCRIPTION_PK, entry.id, data=dump(entry))
        try:
            with writing():
                item.save(condition=SubscriptionItem.PK.does_not_exist())
        except ConditionFailedError:
            return

    def get(self, subscription_id: str) -> RegisteredSubscription:
        """The entry of an id; raises NotFoundError."""
        try:
            with reading():
                item = SubscriptionItem.get(
                    keys.SUBSCRIPTION_PK, subscription_id, consistent_read=True
                )
        except DoesNotExist as error:
            raise NotFoundError from error
        if item.removed_at:
            raise NotFoundError
        return load(item.data, RegisteredSubscription)

    def all(self) -> tuple[RegisteredSubscription, ...]:
        """Every entry that was not removed; one query."""
        with reading():
            items = list(SubscriptionItem.query(keys.SUBSCRIPTION_PK, consistent_read=True))
        there = (item for item in items if not item.removed_at)
        return tuple(load(item.data, RegisteredSubscription) for item in there)

    def remove(self, subscription_id: str, at: datetime) -> None:
        """Mark an entry removed."""
        with writing():
            SubscriptionItem(keys.SUBSCRIPTION_PK, subscription_id).update(
                actions=[SubscriptionItem.removed_at.set(at.isoformat())]
            )
