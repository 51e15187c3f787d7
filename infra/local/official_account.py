"""The official account of a local run: its secret, kept in the engine, and people who follow it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from casework.adapters.service_secret import service_of
from casework.adapters.wechat_account import WeChatAccount
from infra.local.after_deploy import DOMAIN
from infra.local.stand_ins.wechat_platform import WeChatPlatform
from infra.local.wechat_user import WeChatUser, over_http

if TYPE_CHECKING:
    from infra.local.deploy import Deployment
    from infra.local.engine import Engine

SECRET = "mashangban-local/official-account"  # noqa: S105 - a name
TEMPLATE = "how-a-case-stands"
FIELDS = ("character_string1", "thing2", "time3", "thing4")
"""Of the message template, as `casework/policy/messages.json` fills them."""

_APP_ID, _APP_SECRET = "wx10ca100000000000", "of-a-local-run-only"
_TOKEN = "of-a-local-run-only"  # noqa: S105 - of a made-up account
_AES_KEY = "ThisIsTheKeyOfMessagesOfALocalRunAndNoOther"


def platform() -> WeChatPlatform:
    """The platform that knows this account and its template."""
    return WeChatPlatform(_APP_ID, _APP_SECRET, templates={TEMPLATE: FIELDS})


def keep_account(engine: Engine, api_base: str, intake_code: str) -> None:
    """Have the rooms know the account, the platform's address and the account's own code. A room
    that has read it before keeps what it read.
    """
    account = WeChatAccount(_APP_ID, _APP_SECRET, _TOKEN, _AES_KEY, intake_code, api_base)
    secrets, content = engine.client("secretsmanager"), json.dumps(asdict(account))
    try:
        secrets.create_secret(Name=SECRET, SecretString=content)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceExistsException":
            raise
        secrets.put_secret_value(SecretId=SECRET, SecretString=content)


def in_wechat(deployment: Deployment) -> WeChatUser:
    """Somebody new with the account open on their phone."""
    secrets = deployment.engine.client("secretsmanager")
    content = secrets.get_secret_value(SecretId=SECRET)["SecretString"]
    port = deployment.engine.port
    return WeChatUser(service_of(content, WeChatAccount), over_http(port, f"{DOMAIN}:{port}"))
