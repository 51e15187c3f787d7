"""Scan intake: a scanned code opens the filing form, a tracking link opens the case
(扫码即诉, P2).
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.codes import DynamoCodes
from casework.adapters.dynamodb.configuration import FILE_LIMITS, QUOTAS
from casework.adapters.dynamodb.senders import DynamoSenders
from casework.adapters.page_room import PageRoom
from casework.adapters.qr_code import code_svg
from casework.adapters.s3_files import S3Files
from casework.config import from_environment
from casework.domain.enterprise_contact import ways_named
from casework.domain.event_facts import Way
from casework.entrypoints.clock import utc_now
from casework.entrypoints.file_pages import FilePages
from casework.entrypoints.filing_pages import FilingPages
from casework.entrypoints.pages import page_app
from casework.entrypoints.tracking_pages import TrackingPages


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    secret_id: str
    files_bucket: str
    aws_region: str
    public_base_url: str = ""
    notification_ways: str = ""


class Room(PageRoom):
    """What the use cases need, made once per container."""

    def __init__(self, settings: Settings) -> None:
        region = settings.aws_region
        super().__init__(settings.table_name, settings.secret_id, region, QUOTAS, FILE_LIMITS)
        self.codes = DynamoCodes()
        self.files = S3Files(LateClient("s3", region, table.session()), settings.files_bucket)
        self.public_base_url = settings.public_base_url
        self.senders = DynamoSenders(lambda: self.mint, instant)
        self._ways = ways_named(settings.notification_ways)

    def ways_for(self, openid: str | None) -> tuple[Way, ...]:
        """How somebody may be told; by WeChat only who came from there."""
        return tuple(way for way in self._ways if openid or way is not Way.WECHAT)


@cache
def room() -> Room:
    """The room of this container."""
    return Room(from_environment(Settings))


app = page_app(lambda: room().organisation)


def instant() -> datetime:
    """The instant of the request."""
    return utc_now()


def drawn(url: str) -> str:
    """The code of a tracking link, for a screen."""
    return code_svg(url, caption=None, for_print=False)


FilingPages(app, room, instant)
TrackingPages(app, room, instant, drawn)
FilePages(app, room, instant)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one HTTP request."""
    return app.resolve(event, context)
