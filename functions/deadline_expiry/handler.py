"""Deadline expiry: a case whose instant has come is settled, whoever sent it here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
)
from casework.config import from_environment
from casework.domain.errors import NotFoundError
from casework.entrypoints.clock import utc_now
from casework.entrypoints.events import each_body
from casework.services.settle_case import settle_case


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    aws_region: str


@dataclass(frozen=True, slots=True)
class Room:
    """What the use case needs, made once per container."""

    cases: DynamoCases
    configuration: DynamoConfiguration


@cache
def room() -> Room:
    """Bind the table and make the adapters."""
    settings = from_environment(Settings)
    table.bind(settings.table_name, settings.aws_region)
    return Room(DynamoCases(), DynamoConfiguration((POLICY, CALENDAR, ORGANISATION)))


def handle(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Settle a batch of cases; those that fail come again."""
    return each_body(event, _settle)


def _settle(body: Mapping[str, Any]) -> None:
    """A timer may outlive its case where a table was restored to an earlier time."""
    try:
        settle_case(
            body["case_id"],
            utc_now(),
            body.get("calendar"),
            cases=room().cases,
            configuration=room().configuration,
        )
    except NotFoundError:
        return
