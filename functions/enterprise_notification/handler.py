"""Enterprise notification: who filed is told how the case stands, by their own way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb.configuration import MESSAGES
from casework.adapters.dynamodb.enterprise_messages import DynamoEnterpriseMessages
from casework.adapters.dynamodb.table import session
from casework.adapters.page_room import PageRoom
from casework.adapters.service_secret import secret_service
from casework.adapters.sms_gateway import ShortMessageGateway, SmsGateway
from casework.adapters.smtp_mailer import MailServer, SmtpMailer
from casework.adapters.wechat_account import secret_account
from casework.adapters.wechat_api import WeChatApi
from casework.adapters.wechat_templates import WeChatTemplates
from casework.config import from_environment
from casework.domain.event_facts import Way
from casework.entrypoints.clock import utc_now
from casework.entrypoints.events import announcement_of, each_body
from casework.services.notify_enterprise import Ports, notify_enterprise, tell_enterprise
from casework.web.enterprise_news import Links, word_news
from casework.web.language import choose_language

if TYPE_CHECKING:
    from collections.abc import Mapping
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


class Room(PageRoom):
    """What the use cases need, made once per container."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings.table_name, settings.secret_id, settings.aws_region, MESSAGES)
        self.tracking_base_url = settings.tracking_base_url
        self.ports = Ports(
            cases=self.cases,
            messages=DynamoEnterpriseMessages(),
            ways=dict(self._ways(settings)),
            writer=self._write,
            configuration=self.configuration,
        )

    def _ways(self, settings: Settings) -> list[tuple[Way, EnterpriseNotifier]]:
        secrets = LateClient("secretsmanager", settings.aws_region, session())
        ways: list[tuple[Way, EnterpriseNotifier]] = []
        if name := settings.sms_secret_id:
            gateway = secret_service(lambda: secrets, name, ShortMessageGateway)
            ways.append((Way.SMS, SmsGateway(gateway)))
        if name := settings.smtp_secret_id:
            server = secret_service(lambda: secrets, name, MailServer)
            ways.append((Way.EMAIL, SmtpMailer(server)))
        if settings.wechat_secret_id and settings.wechat_template_id:
            account = secret_account(lambda: secrets, settings.wechat_secret_id)
            api, template = WeChatApi(account), settings.wechat_template_id
            ways.append((Way.WECHAT, WeChatTemplates(api, template, self._template_fields)))
        return ways

    def _template_fields(self) -> Mapping[str, str]:
        return self.configuration.message_policy().template_fields

    def _write(self, message: EnterpriseMessage, case: Case, now: datetime) -> WordedNews:
        page = f"{self.tracking_base_url}/t/{self.mint.follow_token(case)}"
        return word_news(
            message,
            case,
            Links(page, self.mint.mail_reference(case.id)),
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
    if "message" in body:
        tell_enterprise(body["message"], utc_now(), ports=room().ports)
        return
    announced = announcement_of(body)
    notify_enterprise(announced.type, announced.detail, utc_now(), ports=room().ports)
