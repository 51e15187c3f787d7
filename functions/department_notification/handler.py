"""Department notification: what concerns a department is published to its subscribers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    LETTERS,
    MESSAGES,
    ORGANISATION,
    DynamoConfiguration,
)
from casework.adapters.dynamodb.messages import DynamoMessages
from casework.adapters.sns_notifier import SnsNotifier
from casework.config import from_environment
from casework.entrypoints.clock import utc_now
from casework.entrypoints.events import announcement_of, each_body
from casework.services.notify_departments import notify_departments, tell_people


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    topic_arn: str
    aws_region: str


@dataclass(frozen=True, slots=True)
class Room:
    """What the use cases need, made once per container."""

    messages: DynamoMessages
    notifier: SnsNotifier
    configuration: DynamoConfiguration

    @property
    def ports(self) -> dict[str, Any]:
        """The ports as both use cases take them."""
        return {
            "messages": self.messages,
            "notifier": self.notifier,
            "configuration": self.configuration,
        }


@cache
def room() -> Room:
    """Bind the table and make the adapters."""
    settings = from_environment(Settings)
    table.bind(settings.table_name, settings.aws_region)
    sns = LateClient("sns", settings.aws_region, table.session())
    configuration = DynamoConfiguration((CALENDAR, ORGANISATION, LETTERS, MESSAGES))
    return Room(DynamoMessages(), SnsNotifier(sns, settings.topic_arn), configuration)


def handle(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """React to a batch: announcements from the bus, and ids of messages whose time has come; those
    that fail come again.
    """
    return each_body(event, _notify)


def _notify(body: Mapping[str, Any]) -> None:
    if "message" in body:
        tell_people(body["message"], utc_now(), **room().ports)
        return
    announced = announcement_of(body)
    notify_departments(announced.type, announced.detail, utc_now(), **room().ports)
