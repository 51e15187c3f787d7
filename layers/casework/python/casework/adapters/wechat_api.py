"""The WeChat platform's interface for official accounts: access token, codes, template messages.

Names, limits and error codes are those of its documentation: 获取稳定版接口调用凭据
(getStableAccessToken), 生成带参数的二维码 (qrcode/create), 发送模板消息 (message/template/send) and
全局返回码.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from casework.adapters.outside_http import NoAnswerError, http_session, in_json, post_json
from casework.domain.wechat import ParametricCode, WeChatRefusedError, WeChatUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from casework.adapters.wechat_account import WeChatAccount

READ_SECONDS = 4
"""At most five calls, three for tokens and two for what is asked, end within 25 seconds."""

RENEWED_BEFORE = 300
"""Seconds before the end of a token in which the platform gives the next one."""

LONGEST_SCENE = 64
LONGEST_LIFE = 30 * 24 * 3600
"""Seconds for which a temporary code leads somewhere, at most."""

OK = 200
STALE_TOKEN = frozenset({40001, 40014, 42001})
"""Not a valid access token, or not any more."""

NOT_REACHABLE = frozenset({40003, 43004, 43019})
"""Not an openid of this account, not a follower of it, on its black list."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    good_until: float


class WeChatApi:
    """Calls of one account; its access token is kept until shortly before its end.

    Everything raises WeChatUnavailableError when the platform did not do it, see there.
    """

    def __init__(
        self, account: Callable[[], WeChatAccount], clock: Callable[[], float] = time.time
    ) -> None:
        """Nothing is asked before the first use."""
        self._account = account
        self._clock = clock
        self._token: _Token | None = None
        self._http = http_session(READ_SECONDS)

    def lasting_code(self, scene: str) -> ParametricCode:
        """A code (QR_LIMIT_STR_SCENE) that leads to the account with a scene of 1 to 64 signs, for
        good; an account has 100,000 of them. Asked again for a scene, it is the same one.
        """
        return self._code("QR_LIMIT_STR_SCENE", scene)

    def passing_code(self, scene: str, seconds: int) -> ParametricCode:
        """The same (QR_STR_SCENE) for so many seconds, up to 30 days."""
        return self._code("QR_STR_SCENE", scene, expire_seconds=min(seconds, LONGEST_LIFE))

    def send_template(
        self, openid: str, template_id: str, data: Mapping[str, str], url: str, name: str = ""
    ) -> str:
        """Send a template message (模板消息) that opens `url`, and return the platform's id of it.

        The `name` of a message makes a repeat within ten minutes the same message (client_msg_id).
        Raises WeChatRefusedError when the person cannot be reached.
        """
        body: dict[str, Any] = {
            "touser": openid,
            "template_id": template_id,
            "url": url,
            "data": {field: {"value": value} for field, value in data.items()},
        }
        if name:
            body["client_msg_id"] = name
        return str(self._call("/cgi-bin/message/template/send", body).get("msgid", ""))

    def _code(self, action: str, scene: str, **besides: int) -> ParametricCode:
        if not 1 <= len(scene) <= LONGEST_SCENE:
            raise ValueError("a scene has 1 to 64 signs")
        body = {"action_name": action, "action_info": {"scene": {"scene_str": scene}}, **besides}
        answer = self._call("/cgi-bin/qrcode/create", body)
        ticket, url = answer.get("ticket"), answer.get("url")
        if not isinstance(ticket, str) or not isinstance(url, str):
            raise WeChatUnavailableError("the platform gave no code")
        return ParametricCode(ticket, url)

    def _call(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a call; a token that the platform does not take is renewed once."""
        token = self._access_token()
        answer = self._ask(path, body, token)
        if answer.get("errcode") in STALE_TOKEN:
            answer = self._ask(path, body, self._another_token(token))
        return _successful(answer)

    def _access_token(self) -> str:
        if self._token is None or self._clock() >= self._token.good_until:
            self._token = self._fetch_token(force=False)
        return self._token.text

    def _another_token(self, stale: str) -> str:
        """The token now in force; one is forced, which the platform allows 20 times a day, only
        when it gives the very one that it does not take.
        """
        self._token = self._fetch_token(force=False)
        if self._token.text == stale:
            self._token = self._fetch_token(force=True)
        return self._token.text

    def _fetch_token(self, *, force: bool) -> _Token:
        account, asked_at = self._account(), self._clock()
        body = {
            "grant_type": "client_credential",
            "appid": account.app_id,
            "secret": account.app_secret,
            "force_refresh": force,
        }
        answer = _successful(self._ask("/cgi-bin/stable_token", body))
        token, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not isinstance(seconds, int):
            raise WeChatUnavailableError("the platform gave no access token")
        return _Token(token, asked_at + seconds - RENEWED_BEFORE)

    def _ask(self, path: str, body: Mapping[str, Any], token: str | None = None) -> dict[str, Any]:
        """The JSON object of an answer."""
        address = f"{self._account().api_base}{path}"
        if token is not None:
            address += f"?{urlencode({'access_token': token})}"
        try:
            status, content = post_json(self._http, address, in_json(body))
            said = json.loads(content)
        except (NoAnswerError, ValueError):
            raise WeChatUnavailableError("the platform did not answer") from None
        if status != OK or not isinstance(said, dict):
            raise WeChatUnavailableError(f"the platform answered {status}")
        return said


def _successful(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer, unless it is an error; the platform's own words are left out, as they may repeat
    what was sent.
    """
    errcode = answer.get("errcode", 0)
    if errcode in NOT_REACHABLE:
        raise WeChatRefusedError(f"errcode {errcode}", errcode=errcode)
    if errcode != 0:
        raise WeChatUnavailableError(f"errcode {errcode}", errcode=errcode)
    return answer
