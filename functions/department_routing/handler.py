"""Department routing: a filed case is assigned by the duty catalogue or queued for a clerk; one
that was not routed in time is read again.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    CATALOGUE,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
)
from casework.config import from_environment
from casework.domain.clocks import Stage
from casework.entrypoints.clock import utc_now
from casework.entrypoints.events import Announcement, react
from casework.services.route_case import route_case


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
    configuration = DynamoConfiguration((POLICY, CALENDAR, ORGANISATION, CATALOGUE))
    return Room(DynamoCases(), configuration)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """React to a batch of `CaseFiled` and `DeadlineMissed` announcements; those that fail come
    again.

    Of the misses that of triage alone is of interest, and only where routing was lost: the filing
    is offered again, and a case that was routed is left alone.
    """
    return react(event, context, _route)


def _route(filed: Announcement) -> None:
    if filed.detail.get("stage", Stage.TRIAGE) != Stage.TRIAGE:
        return
    route_case(
        filed.case_id,
        filed.event_id,
        utc_now(),
        cases=room().cases,
        configuration=room().configuration,
    )
