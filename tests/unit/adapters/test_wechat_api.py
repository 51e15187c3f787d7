"""The platform's interface, against a stand-in that takes only what the documentation allows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ConnectTimeoutError, HTTPClientError, ReadTimeoutError
from botocore.httpsession import URLLib3Session

from casework.adapters.service_secret import service_of
from casework.adapters.wechat_account import PLATFORM, WeChatAccount
from casework.adapters.wechat_api import WeChatApi
from casework.domain.errors import ConfigurationError
from casework.domain.wechat import WeChatRefusedError, WeChatUnavailableError
from infra.local.stand_ins.wechat_platform import WeChatPlatform, serving
from tests.unit.adapters.seconds import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCOUNT = WeChatAccount("wx0123456789abcdef", "s" * 32, "token")
OPENID = "o" + "A" * 27
TEMPLATE = "template-1"
DATA = {"character_string1": "MSB-0123-4567-89AB", "phrase2": "办理中", "time3": "2026年11月23日"}
URL = "https://casework.example/t/X"
STABLE_TOKEN = "/cgi-bin/stable_token"
SEND = "/cgi-bin/message/template/send"
pytestmark = pytest.mark.enable_socket


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def platform(clock: Clock) -> WeChatPlatform:
    return WeChatPlatform(
        ACCOUNT.app_id, ACCOUNT.app_secret, templates={TEMPLATE: tuple(DATA)}, clock=clock
    )


@pytest.fixture
def api(platform: WeChatPlatform, clock: Clock) -> Iterator[WeChatApi]:
    with serving(platform) as address:
        account = replace(ACCOUNT, api_base=address)
        yield WeChatApi(lambda: account, clock)


def test_a_message_arrives_with_its_fields_and_its_link(
    api: WeChatApi, platform: WeChatPlatform
) -> None:
    assert api.send_template(OPENID, TEMPLATE, DATA, URL, "message-1") == "1"
    (sent,) = platform.messages
    assert (sent["touser"], sent["template_id"], sent["url"]) == (OPENID, TEMPLATE, URL)
    assert sent["data"] == {name: {"value": value} for name, value in DATA.items()}


def test_a_repeat_under_the_same_name_is_the_same_message(
    api: WeChatApi, platform: WeChatPlatform
) -> None:
    first = api.send_template(OPENID, TEMPLATE, DATA, URL, "message-1")
    assert api.send_template(OPENID, TEMPLATE, DATA, URL, "message-1") == first
    assert len(platform.messages) == 1


def test_one_access_token_serves_until_shortly_before_its_end(
    api: WeChatApi, platform: WeChatPlatform, clock: Clock
) -> None:
    for _ in range(2):
        api.send_template(OPENID, TEMPLATE, DATA, URL)
    clock.seconds += 7200 - 301
    api.send_template(OPENID, TEMPLATE, DATA, URL)
    assert platform.asked.count(STABLE_TOKEN) == 1
    clock.seconds += 1
    api.send_template(OPENID, TEMPLATE, DATA, URL)
    assert platform.asked.count(STABLE_TOKEN) == 2


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
def test_a_token_that_the_platform_does_not_take_is_renewed_once(
    api: WeChatApi, platform: WeChatPlatform, clock: Clock, errcode: int
) -> None:
    api.send_template(OPENID, TEMPLATE, DATA, URL)
    platform.troubles.append(errcode)
    api.send_template(OPENID, TEMPLATE, DATA, URL)
    assert len(platform.messages) == 2
    platform.asked.clear()
    clock.seconds += 60
    platform.forget_tokens()
    api.send_template(OPENID, TEMPLATE, DATA, URL)
    assert platform.asked == [SEND, STABLE_TOKEN, SEND]


def test_a_token_that_is_never_taken_ends_after_one_renewal(
    api: WeChatApi, platform: WeChatPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WeChatPlatform, "_takes", lambda *_: False)
    with pytest.raises(WeChatUnavailableError) as refused:
        api.send_template(OPENID, TEMPLATE, DATA, URL)
    assert refused.value.facts == {"errcode": 40001}
    assert platform.asked == [STABLE_TOKEN, SEND, STABLE_TOKEN, STABLE_TOKEN, SEND]


@pytest.mark.parametrize("errcode", [-1, 45009, 45011, 40164, 48001, 999999])
def test_what_may_pass_is_for_trying_again(
    api: WeChatApi, platform: WeChatPlatform, errcode: int
) -> None:
    api.send_template(OPENID, TEMPLATE, DATA, URL)
    platform.troubles.append(errcode)
    with pytest.raises(WeChatUnavailableError) as refused:
        api.send_template(OPENID, TEMPLATE, DATA, URL)
    assert refused.value.facts == {"errcode": errcode}


def test_who_left_or_never_was_there_cannot_be_reached(
    api: WeChatApi, platform: WeChatPlatform
) -> None:
    platform.left.add(OPENID)
    for openid, errcode in ((OPENID, 43004), ("nobody", 40003)):
        with pytest.raises(WeChatRefusedError) as refused:
            api.send_template(openid, TEMPLATE, DATA, URL)
        assert refused.value.facts == {"errcode": errcode}


def test_a_field_beyond_its_limit_is_an_operators_to_mend(
    api: WeChatApi, platform: WeChatPlatform
) -> None:
    with pytest.raises(WeChatUnavailableError) as refused:
        api.send_template(OPENID, TEMPLATE, DATA | {"phrase2": "六个汉字太多"}, URL)
    assert refused.value.facts == {"errcode": 47003}
    assert platform.messages == []


def test_a_lasting_code_of_a_scene_is_always_the_same(api: WeChatApi) -> None:
    code = api.lasting_code("K" * 64)
    assert code.url.startswith("http://weixin.qq.com/q/")
    assert api.lasting_code("K" * 64) == code
    assert api.lasting_code("L") != code


def test_a_passing_code_lives_no_longer_than_thirty_days(api: WeChatApi) -> None:
    assert api.passing_code("K", 10**9).url


@pytest.mark.parametrize("scene", ["", "K" * 65])
def test_a_scene_that_the_platform_would_refuse_is_not_sent(
    api: WeChatApi, platform: WeChatPlatform, scene: str
) -> None:
    with pytest.raises(ValueError, match="64"):
        api.lasting_code(scene)
    assert platform.asked == []


def test_a_wrong_secret_is_an_operators_to_mend(platform: WeChatPlatform) -> None:
    with serving(platform) as address:
        account = replace(ACCOUNT, api_base=address, app_secret="another")
        with pytest.raises(WeChatUnavailableError) as refused:
            WeChatApi(lambda: account).lasting_code("K")
    assert refused.value.facts == {"errcode": 40125}


@pytest.mark.parametrize(
    "trouble",
    [
        ConnectTimeoutError(endpoint_url=PLATFORM),
        ReadTimeoutError(endpoint_url=PLATFORM),
        HTTPClientError(error="anything"),
        (502, b"<html>"),
        (502, b"{}"),
        (302, b"{}"),
        (200, b"[]"),
        (200, b"\xff"),
        (200, b'{"access_token": 1, "expires_in": 7200}'),
        (200, b'{"access_token": "t"}'),
    ],
)
def test_no_answer_of_that_kind_is_for_trying_again_and_tells_no_secret(
    trouble: Exception | tuple[int, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Answer:
        status_code, content = trouble if isinstance(trouble, tuple) else (0, b"")

    def send(*_: object) -> Answer:
        if isinstance(trouble, Exception):
            raise trouble
        return Answer()

    monkeypatch.setattr(URLLib3Session, "send", send)
    with pytest.raises(WeChatUnavailableError) as refused:
        WeChatApi(lambda: ACCOUNT).lasting_code("K")
    assert ACCOUNT.app_secret not in repr(refused.value)
    assert refused.value.__cause__ is None


def test_an_account_is_read_from_its_secret() -> None:
    said = {"app_id": "wx1", "app_secret": "s", "token": "t", "encoding_aes_key": "k" * 43}
    account = service_of(json.dumps(said), WeChatAccount)
    assert account.api_base == PLATFORM
    assert account.encoding_aes_key == "k" * 43


@pytest.mark.parametrize(
    "wrong",
    [
        {"app_secret": ""},
        {"token": 5},
        {"encoding_aes_key": "k" * 42},
        {"intake_code": "no code"},
        {"api_base": "http://elsewhere.example"},
        {"surprise": "x"},
    ],
)
def test_a_secret_that_cannot_be_right_is_told_by_name(wrong: dict[str, object]) -> None:
    said = {"app_id": "wx1", "app_secret": "hidden", "token": "t"} | wrong
    with pytest.raises(ConfigurationError) as refused:
        service_of(json.dumps(said), WeChatAccount)
    assert "hidden" not in str(refused.value)
