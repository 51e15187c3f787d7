"""Subscriptions: who gets a department's messages, whether the address is confirmed, and a test."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.message_text import word
from casework.domain.messages import a_test
from casework.domain.rules import SubscriptionNotConfirmedError, UnknownUnitError
from casework.domain.subscription import SubscriptionState, address_of

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.staff import StaffMember
    from casework.domain.subscription import Subscription, SubscriptionProtocol
    from casework.ports import Configuration, Notifier, Subscriptions


def list_subscriptions(
    member: StaffMember, *, subscriptions: Subscriptions
) -> tuple[Subscription, ...]:
    """Every subscription, by department; addresses of people masked."""
    authorize(member, Action.LIST_SUBSCRIPTIONS)
    return subscriptions.all()


def subscribe_department(
    member: StaffMember,
    department: str,
    wanted: tuple[SubscriptionProtocol, str],
    partition: str,
    *,
    subscriptions: Subscriptions,
    configuration: Configuration,
) -> Subscription:
    """Have a department's messages sent to `wanted`, a protocol and an address; again, the same
    subscription.

    Raises UnknownUnitError, what `address_of` raises, AlreadySubscribedError and
    EndpointRefusedError. Whoever owns the address has to confirm it before anything is sent there,
    but for queues of this account.
    """
    authorize(member, Action.SUBSCRIBE_DEPARTMENT)
    if department not in configuration.organisation().units:
        raise UnknownUnitError(unit=department)
    return subscriptions.add(department, address_of(*wanted, partition))


def try_subscription(
    member: StaffMember,
    identity: str,
    now: datetime,
    *,
    subscriptions: Subscriptions,
    notifier: Notifier,
    configuration: Configuration,
) -> str:
    """Send a message of kind `test` to one subscription and nobody else, whatever the hour; its id.

    Raises NotFoundError, and SubscriptionNotConfirmedError where nothing would arrive.
    """
    authorize(member, Action.TEST_SUBSCRIPTION)
    found = subscriptions.get(identity)
    if found.state is not SubscriptionState.CONFIRMED:
        raise SubscriptionNotConfirmedError(state=found.state.value)
    message = a_test(secrets.token_hex(8), found.department, now)
    worded = word(message, configuration.organisation(), configuration.letter_policy())
    notifier.publish(worded, found.protocol.audience, subscription=found.alone)
    return message.id


def unsubscribe(
    member: StaffMember, identity: str, now: datetime, *, subscriptions: Subscriptions
) -> None:
    """End a subscription. Raises NotFoundError, and SubscriptionNotConfirmedError for one that
    waits to be confirmed: nobody but its address can end it, and it ends by itself.
    """
    authorize(member, Action.UNSUBSCRIBE)
    subscriptions.remove(identity, now)
