"""The stand-in for the WeChat platform refuses what its documentation does not allow, by code."""

from __future__ import annotations

import json
from typing import Any

import pytest

from infra.local.stand_ins.wechat_fields import fits
from infra.local.stand_ins.wechat_platform import Request, WeChatPlatform
from tests.unit.adapters.seconds import Clock

JSON = "application/json; charset=utf-8"
ASK: dict[str, Any] = {"grant_type": "client_credential", "appid": "wx1", "secret": "s"}
SCENE: dict[str, Any] = {
    "action_name": "QR_LIMIT_STR_SCENE",
    "action_info": {"scene": {"scene_str": "K"}},
}
PASSING = {**SCENE, "action_name": "QR_STR_SCENE"}
MESSAGE: dict[str, Any] = {
    "touser": "o" + "A" * 27,
    "template_id": "t",
    "data": {"phrase1": {"value": "办理中"}},
}
TOKEN, CREATE, SEND = (
    f"/cgi-bin/{name}" for name in ("stable_token", "qrcode/create", "message/template/send")
)


@pytest.fixture
def clock() -> Clock:
    return Clock(0.0)


@pytest.fixture
def platform(clock: Clock) -> WeChatPlatform:
    return WeChatPlatform("wx1", "s", {"t": ("phrase1",)}, clock)


def ask(
    platform: WeChatPlatform,
    path: str,
    body: object,
    token: str = "",
    method: str = "POST",
    kind: str = JSON,
) -> dict[str, Any]:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return platform.answer(Request(method, path, {"access_token": token}, kind, content))


def token_of(platform: WeChatPlatform, *, force: bool = False) -> str:
    return str(ask(platform, TOKEN, {**ASK, "force_refresh": force})["access_token"])


@pytest.mark.parametrize(
    ("path", "change", "errcode"),
    [
        (TOKEN, {"grant_type": "password"}, 40002),
        (TOKEN, {"appid": "wx2"}, 40013),
        (TOKEN, {"secret": "another"}, 40125),
        (TOKEN, {"force_refresh": "no"}, 47001),
        (CREATE, {"action_name": "QR_SCENE"}, 40052),
        (CREATE, {"action_info": {"scene": {"scene_str": ""}}}, 40053),
        (CREATE, {"action_info": {"scene": {"scene_str": "K" * 65}}}, 40053),
        (CREATE, {"action_info": "K"}, 40053),
        (CREATE, {"action_name": "QR_STR_SCENE", "expire_seconds": 2592001}, 40053),
        (SEND, {"touser": "somebody"}, 40003),
        (SEND, {"template_id": "another"}, 40037),
        (SEND, {"data": {}}, 47003),
        (SEND, {"data": {"phrase1": {"value": "六个汉字太多"}}}, 47003),
    ],
)
def test_what_is_wrong_with_a_call_is_told_by_its_code(
    platform: WeChatPlatform, path: str, change: dict[str, Any], errcode: int
) -> None:
    right = {TOKEN: ASK, CREATE: SCENE, SEND: MESSAGE}[path]
    token = token_of(platform)
    assert ask(platform, path, right, token).get("errcode", 0) == 0
    assert ask(platform, path, right | change, token)["errcode"] == errcode


@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({"method": "GET"}, 43002),
        ({"kind": "application/x-www-form-urlencoded"}, 47001),
        ({"body": b"no JSON"}, 47001),
        ({"body": []}, 47001),
        ({"token": "made-up"}, 40001),
        ({"path": "/cgi-bin/user/info"}, 40066),
    ],
)
def test_a_call_in_the_wrong_way_is_refused(
    platform: WeChatPlatform, changes: dict[str, Any], errcode: int
) -> None:
    call = {"path": CREATE, "body": SCENE, "token": token_of(platform)} | changes
    assert ask(platform, **call)["errcode"] == errcode


def test_a_token_stays_until_it_is_nearly_over_and_then_both_are_good(
    platform: WeChatPlatform, clock: Clock
) -> None:
    first = token_of(platform)
    clock.seconds = 7200 - 301
    assert token_of(platform) == first
    clock.seconds += 1
    second = token_of(platform)
    assert second != first
    assert all("url" in ask(platform, CREATE, SCENE, each) for each in (first, second))
    clock.seconds = 7200
    assert ask(platform, CREATE, SCENE, first)["errcode"] == 40001


def test_forcing_a_token_ends_the_one_before_but_not_twice_in_half_a_minute(
    platform: WeChatPlatform, clock: Clock
) -> None:
    first = token_of(platform)
    second = token_of(platform, force=True)
    assert ask(platform, CREATE, SCENE, first)["errcode"] == 40001
    clock.seconds = 29
    assert token_of(platform, force=True) == second
    clock.seconds = 30
    assert token_of(platform, force=True) != second


def test_a_passing_code_says_how_long_it_lives_and_a_lasting_one_does_not(
    platform: WeChatPlatform,
) -> None:
    token = token_of(platform)
    assert ask(platform, CREATE, {**PASSING, "expire_seconds": 600}, token)["expire_seconds"] == 600
    assert "expire_seconds" not in ask(platform, CREATE, SCENE, token)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("thing1", "一" * 20, "一" * 21),
        ("character_string2", "MSB-0123", "编号"),
        ("phrase3", "办理中", "in hand"),
        ("time4", "2026年11月23日 15:00", "明天"),
        ("date5", "2026-11-23", "23.11."),
        ("number6", "12", "十二"),
        ("unheard_of", "anything", ""),
    ],
)
def test_each_kind_of_field_has_its_limit(field: str, good: str, bad: str) -> None:
    assert (fits(field, good), fits(field, bad)) == (True, False)
