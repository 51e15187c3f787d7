"""Subscriptions are an administrator's: made for units that exist, tried out one by one, ended."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.messages import Audience, MessageKind
from casework.domain.rules import (
    AlreadySubscribedError,
    NotAnEmailAddressError,
    SubscriptionNotConfirmedError,
    UnknownUnitError,
)
from casework.domain.staff import Role, StaffMember
from casework.domain.subscription import Subscription, SubscriptionProtocol, SubscriptionState
from casework.services.manage_subscriptions import (
    list_subscriptions,
    subscribe_department,
    try_subscription,
    unsubscribe,
)
from tests.builders import NOW, administrator, member
from tests.fakes import ShippedConfiguration
from tests.messaging_fakes import InMemorySubscriptions, RecordingNotifier

EMAIL, HTTPS, SQS = SubscriptionProtocol
ADDRESS = "zhang@b.cn"


@dataclass
class Registry:
    """What an administrator does, one line each."""

    subscriptions: InMemorySubscriptions = field(default_factory=InMemorySubscriptions)
    notifier: RecordingNotifier = field(default_factory=RecordingNotifier)
    by: StaffMember = field(default_factory=administrator)

    def subscribe(
        self,
        department: str = "transport",
        wanted: tuple[SubscriptionProtocol, str] = (EMAIL, ADDRESS),
    ) -> Subscription:
        """Have messages sent somewhere."""
        return subscribe_department(
            self.by,
            department,
            wanted,
            "aws-cn",
            subscriptions=self.subscriptions,
            configuration=ShippedConfiguration(),
        )

    def confirmed(self) -> Subscription:
        """A subscription whose owner confirmed it."""
        made = self.subscribe()
        self.subscriptions.enter(made.id, SubscriptionState.CONFIRMED)
        return self.subscriptions.get(made.id)

    def test(self, subscription: Subscription) -> str:
        """Try it out."""
        return try_subscription(
            self.by,
            subscription.id,
            NOW,
            subscriptions=self.subscriptions,
            notifier=self.notifier,
            configuration=ShippedConfiguration(),
        )

    def end(self, identity: str) -> None:
        """End it."""
        unsubscribe(self.by, identity, NOW, subscriptions=self.subscriptions)

    def listed(self) -> tuple[Subscription, ...]:
        """All of them."""
        return list_subscriptions(self.by, subscriptions=self.subscriptions)


@pytest.fixture
def registry() -> Registry:
    return Registry()


def test_a_new_subscription_waits_to_be_confirmed_and_is_listed_masked(registry: Registry) -> None:
    made = registry.subscribe()
    assert (made.department, made.protocol, made.shown) == ("transport", EMAIL, "z***@b.cn")
    assert made.state is SubscriptionState.PENDING
    assert registry.listed() == (made,)


def test_subscribing_again_is_the_same_subscription(registry: Registry) -> None:
    assert registry.subscribe() == registry.subscribe()
    assert len(registry.listed()) == 1


@pytest.mark.parametrize("unit", ["centre", "inspection", "court"])
def test_every_unit_can_be_told(registry: Registry, unit: str) -> None:
    assert registry.subscribe(unit).department == unit


def test_a_unit_that_is_not_there_is_refused(registry: Registry) -> None:
    with pytest.raises(UnknownUnitError) as refused:
        registry.subscribe("weather")
    assert refused.value.facts == {"unit": "weather"}
    assert registry.listed() == ()


def test_an_address_of_the_wrong_form_is_refused_before_anybody_is_asked(
    registry: Registry,
) -> None:
    with pytest.raises(NotAnEmailAddressError):
        registry.subscribe("transport", (EMAIL, "zhang"))
    assert registry.listed() == ()


def test_an_address_gets_one_department_s_messages(registry: Registry) -> None:
    registry.subscribe("transport")
    with pytest.raises(AlreadySubscribedError):
        registry.subscribe("health")


def test_a_test_goes_to_that_subscription_alone_whatever_the_hour(registry: Registry) -> None:
    subscription = registry.confirmed()
    sent = registry.test(subscription)
    ((worded, audience, alone),) = registry.notifier.sent
    assert (worded.message.id, worded.message.kind) == (sent, MessageKind.TEST)
    assert worded.message.department == "transport"
    assert (audience, alone) == (Audience.PEOPLE, subscription.alone)


def test_no_two_tests_have_the_same_id(registry: Registry) -> None:
    subscription = registry.confirmed()
    assert len({registry.test(subscription) for _ in range(10)}) == 10


@pytest.mark.parametrize("state", [SubscriptionState.PENDING, SubscriptionState.ENDED])
def test_what_nobody_confirmed_is_not_tested(registry: Registry, state: SubscriptionState) -> None:
    subscription = registry.subscribe()
    registry.subscriptions.enter(subscription.id, state)
    with pytest.raises(SubscriptionNotConfirmedError) as refused:
        registry.test(subscription)
    assert refused.value.facts == {"state": state.value}
    assert registry.notifier.sent == []


def test_a_confirmed_subscription_is_ended_and_an_unconfirmed_one_is_not(
    registry: Registry,
) -> None:
    waiting, confirmed = registry.subscribe("health", (EMAIL, "li@b.cn")), registry.confirmed()
    registry.end(confirmed.id)
    with pytest.raises(SubscriptionNotConfirmedError):
        registry.end(waiting.id)
    assert registry.listed() == (waiting,)
    with pytest.raises(NotFoundError):
        registry.end(confirmed.id)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_touches_subscriptions(registry: Registry, role: Role) -> None:
    subscription = registry.confirmed()
    registry.by = member(role, "transport")
    for act in (
        registry.listed,
        registry.subscribe,
        lambda: registry.test(subscription),
        lambda: registry.end(subscription.id),
    ):
        with pytest.raises(NotPermittedError):
            act()
    assert registry.notifier.sent == []
    assert registry.subscriptions.all() == (subscription,)
