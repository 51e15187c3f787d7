"""Attachment check: what was sent to a case is looked into before anybody can open it, and deleted
when the case's contact data are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.cases import DynamoCases
from casework.adapters.dynamodb.configuration import (
    CALENDAR,
    FILE_LIMITS,
    ORGANISATION,
    POLICY,
    DynamoConfiguration,
)
from casework.adapters.file_examiner import SeparateExaminer
from casework.adapters.s3_files import S3Files
from casework.config import from_environment
from casework.entrypoints.clock import utc_now
from casework.entrypoints.events import announcement_of, each_body
from casework.entrypoints.uploads import uploads
from casework.services.check_attachment import check_attachment
from casework.services.erase_attachments import erase_attachments


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    files_bucket: str
    aws_region: str


@dataclass(frozen=True, slots=True)
class Room:
    """What the use cases need, made once per container."""

    cases: DynamoCases
    configuration: DynamoConfiguration
    store: S3Files
    examine: SeparateExaminer


@cache
def room() -> Room:
    """Bind the table and make the adapters."""
    settings = from_environment(Settings)
    table.bind(settings.table_name, settings.aws_region)
    return Room(
        DynamoCases(),
        DynamoConfiguration((POLICY, CALENDAR, ORGANISATION, FILE_LIMITS)),
        S3Files(LateClient("s3", settings.aws_region, table.session()), settings.files_bucket),
        SeparateExaminer(),
    )


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """React to a batch of what S3 and the bus say; what fails comes again."""
    return each_body(event, _react)


def _react(body: Mapping[str, Any]) -> None:
    if "detail" in body:
        case_id = announcement_of(body).case_id
        erase_attachments(case_id, cases=room().cases, store=room().store)
        return
    for upload in uploads(body):
        check_attachment(
            upload,
            utc_now(),
            cases=room().cases,
            configuration=room().configuration,
            store=room().store,
            examine=room().examine,
        )
