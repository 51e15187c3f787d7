"""Queues that subscribe to the departments' topic, and what arrives in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.integration.callers import signed_in

if TYPE_CHECKING:
    from tests.integration.house import House

SUBSCRIPTIONS = "/api/registry/subscriptions"


@dataclass(frozen=True)
class Listener:
    """A queue; `arn` is its address, `id` that of its subscription where it has one."""

    sqs: Any
    url: str
    arn: str
    id: str = ""

    def received(self) -> list[dict[str, Any]]:
        """What arrived since the last look: SNS's envelopes."""
        found: list[dict[str, Any]] = []
        while batch := self.sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10).get(
            "Messages"
        ):
            for message in batch:
                found.append(json.loads(message["Body"]))
                self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
        return found

    def heard(self) -> list[str]:
        """Ids of the messages that arrived since the last look."""
        return [each["MessageAttributes"]["message_id"]["Value"] for each in self.received()]


def new_queue(house: House, name: str) -> Listener:
    """A queue that nobody told anything."""
    sqs = house.stack.client("sqs")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return Listener(sqs, url, found["Attributes"]["QueueArn"])


def subscribed(house: House, department: str, name: str = "") -> Listener:
    """A system of a department that an administrator subscribed."""
    queue = new_queue(house, name or f"{department}-system")
    body = {"department": department, "protocol": "sqs", "endpoint": queue.arn}
    answer = signed_in("administrator").post_json(SUBSCRIPTIONS, body)
    assert answer.status == 201, answer.text
    return Listener(queue.sqs, queue.url, queue.arn, answer.json()["id"])


def overhearing_people(house: House) -> Listener:
    """A queue that gets what every department's people get by e-mail."""
    queue = new_queue(house, "people")
    house.stack.client("sns").subscribe(
        TopicArn=house.stack.names["DepartmentTopic"],
        Protocol="sqs",
        Endpoint=queue.arn,
        Attributes={"FilterPolicy": json.dumps({"audience": ["people"]})},
    )
    return queue
