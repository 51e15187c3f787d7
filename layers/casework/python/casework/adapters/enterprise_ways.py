"""The ways in which enterprises are told, each with its secret of Secrets Manager."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.adapters.service_secret import secret_service
from casework.adapters.sms_gateway import ShortMessageGateway, SmsGateway
from casework.adapters.smtp_mailer import MailServer, SmtpMailer
from casework.adapters.wechat_account import secret_account
from casework.adapters.wechat_api import WeChatApi
from casework.adapters.wechat_templates import WeChatTemplates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from casework.channel_ports import EnterpriseNotifier


def by_sms(secrets: Any, secret_id: str) -> EnterpriseNotifier:
    """Short messages through the gateway that the secret names."""
    return SmsGateway(secret_service(secrets, secret_id, ShortMessageGateway))


def by_mail(secrets: Any, secret_id: str) -> EnterpriseNotifier:
    """E-mails by the server that the secret names."""
    return SmtpMailer(secret_service(secrets, secret_id, MailServer))


def by_wechat(
    secrets: Any, secret_id: str, template_id: str, fields: Callable[[], Mapping[str, str]]
) -> EnterpriseNotifier:
    """Template messages of the official account that the secret names; see `WeChatTemplates`."""
    return WeChatTemplates(WeChatApi(secret_account(secrets, secret_id)), template_id, fields)
