"""Supervision notice: every miss gets its letter, numbered without gaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    LETTERS,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
)
from casework.adapters.dynamodb.letter_numbers import DynamoLetterNumbers
from casework.adapters.numbering_queue import SqsNumberingQueue
from casework.config import from_environment
from casework.entrypoints.clock import utc_now
from casework.entrypoints.events import each_body
from casework.services.issue_supervision_notice import (
    issue_supervision_notice,
    queue_for_number,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    numbering_queue_url: str
    aws_region: str


@dataclass(frozen=True, slots=True)
class Room:
    """What the use cases need, made once per container."""

    cases: DynamoCases
    numbers: DynamoLetterNumbers
    configuration: DynamoConfiguration
    queue: SqsNumberingQueue


@cache
def room() -> Room:
    """Bind the table and make the adapters."""
    settings = from_environment(Settings)
    table.bind(settings.table_name, settings.aws_region)
    sqs = LateClient("sqs", settings.aws_region, table.session())
    return Room(
        DynamoCases(),
        DynamoLetterNumbers(),
        DynamoConfiguration((POLICY, CALENDAR, ORGANISATION, LETTERS)),
        SqsNumberingQueue(sqs, settings.numbering_queue_url),
    )


def handle(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """A miss from the bus joins the line of its issuing body; at the head of the line it is given
    the next number and its letter.
    """
    return each_body(event, _take)


def _take(body: Mapping[str, Any]) -> None:
    if "detail" in body:
        queue_for_number(
            body["detail"], utc_now(), configuration=room().configuration, queue=room().queue
        )
        return
    issue_supervision_notice(
        body,
        utc_now(),
        cases=room().cases,
        numbers=room().numbers,
        configuration=room().configuration,
    )
