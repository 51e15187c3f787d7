"""Messages through SNS: who gets what by filter and protocol, and errors by code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from casework.adapters.clients import client
from casework.adapters.dynamodb.subscriptions import DynamoSubscriptionRegister
from casework.adapters.sns_notifier import SnsNotifier
from casework.adapters.sns_subscriptions import SnsSubscriptions
from casework.domain.errors import NotFoundError, StoreUnavailableError
from casework.domain.message_text import WordedMessage, word
from casework.domain.messages import Audience, messages_of
from casework.domain.rules import (
    AlreadySubscribedError,
    EndpointRefusedError,
    SubscriptionNotConfirmedError,
)
from casework.domain.subscription import (
    Address,
    Subscription,
    SubscriptionProtocol,
    SubscriptionState,
)
from tests import announcements as told
from tests.builders import CASE_ID, NOW, letter_policy, organisation

EMAIL, HTTPS, SQS = SubscriptionProtocol
SYSTEMS, PEOPLE = Audience


def worded(unit: str = "transport") -> WordedMessage:
    event = told.missed(unit=unit)
    (message,) = messages_of(event.type, event.detail)
    return word(message, organisation(), letter_policy())


@dataclass
class Messaging:
    """A topic, and queues that get what is published to it."""

    sns: Any
    sqs: Any
    topic: str

    @property
    def notifier(self) -> SnsNotifier:
        """The port under test."""
        return SnsNotifier(self.sns, self.topic)

    @property
    def subscriptions(self) -> SnsSubscriptions:
        """The port under test."""
        return SnsSubscriptions(self.sns, self.topic, DynamoSubscriptionRegister())

    def queue(self, name: str) -> tuple[str, Address]:
        """A new queue: its URL, and its address."""
        url = self.sqs.create_queue(QueueName=name)["QueueUrl"]
        found = self.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        return url, Address(SQS, found["Attributes"]["QueueArn"])

    def subscribed(self, department: str) -> tuple[str, Subscription]:
        """A queue that gets the messages of a department."""
        number = len(self.sqs.list_queues().get("QueueUrls", []))
        url, address = self.queue(f"queue-{number}")
        return url, self.subscriptions.add(department, address)

    def received(self, url: str) -> list[dict[str, Any]]:
        """What arrived in a queue: SNS's envelopes."""
        found = self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        return [json.loads(message["Body"]) for message in found]


@pytest.fixture
def messaging(table: str, aws: str) -> Messaging:
    sns = client("sns", aws)
    topic = sns.create_topic(Name="departments")["TopicArn"]
    return Messaging(sns, client("sqs", aws), topic)


def test_a_system_gets_json_of_its_own_department_with_the_attributes_to_filter_by(
    messaging: Messaging,
) -> None:
    (ours, _), (others, _) = messaging.subscribed("transport"), messaging.subscribed("health")
    message = worded()
    messaging.notifier.publish(message, SYSTEMS)
    (envelope,) = messaging.received(ours)
    assert messaging.received(others) == []
    assert json.loads(envelope["Message"]) == json.loads(message.record)
    assert envelope["Subject"] == "[Mashangban] Deadline passed, yellow light MSB-7K3Q-9F2M-4T8W"
    attributes = envelope["MessageAttributes"]
    assert {name: each["Value"] for name, each in attributes.items()} == {
        "department": "transport",
        "kind": "deadline_missed",
        "light": "yellow",
        "audience": "systems",
        "message_id": f"{CASE_ID}/3/0#transport",
        "subscription": "every",
    }
    assert {each["Type"] for each in attributes.values()} == {"String"}


def test_what_is_for_people_reaches_no_system(messaging: Messaging) -> None:
    url, _ = messaging.subscribed("transport")
    messaging.notifier.publish(worded(), PEOPLE)
    assert messaging.received(url) == []


def test_people_read_chinese_and_every_protocol_has_its_own_body(messaging: Messaging) -> None:
    asked: list[dict[str, Any]] = []
    SnsNotifier(_Recorder(asked), messaging.topic).publish(worded(), PEOPLE)
    (request,) = asked
    assert (request["TopicArn"], request["MessageStructure"]) == (messaging.topic, "json")
    bodies = json.loads(request["Message"])
    assert {name for name, body in bodies.items() if body == worded().text} == {"default", "email"}
    assert {name for name, body in bodies.items() if body == worded().record} == {
        *("email-json", "sqs", "http", "https", "lambda")
    }


def test_a_test_reaches_one_subscription_of_the_department_alone(messaging: Messaging) -> None:
    first, subscription = messaging.subscribed("transport")
    second, other = messaging.subscribed("transport")
    assert subscription.alone != other.alone
    messaging.notifier.publish(worded(), SYSTEMS, subscription=subscription.alone)
    assert [len(messaging.received(url)) for url in (first, second)] == [1, 0]


def test_a_subscription_is_shown_masked_and_known_by_no_address(messaging: Messaging) -> None:
    made = messaging.subscriptions.add("transport", Address(EMAIL, "zhang.san@b.cn"))
    assert (made.department, made.shown) == ("transport", "z***@b.cn")
    assert made.state is SubscriptionState.CONFIRMED
    assert messaging.subscriptions.get(made.id) == made
    assert messaging.subscriptions.all() == (made,)
    (listed,) = messaging.sns.list_subscriptions()["Subscriptions"]
    attributes = messaging.sns.get_subscription_attributes(
        SubscriptionArn=listed["SubscriptionArn"]
    )["Attributes"]
    assert json.loads(attributes["FilterPolicy"]) == {
        "department": ["transport"],
        "audience": ["people"],
        "subscription": ["every", made.alone],
    }


def test_the_table_holds_no_address(messaging: Messaging, table: str, aws: str) -> None:
    messaging.subscriptions.add("transport", Address(EMAIL, "zhang.san@b.cn"))
    items = client("dynamodb", aws).scan(TableName=table)["Items"]
    assert len(items) == 1
    assert "zhang" not in json.dumps(items)


def test_subscribing_again_is_the_same_subscription(messaging: Messaging) -> None:
    address = Address(HTTPS, "https://b.cn/msb")
    first = messaging.subscriptions.add("transport", address)
    assert messaging.subscriptions.add("transport", address) == first
    assert messaging.subscriptions.all() == (first,)


def test_an_address_of_another_department_is_refused_and_keeps_its_own(
    messaging: Messaging,
) -> None:
    address = Address(EMAIL, "zhang@b.cn")
    made = messaging.subscriptions.add("transport", address)
    with pytest.raises(AlreadySubscribedError):
        messaging.subscriptions.add("health", address)
    assert messaging.subscriptions.all() == (made,)


def test_an_ended_subscription_gets_nothing_and_the_address_may_subscribe_again(
    messaging: Messaging,
) -> None:
    url, made = messaging.subscribed("transport")
    messaging.subscriptions.remove(made.id, NOW)
    messaging.notifier.publish(worded(), SYSTEMS)
    assert messaging.received(url) == []
    assert messaging.subscriptions.all() == ()
    for act in (
        messaging.subscriptions.get,
        lambda name: messaging.subscriptions.remove(name, NOW),
    ):
        with pytest.raises(NotFoundError):
            act(made.id)
    attributes = messaging.sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    again = Address(SQS, attributes["Attributes"]["QueueArn"])
    assert messaging.subscriptions.add("health", again).id != made.id


def test_one_that_ended_by_itself_is_shown_so_and_can_be_cleared_away(
    messaging: Messaging,
) -> None:
    made = messaging.subscriptions.add("transport", Address(EMAIL, "zhang@b.cn"))
    (listed,) = messaging.sns.list_subscriptions()["Subscriptions"]
    messaging.sns.unsubscribe(SubscriptionArn=listed["SubscriptionArn"])
    (shown,) = messaging.subscriptions.all()
    assert (shown.id, shown.state, shown.shown) == (made.id, SubscriptionState.ENDED, "")
    messaging.subscriptions.remove(made.id, NOW)
    assert messaging.subscriptions.all() == ()


def test_subscriptions_are_listed_by_department(messaging: Messaging) -> None:
    for unit in ("transport", "health", "court"):
        messaging.subscribed(unit)
    found = [each.department for each in messaging.subscriptions.all()]
    assert found == ["court", "health", "transport"]


class _Recorder:
    """An SNS client that keeps what it was asked."""

    def __init__(self, asked: list[dict[str, Any]]) -> None:
        self._asked = asked

    def publish(self, **request: Any) -> None:
        self._asked.append(request)


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code}}, "AnyOperation")


class Pending:
    """An SNS client as AWS's for an address that has not confirmed: it lists no ARN, and says
    InvalidParameter of a second subscription with another filter.
    """

    ARN = "arn:aws-cn:sns:cn-northwest-1:123456789012:departments:0f"

    def __init__(self, *, listed: bool = True, error: Exception | None = None) -> None:
        self.listed, self.error = listed, error
        self.policy: str | None = None
        self.unsubscribed = 0

    def list_subscriptions_by_topic(self, TopicArn: str, NextToken: str = "") -> Any:  # noqa: N803 - as the SDK
        if not NextToken:
            return {"Subscriptions": [], "NextToken": "second page"}
        there = {
            "Protocol": "email",
            "Endpoint": "zhang@b.cn",
            "SubscriptionArn": "PendingConfirmation",
        }
        return {"Subscriptions": [there] if self.listed and self.policy else []}

    def subscribe(self, Attributes: dict[str, str], ReturnSubscriptionArn: bool, **_: str) -> Any:  # noqa: N803 - as the SDK
        assert ReturnSubscriptionArn
        if self.error:
            raise self.error
        if self.policy not in {None, Attributes["FilterPolicy"]}:
            raise refusal("InvalidParameter")
        self.policy = Attributes["FilterPolicy"]
        return {"SubscriptionArn": self.ARN}

    def get_subscription_attributes(self, SubscriptionArn: str) -> Any:  # noqa: N803 - as the SDK
        assert SubscriptionArn == self.ARN
        found = {"PendingConfirmation": "true", "FilterPolicy": self.policy}
        return {"Attributes": {**found, "Endpoint": "zhang@b.cn"}}

    def unsubscribe(self, **_: str) -> None:
        self.unsubscribed += 1


def subscriptions(sns: Any) -> SnsSubscriptions:
    return SnsSubscriptions(sns, "topic", DynamoSubscriptionRegister())


ADDRESS = Address(EMAIL, "zhang@b.cn")


@pytest.mark.usefixtures("table")
def test_an_unconfirmed_address_is_known_by_its_arn_and_stays_with_its_department() -> None:
    port = subscriptions(Pending())
    made = port.add("transport", ADDRESS)
    assert made.state is SubscriptionState.PENDING
    assert port.add("transport", ADDRESS) == made
    with pytest.raises(AlreadySubscribedError):
        port.add("health", ADDRESS)
    assert port.all() == (made,)


@pytest.mark.usefixtures("table")
def test_what_waits_to_be_confirmed_is_not_ended() -> None:
    sns = Pending()
    port = subscriptions(sns)
    made = port.add("transport", ADDRESS)
    with pytest.raises(SubscriptionNotConfirmedError):
        port.remove(made.id, NOW)
    assert (sns.unsubscribed, port.all()) == (0, (made,))


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("code", ["InvalidParameter", "InvalidParameterException"])
def test_an_address_that_sns_does_not_take_is_refused_and_not_kept(code: str) -> None:
    port = subscriptions(Pending(error=refusal(code)))
    with pytest.raises(EndpointRefusedError):
        port.add("transport", ADDRESS)
    assert port.all() == ()


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    "error",
    [
        refusal("Throttled"),
        refusal("AuthorizationError"),
        EndpointConnectionError(endpoint_url="https://sns"),
    ],
)
def test_anything_else_is_for_later(error: Exception) -> None:
    port = subscriptions(Pending(error=error))
    with pytest.raises(StoreUnavailableError):
        port.add("transport", ADDRESS)
    assert port.all() == ()


def test_a_topic_that_is_not_there_is_an_error(messaging: Messaging, aws: str) -> None:
    gone = f"arn:aws-cn:sns:{aws}:123456789012:gone"
    with pytest.raises(StoreUnavailableError):
        SnsNotifier(messaging.sns, gone).publish(worded(), SYSTEMS)
    with pytest.raises(StoreUnavailableError):
        SnsSubscriptions(messaging.sns, gone, DynamoSubscriptionRegister()).add(
            "transport", ADDRESS
        )
