"""The official account (公众号) of a jurisdiction, as a secret of Secrets Manager describes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casework.adapters.outside_http import is_private
from casework.adapters.service_secret import secret_service
from casework.domain.code import is_token
from casework.domain.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

PLATFORM = "https://api.weixin.qq.com"
_AES_KEY = re.compile(r"[A-Za-z0-9]{43}")


@dataclass(frozen=True, slots=True)
class WeChatAccount:
    """What the secret holds: a JSON object with these names, all of them text.

    `app_id`, `app_secret`, `token` and `encoding_aes_key` are those of the account's page 开发 -
    基本配置; without `encoding_aes_key` its messages come and go in the clear (明文模式), with it
    only encrypted ones are taken (安全模式, 兼容模式). `intake_code` is the token of the printed
    code that people file through who came to the account by no code. `api_base` is where the
    platform is asked: itself, a relay whose fixed address it has on its list (IP白名单), or a
    stand-in on this machine.

    Raises ConfigurationError, which names what is wrong and never the value.
    """

    app_id: str
    app_secret: str
    token: str
    encoding_aes_key: str = ""
    intake_code: str = ""
    api_base: str = PLATFORM

    def __post_init__(self) -> None:
        """What is no key, no code or no address of the platform is refused at once."""
        if self.encoding_aes_key and not _AES_KEY.fullmatch(self.encoding_aes_key):
            raise ConfigurationError("encoding_aes_key is not 43 letters and digits")
        if self.intake_code and not is_token(self.intake_code):
            raise ConfigurationError("intake_code is not the token of a code")
        if not is_private(self.api_base):
            raise ConfigurationError("api_base is neither HTTPS nor on this machine")


def secret_account(client: Any, secret_id: str) -> Callable[[], WeChatAccount]:
    """A function that gives the account; see `secret_service`."""
    return secret_service(client, secret_id, WeChatAccount)
