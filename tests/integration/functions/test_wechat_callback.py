"""The official account over HTTP: who is let in, what is answered, and that copies do nothing."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import pytest

from casework.adapters.dynamodb.codes import DynamoCodes
from casework.adapters.dynamodb.heard import DynamoHeardMessages
from casework.domain.case import case_number
from casework.domain.code import code_id
from casework.domain.events import Channel
from casework.entrypoints.wechat_envelope import signature_of
from tests.integration.at_wechat import SENDER, ask, file_from, in_wechat
from tests.integration.callers import Caller, visitor
from tests.integration.county import CENTRE_CODE, REVOKED_CODE
from tests.integration.stack import OFFICIAL_ACCOUNT, rooms
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from infra.local.wechat_user import Reply, WeChatUser
    from tests.integration.house import House
    from tests.integration.wire import Wire

FILING_PAGE = f"/q/{CENTRE_CODE}?from="
PLAIN = replace(OFFICIAL_ACCOUNT, encoding_aes_key="")
ANOTHER_KEY = replace(OFFICIAL_ACCOUNT, encoding_aes_key="Z" * 43)
ANOTHER_ACCOUNT = replace(OFFICIAL_ACCOUNT, app_id="wxffffffffffffffff")
ANOTHER_TOKEN = replace(OFFICIAL_ACCOUNT, token="guessed")


@pytest.fixture
def user(house: House) -> WeChatUser:
    return in_wechat(house)


@pytest.fixture
def in_the_clear(house: House, monkeypatch: pytest.MonkeyPatch) -> WeChatUser:
    """A user of an account that has no key for encryption."""
    room = rooms()["WechatCallbackFunction"].room()
    monkeypatch.setattr(room, "account", lambda: PLAIN)
    return in_wechat(house, account=PLAIN)


def way_of(reply: Reply) -> str:
    """The path that the one link of an answer leads to."""
    (link,) = reply.links
    place = urlsplit(link)
    assert place.scheme == "https"
    return f"{place.path}?{place.query}"


@pytest.mark.parametrize("how", ["follow", "scan"])
def test_a_scanned_code_leads_to_its_filing_page(user: WeChatUser, how: str) -> None:
    reply = getattr(user, how)(CENTRE_CODE)
    assert way_of(reply).startswith(FILING_PAGE)
    assert visitor().get(way_of(reply)).status == 200
    assert SENDER not in (reply.text or "")


def test_messages_in_the_clear_are_answered_in_the_clear(in_the_clear: WeChatUser) -> None:
    assert way_of(in_the_clear.scan(CENTRE_CODE)).startswith(FILING_PAGE)


def test_who_follows_without_a_code_gets_the_account_s_own(user: WeChatUser) -> None:
    assert way_of(user.follow()).startswith(FILING_PAGE)


@pytest.mark.parametrize("code", [REVOKED_CODE, "0" * 20, "anything"])
def test_a_code_that_is_not_in_use_says_so_and_shows_another_way(
    user: WeChatUser, code: str
) -> None:
    reply = user.scan(code)
    assert "已停用" in (reply.text or "")
    assert way_of(reply).startswith(FILING_PAGE)


def test_without_a_code_in_use_there_is_no_link(house: House, user: WeChatUser) -> None:
    DynamoCodes().revoke(code_id(CENTRE_CODE), house.clock.now)
    reply = user.follow()
    assert reply.links == []
    assert "扫描" in (reply.text or "")


@pytest.mark.parametrize("text", ["你好", "我的电话13800000000，有人堵门", "MSB-1", "<xml/>&"])
def test_other_words_are_no_case_and_are_not_kept(
    house: House, user: WeChatUser, text: str
) -> None:
    reply = user.send_text(text)
    assert "不作为诉求受理" in (reply.text or "")
    assert way_of(reply).startswith(FILING_PAGE)
    assert text not in str(house.items())
    assert not [item for item in house.items() if item["PK"]["S"].startswith("CASE#")]


def test_who_writes_in_english_gets_a_line_in_english(user: WeChatUser) -> None:
    reply = user.send_text("hello there")
    assert reply.text and reply.text.endswith("send “progress”.")
    assert "Tap" not in (user.send_text("你好").text or "")


def test_what_is_filed_through_the_account_is_the_sender_s_to_ask_about(
    house: House, user: WeChatUser
) -> None:
    link = house.route(file_from(house, user))
    case = house.case(link.case_id)
    assert case.channel is Channel.WECHAT
    (opened,) = user.send_text("进度").links
    assert visitor().get(urlsplit(opened).path).status == 200
    told = user.send_text(case_number(case.id))
    assert told.links == [opened]
    assert "司法局" in (told.text or "")
    stranger = in_wechat(house, "oSomebodyElse000000000000001")
    nowhere = stranger.send_text("MSB-0000-0000-0000")
    assert stranger.send_text(case_number(case.id)) == nowhere
    assert case_number(case.id) not in (stranger.send_text("进度").text or "")


@pytest.mark.parametrize("notify_by", ["none", "sms", ""])
def test_who_forwards_the_link_has_no_part_in_what_others_file_by_it(
    house: House, user: WeChatUser, notify_by: str
) -> None:
    nobody, nowhere = user.send_text("进度"), user.send_text("MSB-0000-0000-0000")
    case = house.case(file_from(house, user, notify_by=notify_by).case_id)
    assert case.channel is Channel.SCAN
    assert user.send_text("进度") == nobody
    assert user.send_text(case_number(case.id)) == nowhere
    assert SENDER not in str([item for item in house.items() if case.id in item["PK"]["S"]])


def test_a_confidential_case_is_not_told_of_in_wechat(house: House, user: WeChatUser) -> None:
    link = file_from(house, user, confidential="yes")
    nowhere = user.send_text("MSB-0000-0000-0000")
    assert user.send_text(case_number(link.case_id)) == nowhere
    assert case_number(link.case_id) not in (user.send_text("进度").text or "")


def test_a_picture_is_answered_like_words(user: WeChatUser) -> None:
    assert "不作为诉求受理" in (user.send_picture().text or "")


def test_who_leaves_is_not_answered(user: WeChatUser) -> None:
    reply = user.leave()
    assert (reply.status, reply.text) == (200, None)


def test_the_address_is_greeted_with_what_the_platform_says(house: House) -> None:
    stamp = str(int(house.clock.now.timestamp()))
    query = {
        "signature": signature_of(OFFICIAL_ACCOUNT.token, stamp, "n"),
        "timestamp": stamp,
        "nonce": "n",
        "echostr": "5837293847",
    }
    stored = house.stored()
    assert ask("GET", f"/wechat?{urlencode(query)}", b"") == (200, b"5837293847")
    forged = [{"echostr": "<script>"}, {"signature": "0" * 40}, {"echostr": ""}]
    for change in forged:
        assert ask("GET", f"/wechat?{urlencode(query | change)}", b"") == (403, b"")
    assert house.stored() == stored


@pytest.mark.parametrize("account", [ANOTHER_TOKEN, ANOTHER_KEY, ANOTHER_ACCOUNT, PLAIN])
def test_what_another_than_the_platform_sends_is_refused_and_leaves_nothing(
    house: House, account: Any
) -> None:
    stored = house.stored()
    assert in_wechat(house, account=account).scan(CENTRE_CODE).status == 403
    assert house.stored() == stored


@pytest.mark.parametrize(
    "change",
    [
        {"signature": "0" * 40},
        {"signature": ""},
        {"signature": "签"},
        {"msg_signature": "0" * 40},
        {"nonce": "another"},
        {"timestamp": "another"},
    ],
)
def test_a_request_that_was_changed_is_refused_and_leaves_nothing(
    house: House, user: WeChatUser, change: dict[str, str]
) -> None:
    stored = house.stored()
    query, body = user.signed(user.message(MsgType="text", Content="进度", MsgId="1"))
    assert user.request(query | change, body).status == 403
    assert (
        user.request(query, body.replace(b"<Encrypt><![CDATA[", b"<Encrypt><![CDATA[x")).status
        == 403
    )
    assert house.stored() == stored


@pytest.mark.parametrize(("minutes", "status"), [(4.9, 200), (5.1, 403), (-4.9, 200), (-5.1, 403)])
def test_a_request_is_good_for_five_minutes(
    house: House, user: WeChatUser, minutes: float, status: int
) -> None:
    query, body = user.signed(user.message(MsgType="text", Content="你好", MsgId="1"))
    house.clock.advance(minutes=minutes)
    stored = house.stored()
    assert user.request(query, body).status == status
    assert (house.stored() == stored) == (status == 403)


def test_a_copy_of_a_request_is_answered_the_same_while_the_platform_sends_it_and_then_refused(
    house: House, user: WeChatUser
) -> None:
    query, body = user.signed(user.message(MsgType="text", Content="你好", MsgId="1"))
    first = user.request(query, body)
    house.clock.advance(seconds=15)
    assert user.request(query, body) == first
    stored = house.items()
    house.clock.advance(seconds=6)
    assert user.request(query, body).status == 403
    assert house.items() == stored


def test_another_message_under_the_nonce_of_one_before_is_refused(
    house: House, in_the_clear: WeChatUser
) -> None:
    one, other = (
        in_the_clear.message(MsgType="text", Content="你好", MsgId=number) for number in "12"
    )
    query, body = in_the_clear.signed(one)
    _, forged = in_the_clear.signed(other)
    assert in_the_clear.request(query, body).status == 200
    stored = house.items()
    assert in_the_clear.request(query, forged).status == 403
    assert house.items() == stored


def test_a_message_that_the_platform_sends_again_gets_the_same_answer(
    house: House, user: WeChatUser
) -> None:
    message = user.message(MsgType="event", Event="SCAN", EventKey=CENTRE_CODE)
    first = user.deliver(message)
    DynamoCodes().revoke(code_id(CENTRE_CODE), house.clock.now)
    house.clock.advance(seconds=5)
    assert user.deliver(message) == first
    assert "已停用" in (user.scan(CENTRE_CODE).text or "")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"no xml", 422),
        (b"<xml></xml>", 422),
        (b'<!DOCTYPE xml [<!ENTITY a "b">]><xml><Content>&a;</Content></xml>', 422),
        (b"<xml><ToUserName>a</ToUserName><ToUserName>b</ToUserName></xml>", 422),
        (b"x" * 70_000, 413),
    ],
)
def test_what_is_no_message_is_refused_and_leaves_nothing(
    house: House, in_the_clear: WeChatUser, body: bytes, status: int
) -> None:
    stored = house.stored()
    query, _ = in_the_clear.signed(b"")
    assert in_the_clear.request(query, body).status == status
    assert house.stored() == stored


def test_when_the_store_is_away_the_sender_is_told_to_come_again(
    house: House, user: WeChatUser, wire: Wire
) -> None:
    user.scan(CENTRE_CODE)
    stored = house.stored()
    with wire.failing(unreachable("dynamodb")):
        reply = user.scan(CENTRE_CODE)
    assert "系统繁忙" in (reply.text or "")
    assert house.stored() == stored


def test_when_the_store_is_slow_the_sender_is_told_in_time(
    user: WeChatUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.scan(CENTRE_CODE)
    running, released = set(threading.enumerate()), threading.Event()
    room = rooms()["WechatCallbackFunction"]
    monkeypatch.setattr(room, "SECONDS", 0.2)
    monkeypatch.setattr(DynamoHeardMessages, "claim", lambda *_: released.wait(5))
    before = time.monotonic()
    reply = user.scan(CENTRE_CODE)
    assert time.monotonic() - before < 2
    released.set()
    for late in set(threading.enumerate()) - running:  # or it would go on in the next test
        late.join(5)
    assert "系统繁忙" in (reply.text or "")


def test_it_answers_before_the_platform_hangs_up() -> None:
    assert rooms()["WechatCallbackFunction"].SECONDS < 5


@pytest.mark.usefixtures("house", "cold_rooms")
def test_without_an_official_account_there_is_nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WECHAT_SECRET_ID")
    assert Caller().get("/wechat").status == 404
    assert Caller().send("POST", "/wechat").status == 404
