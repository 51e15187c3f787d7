"""Subscriptions of the departments on SNS, which alone keeps their addresses."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from casework.adapters.dynamodb.subscriptions import RegisteredSubscription
from casework.adapters.sns_notifier import EVERY
from casework.domain.errors import StoreUnavailableError
from casework.domain.rules import (
    AlreadySubscribedError,
    EndpointRefusedError,
    SubscriptionNotConfirmedError,
)
from casework.domain.subscription import Subscription, SubscriptionState, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from casework.adapters.dynamodb.subscriptions import DynamoSubscriptionRegister
    from casework.domain.subscription import Address

INVALID = frozenset({"InvalidParameter", "InvalidParameterException"})
GONE = frozenset({"NotFound", "NotFoundException"})


class _InvalidError(StoreUnavailableError):
    """SNS does not take a parameter; where none of ours can be wrong, it is out of order."""


class _GoneError(StoreUnavailableError):
    """SNS knows no such subscription; where it is the topic that is gone, it is out of order."""


class SnsSubscriptions:
    """The Subscriptions port on SNS.

    Each subscription has a filter: its department, the audience of its protocol, and what is for
    every subscription or for this one alone. A subscription is known by a digest of its ARN. If a
    process ends between SNS and the register, subscribing again finds the same subscription.
    """

    def __init__(
        self,
        client: Any,
        topic_arn: str,
        register: DynamoSubscriptionRegister,
    ) -> None:
        self._client = client
        self._topic_arn = topic_arn
        self._register = register

    def add(self, department: str, address: Address) -> Subscription:
        """See the port; a query, three requests to SNS (more where it lists above 100), a write."""
        others = {each.arn for each in self._register.all() if each.department != department}
        if self._found(address) in others:
            raise AlreadySubscribedError
        arn = self._subscribe(department, address)
        entry = RegisteredSubscription(_digest(arn), arn, department, address.protocol)
        self._register.put(entry)
        return self._shown(entry)

    def get(self, subscription_id: str) -> Subscription:
        """See the port; a read and a request to SNS."""
        return self._shown(self._register.get(subscription_id))

    def all(self) -> tuple[Subscription, ...]:
        """See the port; one query, and one request to SNS for each."""
        entries = sorted(self._register.all(), key=lambda entry: (entry.department, entry.id))
        return tuple(map(self._shown, entries))

    def remove(self, subscription_id: str, at: datetime) -> None:
        """See the port; SNS takes no order to end what was not confirmed."""
        entry = self._register.get(subscription_id)
        state = self._shown(entry).state
        if state is SubscriptionState.PENDING:
            raise SubscriptionNotConfirmedError
        if state is SubscriptionState.CONFIRMED:
            with _translated():
                self._client.unsubscribe(SubscriptionArn=entry.arn)
        self._register.remove(subscription_id, at)

    def _subscribe(self, department: str, address: Address) -> str:
        policy = _filter(department, address)
        try:
            with _translated():
                arn: str = self._client.subscribe(
                    TopicArn=self._topic_arn,
                    Protocol=address.protocol.value,
                    Endpoint=address.endpoint,
                    Attributes={"FilterPolicy": json.dumps(policy)},
                    ReturnSubscriptionArn=True,
                )["SubscriptionArn"]
        except _InvalidError as error:
            # SNS says the same of an address that it has with another filter.
            raise (
                AlreadySubscribedError if self._found(address) else EndpointRefusedError
            ) from error
        if not arn.startswith("arn:"):
            # The local engine keeps the ARN to itself until it is listed.
            arn = self._found(address) or ""
        return arn

    def _found(self, address: Address) -> str | None:
        """What the topic's list has for an address: an ARN, or the word PendingConfirmation."""
        wanted = (address.protocol.value, address.endpoint)
        for each in self._listed():
            if (each["Protocol"], each["Endpoint"]) == wanted:
                return each["SubscriptionArn"]
        return None

    def _listed(self) -> Iterator[dict[str, str]]:
        """The topic's subscriptions, 100 a request."""
        following: dict[str, str] = {}
        while True:
            with _translated():
                page = self._client.list_subscriptions_by_topic(
                    TopicArn=self._topic_arn, **following
                )
            yield from page["Subscriptions"]
            if not page.get("NextToken"):
                return
            following = {"NextToken": page["NextToken"]}

    def _shown(self, entry: RegisteredSubscription) -> Subscription:
        try:
            with _translated():
                answer = self._client.get_subscription_attributes(SubscriptionArn=entry.arn)
        except _GoneError:
            return Subscription(
                entry.id, entry.department, entry.protocol, SubscriptionState.ENDED, "", ""
            )
        found = answer["Attributes"]
        pending = str(found["PendingConfirmation"]).lower() == "true"
        return Subscription(
            id=entry.id,
            department=entry.department,
            protocol=entry.protocol,
            state=SubscriptionState.PENDING if pending else SubscriptionState.CONFIRMED,
            shown=shown(entry.protocol, found["Endpoint"]),
            alone=_alone(json.loads(found["FilterPolicy"])),
        )


def _filter(department: str, address: Address) -> dict[str, list[str]]:
    """What SNS compares a message's attributes with; the digest stays with SNS and messages."""
    name = "|".join((department, address.protocol, address.endpoint))
    return {
        "department": [department],
        "audience": [address.protocol.audience],
        "subscription": [EVERY, _digest(name)],
    }


def _alone(policy: dict[str, list[str]]) -> str:
    return next(name for name in policy["subscription"] if name != EVERY)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@contextmanager
def _translated() -> Iterator[None]:
    """SNS's errors as ours, by code."""
    try:
        yield
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in INVALID:
            raise _InvalidError from error
        if code in GONE:
            raise _GoneError from error
        raise StoreUnavailableError from error
    except BotoCoreError as error:
        raise StoreUnavailableError from error
