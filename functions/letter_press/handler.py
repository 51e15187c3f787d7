"""Letter press: an issued letter becomes a file, once, and its SHA-256 goes on record."""

from collections.abc import Callable
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
from casework.adapters.letter_pdf import press
from casework.adapters.master_secret import secret_mint
from casework.adapters.s3_letters import S3Letters
from casework.config import from_environment
from casework.domain.tokens import TokenMint
from casework.entrypoints.clock import utc_now
from casework.entrypoints.events import Announcement, react
from casework.services.press_letter import Press, press_letter


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    secret_id: str
    letters_bucket: str
    verification_base_url: str
    aws_region: str


@dataclass(frozen=True, slots=True)
class Room:
    """What the use case needs, made once per container."""

    cases: DynamoCases
    configuration: DynamoConfiguration
    store: S3Letters
    mint: Callable[[], TokenMint]
    base_url: str


@cache
def room() -> Room:
    """Bind the table and make the adapters."""
    settings = from_environment(Settings)
    table.bind(settings.table_name, settings.aws_region)
    return Room(
        DynamoCases(),
        DynamoConfiguration((POLICY, CALENDAR, ORGANISATION, LETTERS)),
        S3Letters(LateClient("s3", settings.aws_region, table.session()), settings.letters_bucket),
        secret_mint(
            LateClient("secretsmanager", settings.aws_region, table.session()),
            settings.secret_id,
        ),
        settings.verification_base_url,
    )


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """React to a batch of `LetterIssued` announcements; those that fail come again."""
    return react(event, context, _press)


def _press(issued: Announcement) -> None:
    press_letter(
        issued.case_id,
        issued.detail["letter_id"],
        utc_now(),
        cases=room().cases,
        configuration=room().configuration,
        press=Press(press, room().store, room().mint(), room().base_url),
    )
