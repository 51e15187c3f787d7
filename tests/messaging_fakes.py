"""The ports of messages in memory, with the guarantees of the real ones."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from casework.domain.errors import NotFoundError, StoreUnavailableError
from casework.domain.rules import AlreadySubscribedError, SubscriptionNotConfirmedError
from casework.domain.subscription import Subscription, SubscriptionState, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.message_text import WordedMessage
    from casework.domain.messages import Audience, Delivery
    from casework.domain.subscription import Address


@dataclass
class InMemoryMessages:
    """The MessageStore port; while it is `closed` nothing can be written.

    `interruptions` run one by one, each before the next record is added: what another delivery does
    meanwhile.
    """

    deliveries: dict[str, Delivery] = field(default_factory=dict)
    interruptions: list[Callable[[], object]] = field(default_factory=list)
    closed: bool = False

    def find(self, message_id: str) -> Delivery | None:
        """See the port."""
        return self.deliveries.get(message_id)

    def add(self, delivery: Delivery) -> Delivery:
        """See the port."""
        self._check()
        if self.interruptions:
            self.interruptions.pop(0)()
        return self.deliveries.setdefault(delivery.message.id, delivery)

    def told_people(self, message_id: str, at: datetime) -> None:
        """See the port."""
        self._check()
        self._change(message_id, sent_to_people_at=at)

    def postpone(self, message_id: str, until: datetime) -> None:
        """See the port."""
        self._check()
        self._change(message_id, people_at=until)

    def waiting(self) -> dict[str, datetime]:
        """What is in the due index, and for when."""
        return {
            name: each.people_at
            for name, each in self.deliveries.items()
            if each.sent_to_people_at is None
        }

    def _check(self) -> None:
        if self.closed:
            raise StoreUnavailableError

    def _change(self, message_id: str, **changes: Any) -> None:
        found = self.deliveries.get(message_id)
        if found and found.sent_to_people_at is None:
            self.deliveries[message_id] = replace(found, **changes)


@dataclass
class RecordingNotifier:
    """The Notifier port; while it is `away` nothing can be sent."""

    sent: list[tuple[WordedMessage, Audience, str | None]] = field(default_factory=list)
    away: bool = False

    def publish(
        self, message: WordedMessage, audience: Audience, *, subscription: str | None = None
    ) -> None:
        """See the port."""
        if self.away:
            raise StoreUnavailableError
        self.sent.append((message, audience, subscription))

    def heard(self) -> list[tuple[str, str]]:
        """Message ids and audiences, in order."""
        return [(worded.message.id, audience.value) for worded, audience, _ in self.sent]


@dataclass
class InMemorySubscriptions:
    """The Subscriptions port; an address confirms when a test says so."""

    there: dict[str, Subscription] = field(default_factory=dict)
    endpoints: dict[str, str] = field(default_factory=dict)

    def add(self, department: str, address: Address) -> Subscription:
        """See the port."""
        name = self.endpoints.setdefault(address.endpoint, f"{len(self.endpoints):016}")
        made = Subscription(
            id=name,
            department=department,
            protocol=address.protocol,
            state=SubscriptionState.PENDING,
            shown=shown(address.protocol, address.endpoint),
            alone=f"only-{name}",
        )
        if self.there.setdefault(name, made).department != department:
            raise AlreadySubscribedError
        return self.there[name]

    def get(self, subscription_id: str) -> Subscription:
        """See the port."""
        if subscription_id not in self.there:
            raise NotFoundError
        return self.there[subscription_id]

    def all(self) -> tuple[Subscription, ...]:
        """See the port."""
        return tuple(sorted(self.there.values(), key=lambda each: (each.department, each.id)))

    def remove(self, subscription_id: str, at: datetime) -> None:
        """See the port."""
        if self.get(subscription_id).state is SubscriptionState.PENDING:
            raise SubscriptionNotConfirmedError
        del self.there[subscription_id]

    def enter(self, subscription_id: str, state: SubscriptionState) -> None:
        """What the owner of an address does: confirm, or let it end."""
        self.there[subscription_id] = replace(self.get(subscription_id), state=state)
