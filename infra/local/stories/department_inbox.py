"""A department's own system that has subscribed to its messages: a queue behind the topic."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from infra.local.stories.telling import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infra.local.stories.telling import Story

WAIT_SECONDS = 2
SUBSCRIPTIONS = "/desk/registry/subscriptions"


@dataclass(frozen=True, slots=True)
class Inbox:
    """The queue, and the case whose messages the story follows."""

    story: Story
    url: str

    def messages(self) -> Iterator[dict[str, Any]]:
        """Each message as it comes; it is gone from the queue when the next one is asked for."""
        sqs = self.story.deployment.engine.client("sqs")

        def received() -> list[dict[str, Any]]:
            answer = sqs.receive_message(
                QueueUrl=self.url, MaxNumberOfMessages=10, WaitTimeSeconds=WAIT_SECONDS
            )
            found: list[dict[str, Any]] = answer.get("Messages", [])
            return found

        while True:
            for message in wait_for("a message to the department", received):
                yield json.loads(json.loads(message["Body"])["Message"])
                sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])


def subscribe(story: Story, unit: str) -> Inbox:
    """An administrator enters the queue at the console; entered before, it stays as it is."""
    sqs = story.deployment.engine.client("sqs")
    url: str = sqs.create_queue(QueueName=f"mashangban-demonstration-{unit}")["QueueUrl"]
    sqs.purge_queue(QueueUrl=url)
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    arn = attributes["Attributes"]["QueueArn"]
    topic = story.deployment.product.outputs["DepartmentTopicArn"]
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": _admitting(topic, arn)})
    page = story.at_desk("administrator").open(SUBSCRIPTIONS)
    if arn not in page.text:
        wanted = {"department": unit, "protocol": "sqs", "endpoint": arn}
        story.at_desk("administrator").send(page.form(SUBSCRIPTIONS), wanted)
    return Inbox(story, url)


def _admitting(topic: str, queue: str) -> str:
    """The queue's policy: it takes messages of the topic and of nobody else."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": queue,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
