"""Enterprise notification: who filed is told how the case stands, by their own way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb.configuration import MESSAGES
from casework.adapters.dynamodb.enterprise_messages import DynamoEnterpriseMessages
from casework.adapters.dynamodb.quotas import DynamoCounters
from casework.adapters.dynamodb.table import session
from casework.adapters.page_room import PageRoom
from casework.config import from_environment
from casework.domain.event_facts import Way
from casework.entrypoints.clock import utc_now
from casework.entrypoints.events import announcement_of, each_body
from casework.entrypoints.observability import count
from casework.services.notify_enterprise import Ports, notify_enterprise, tell_enterprise
from casework.web.enterprise_news import Links, word_news
from casework.web.language import choose_language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from casework.channel_ports import EnterpriseNotifier
    from casework.domain.case import Case
    from casework.domain.enterprise_messages import EnterpriseMessage, WordedNews


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room; a way whose secret is not named is not offered."""

    table_name: str
    secret_id: str
    aws_region: str
    tracking_base_url: str
    sms_secret_id: str = ""
    smtp_secret_id: str = ""
    wechat_secret_id: str = ""
    wechat_template_id: str = ""


class LateWay:
    """A way that is loaded with its first message: most events cause none."""

    def __init__(self, make: Callable[[], EnterpriseNotifier]) -> None:
        self._way = cache(make)

    def send(self, news: WordedNews, address: str) -> None:
        """See the port."""
        self._way().send(news, address)


class Room(PageRoom):
    """What the use cases need, made once per container."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings.table_name, settings.secret_id, settings.aws_region, MESSAGES)
        self.tracking_base_url = settings.tracking_base_url
        self.ports = Ports(
            cases=self.cases,
            messages=DynamoEnterpriseMessages(),
            ways=self._ways(settings),
            writer=self._write,
            configuration=self.configuration,
            counters=DynamoCounters(),
            mint=lambda: self.mint,
        )

    def _ways(self, settings: Settings) -> dict[Way, EnterpriseNotifier]:
        secrets = LateClient("secretsmanager", settings.aws_region, session())
        template = settings.wechat_template_id
        offered = {
            Way.SMS: settings.sms_secret_id,
            Way.EMAIL: settings.smtp_secret_id,
            Way.WECHAT: settings.wechat_secret_id if template else "",
        }
        return {
            way: LateWay(partial(self._made, way, secrets, secret_id, template))
            for way, secret_id in offered.items()
            if secret_id
        }

    def _made(
        self, way: Way, secrets: LateClient, secret_id: str, template: str
    ) -> EnterpriseNotifier:
        from casework.adapters.enterprise_ways import (  # noqa: PLC0415 - see LateWay
            by_mail,
            by_sms,
            by_wechat,
        )

        if way is Way.WECHAT:
            return by_wechat(secrets, secret_id, template, self._template_fields)
        return {Way.SMS: by_sms, Way.EMAIL: by_mail}[way](secrets, secret_id)

    def _template_fields(self) -> Mapping[str, str]:
        return self.configuration.message_policy().template_fields

    def _write(self, message: EnterpriseMessage, case: Case, now: datetime) -> WordedNews:
        page = f"{self.tracking_base_url}/t/{self.mint.follow_token(case)}"
        return word_news(
            message,
            case,
            Links(page, self.mint.mail_reference(case)),
            organisation=self.organisation,
            language=choose_language(case.language, None),
            now=now,
        )


@cache
def room() -> Room:
    """The room of this container."""
    return Room(from_environment(Settings))


def handle(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """React to a batch: announcements from the bus, and ids of messages whose time has come; those
    that fail come again.
    """
    return each_body(event, _notify)


def _notify(body: Mapping[str, Any]) -> None:
    if _told(body):
        count(MessagesHeldBack=1)


def _told(body: Mapping[str, Any]) -> bool:
    """React to one body; whether a message was held back."""
    if "message" in body:
        return tell_enterprise(body["message"], utc_now(), ports=room().ports)
    announced = announcement_of(body)
    return notify_enterprise(announced.type, announced.detail, utc_now(), ports=room().ports)
