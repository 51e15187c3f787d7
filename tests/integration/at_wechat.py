"""People in WeChat, and the platform that stands between them and the rooms of this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from botocore.httpsession import URLLib3Session

from casework.adapters.wechat_account import PLATFORM
from infra.local.stand_ins.wechat_platform import Request, WeChatPlatform
from infra.local.wechat_user import WeChatUser
from tests.integration.callers import Caller, visitor
from tests.integration.county import CENTRE_CODE, LOAN
from tests.integration.house import Link, filled
from tests.integration.reading import hidden_field, problems
from tests.integration.stack import OFFICIAL_ACCOUNT

if TYPE_CHECKING:
    import pytest
    from botocore.awsrequest import AWSPreparedRequest

    from casework.adapters.wechat_account import WeChatAccount
    from tests.integration.county import Form
    from tests.integration.house import House

SENDER = "oSenderOfTheseTests000000001"


def in_wechat(
    house: House, openid: str = SENDER, account: WeChatAccount = OFFICIAL_ACCOUNT
) -> WeChatUser:
    """Somebody with the official account open on their phone."""

    def seconds() -> float:
        return house.clock.now.timestamp()

    return WeChatUser(account, ask, openid, seconds)


def file_from(house: House, user: WeChatUser, form: Form = LOAN, **changes: str) -> Link:
    """What a follower files through the link that they got for the code at the service centre, to
    be told of its progress over WeChat.
    """
    (address,) = user.scan(CENTRE_CODE).links
    place = urlsplit(address)
    page = visitor().get(f"{place.path}?{place.query}").text
    key, sender = (hidden_field(page, name) for name in ("form_key", "sender"))
    fields = filled(form, key) | {"sender": sender, "notify_by": "wechat"} | changes
    answer = visitor().post(f"/q/{CENTRE_CODE}", fields)
    assert answer.status == 303, problems(answer.text)
    return Link.of(answer)


def ask(method: str, path: str, body: bytes) -> tuple[int, bytes]:
    """What the room answers to a request of the platform."""
    answer = Caller().send(method, path, body=body, headers={"content_type": "text/xml"})
    return answer.status, answer.body


@dataclass(frozen=True)
class HttpAnswer:
    """What botocore's HTTP session returns, as far as it is looked at."""

    status_code: int
    content: bytes


@cache
def platform() -> WeChatPlatform:
    """The platform as all rooms of this process know it."""
    return WeChatPlatform(OFFICIAL_ACCOUNT.app_id, OFFICIAL_ACCOUNT.app_secret)


def answer_for_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have requests to the platform answered in this process; others go where they went."""
    passed_on = URLLib3Session.send

    def send(self: URLLib3Session, request: AWSPreparedRequest) -> Any:
        place = urlsplit(request.url)
        if f"{place.scheme}://{place.netloc}" != PLATFORM:
            return passed_on(self, request)
        kind = str(request.headers.get("Content-Type", ""))
        query = dict(parse_qsl(place.query))
        asked = Request(request.method, place.path, query, kind, request.body)
        return HttpAnswer(200, json.dumps(platform().answer(asked)).encode())

    monkeypatch.setattr(URLLib3Session, "send", send)
