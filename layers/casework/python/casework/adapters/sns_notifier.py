"""The topic for departments on SNS: one message, worded for each kind of reader, with the
attributes that subscriptions filter by.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from casework.domain.message_text import WordedMessage
    from casework.domain.messages import Audience

FOR_PEOPLE = ("default", "email")
FOR_SYSTEMS = ("email-json", "sqs", "http", "https", "lambda")
EVERY = "every"
"""What the attribute `subscription` says of a message that is not for one subscription alone."""


class SnsNotifier:
    """The Notifier port on SNS.

    Attributes: `department`, `kind`, `light`, `audience`, `message_id`, and `subscription`, which
    is `every` but for a test. A standard topic delivers at least once and in any order.
    """

    def __init__(self, client: Any, topic_arn: str) -> None:
        self._client = client
        self._topic_arn = topic_arn

    def publish(
        self, message: WordedMessage, audience: Audience, *, subscription: str | None = None
    ) -> None:
        """See the port; one request."""
        try:
            self._client.publish(
                TopicArn=self._topic_arn,
                Subject=message.subject,
                Message=_bodies(message),
                MessageStructure="json",
                MessageAttributes=_attributes(message, audience, subscription or EVERY),
            )
        except (ClientError, BotoCoreError) as error:
            raise StoreUnavailableError from error


def _bodies(message: WordedMessage) -> str:
    bodies = {
        **dict.fromkeys(FOR_PEOPLE, message.text),
        **dict.fromkeys(FOR_SYSTEMS, message.record),
    }
    return json.dumps(bodies, ensure_ascii=False)


def _attributes(
    worded: WordedMessage, audience: Audience, subscription: str
) -> dict[str, dict[str, str]]:
    message = worded.message
    values = {
        "department": message.department,
        "kind": message.kind.value,
        "light": message.light.value,
        "audience": audience.value,
        "message_id": message.id,
        "subscription": subscription,
    }
    return {name: {"DataType": "String", "StringValue": value} for name, value in values.items()}
