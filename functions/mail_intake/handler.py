"""Mail intake: an e-mail that a mail server dropped into the intake bucket becomes a case, adds to
one, or waits for a clerk (邮件诉求, P2).
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
    ORGANISATION,
    POLICY,
    QUOTAS,
    DynamoConfiguration,
)
from casework.adapters.dynamodb.unread_mail import DynamoUnreadMails
from casework.adapters.master_secret import secret_mint
from casework.adapters.s3_mail import S3MailDrop, S3MailFiles
from casework.config import from_environment
from casework.entrypoints.clock import utc_now
from casework.entrypoints.dropped_mail import dropped_mails
from casework.entrypoints.events import each_body
from casework.entrypoints.observability import count
from casework.services.take_in_mail import MailDesk, TakenIn, take_in_mail


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    secret_id: str
    intake_bucket: str
    files_bucket: str
    aws_region: str
    mail_address: str = ""


@cache
def room() -> MailDesk:
    """Bind the table and make the adapters."""
    settings = from_environment(Settings)
    region = settings.aws_region
    table.bind(settings.table_name, region)
    s3 = LateClient("s3", region, table.session())
    return MailDesk(
        S3MailDrop(s3, settings.intake_bucket, settings.mail_address),
        S3MailFiles(s3, settings.files_bucket),
        DynamoUnreadMails(),
        DynamoCases(),
        DynamoConfiguration((POLICY, CALENDAR, ORGANISATION, QUOTAS)),
        secret_mint(LateClient("secretsmanager", region, table.session()), settings.secret_id),
    )


def handle(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """React to notifications of the bucket; those that fail come again."""
    return each_body(event, _take_in)


def _take_in(body: Mapping[str, Any]) -> None:
    for stored in dropped_mails(body):
        taken = take_in_mail(stored, utc_now(), room())
        if taken is TakenIn.IGNORED:
            count(MailsIgnored=1)
        elif taken is TakenIn.WAITS:
            count(MailsUnread=1)
