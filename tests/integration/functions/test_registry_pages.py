"""The administrator's pages in a browser: subscriptions and printed codes, with a session."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from casework.adapters.dynamodb.sessions import DynamoSessions
from casework.adapters.dynamodb.subscriptions import DynamoSubscriptionRegister
from casework.domain.code import code_id
from casework.domain.session import key_of_token
from casework.domain.staff import Role
from tests.builders import member
from tests.integration.callers import Caller, signed_in, visitor
from tests.integration.county import CENTRE_CODE, REVOKED_CODE
from tests.integration.desk_people import AtTheDesk, at_the_desk, words_of
from tests.integration.drawings import read_codes
from tests.integration.listening import SUBSCRIPTIONS as API
from tests.integration.listening import new_queue, overhearing_people, subscribed
from tests.integration.reading import hidden_field
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.integration.callers import Answer
    from tests.integration.house import House
    from tests.integration.wire import Wire

SUBSCRIPTIONS = "/desk/registry/subscriptions"
CODES = "/desk/registry/codes"
ADDRESS = "marker7.person@jt.juye.example"
MASKED = "m***@jt.juye.example"
MINE = {"department": "transport", "protocol": "email", "endpoint": ADDRESS}
STATION = {"place": "station", "caption_zh": "化工园区护航工作站", "caption_en": "Chemical park"}
CENTRE_ID, REVOKED_ID = code_id(CENTRE_CODE), code_id(REVOKED_CODE)
OTHERS = [role for role in Role if role is not Role.ADMINISTRATOR]


def at_work(house: House, role: Role = Role.ADMINISTRATOR, language: str = "zh-CN") -> AtTheDesk:
    """Somebody of this role with a session."""
    unit = "transport" if role in {Role.HANDLER, Role.DEPARTMENT_LEAD} else "centre"
    return at_the_desk(member(role, unit, id=f"u-{role}"), house.clock.now, language)


def listed() -> list[tuple[str, str, str]]:
    """Department, masked address and state of every subscription."""
    found = signed_in("administrator").get(API).json()["subscriptions"]
    return [(each["department"], each["endpoint"], each["state"]) for each in found]


def captions() -> list[str]:
    """The Chinese captions of every code in use, sorted."""
    found = signed_in("administrator").get("/api/registry/codes").json()["codes"]
    return sorted(each["caption_zh"] for each in found if each["revoked_at"] is None)


def done_id(answer: Answer, page: str, done: str) -> str:
    """The id that a redirect names, when it leads back to the list and says what was done."""
    assert answer.status == 303
    found = re.fullmatch(rf"{page}\?done={done}&of=([0-9a-f]{{16}})", answer.location)
    assert found, answer.location
    return found[1]


def issued(desk: AtTheDesk, **changes: str) -> Answer:
    """The form for a new code, opened and sent."""
    key = hidden_field(desk.get(CODES).text, "form_key")
    return desk.post(CODES, {"form_key": key, **STATION, **changes})


def test_a_department_s_address_is_subscribed_and_the_list_then_shows_it_masked(
    house: House,
) -> None:
    desk = at_work(house)
    answer = desk.post(SUBSCRIPTIONS, MINE)
    done_id(answer, SUBSCRIPTIONS, "subscribed")
    page = desk.get(answer.location)
    assert page.status == 200
    assert f"已订阅：该单位的消息从现在起发送到 {MASKED}。" in words_of(page)
    assert f"县交通运输局 {MASKED} 电子邮件（给工作人员） 已确认" in words_of(page)
    assert "marker7" not in page.text + answer.location
    assert listed() == [("transport", MASKED, "confirmed")]


def test_the_same_form_sent_twice_is_one_subscription(house: House) -> None:
    desk = at_work(house)
    first, second = (desk.post(SUBSCRIPTIONS, MINE) for _ in range(2))
    assert first.location == second.location
    assert listed() == [("transport", MASKED, "confirmed")]


@pytest.mark.parametrize(
    ("changes", "status", "field", "words"),
    [
        ({"department": ""}, 422, "department", "请填写这一项。"),
        ({"department": "Weather"}, 422, "department", "请从列出的选项中选择。"),
        ({"department": "weather"}, 422, "department", "没有这个承办单位。"),
        ({"protocol": "sms"}, 422, "protocol", "请从列出的选项中选择。"),
        ({"endpoint": " "}, 422, "endpoint", "请填写这一项。"),
        ({"endpoint": "a" * 501}, 422, "endpoint", "内容太长，请删减。"),
        ({"endpoint": "zhiban@"}, 422, "endpoint", "这不是电子邮件地址，请核对。"),
        (
            {"protocol": "https"},
            422,
            "endpoint",
            "请填写带域名的 https 地址，不含用户名和 # 后的部分。",
        ),
        ({"protocol": "sqs"}, 422, "endpoint", "请填写同一分区内标准队列的 ARN。"),
    ],
)
def test_what_cannot_be_subscribed_is_said_at_its_field_with_what_was_typed(
    house: House, changes: dict[str, str], status: int, field: str, words: str
) -> None:
    typed = {**MINE, **changes}
    page = at_work(house).post(SUBSCRIPTIONS, typed)
    assert page.status == status
    assert f'<a href="#{field}">' in page.text
    shown = re.search(rf'<p class="error" id="{field}-error">(.*?)</p>', page.text)
    assert shown and shown[1].endswith(words)
    assert f'value="{typed["endpoint"]}"' in page.text
    assert "hreflang" not in page.text
    assert listed() == []


def test_mistakes_are_said_in_the_reader_s_language(house: House) -> None:
    desk = at_work(house, language="en")
    page = desk.post(SUBSCRIPTIONS, {**MINE, "endpoint": "duty@"})
    assert "Address: That is not an e-mail address. Check it." in words_of(page)


def test_an_address_of_another_department_is_refused_at_its_field(house: House) -> None:
    desk, queue = at_work(house), subscribed(house, "transport")
    wanted = {"department": "health", "protocol": "sqs", "endpoint": queue.arn}
    page = desk.post(SUBSCRIPTIONS, wanted)
    assert page.status == 409
    assert "地址：这个地址已经订阅了另一个部门的消息，请先退订。" in words_of(page)
    assert f'value="{queue.arn}"' in page.text


def test_a_department_with_no_address_says_that_nobody_is_told(house: House) -> None:
    desk = at_work(house)
    assert "县司法局 无人接收 订阅" in words_of(desk.get(SUBSCRIPTIONS))
    chosen = desk.get(f"{SUBSCRIPTIONS}?department=justice").text
    assert '<option value="justice" selected>' in chosen


def test_a_test_message_goes_to_that_address_alone(house: House) -> None:
    desk, queue = at_work(house), subscribed(house, "transport")
    people = overhearing_people(house)
    answer = desk.post(f"{SUBSCRIPTIONS}/{queue.id}/test")
    assert done_id(answer, SUBSCRIPTIONS, "tested") == queue.id
    assert f"测试消息已发往 {queue.arn}。" in words_of(desk.get(answer.location))
    assert (len(queue.heard()), people.heard()) == (1, [])


def test_an_address_that_ended_is_shown_so_not_tested_and_cleared_away(house: House) -> None:
    desk = at_work(house)
    identity = done_id(desk.post(SUBSCRIPTIONS, MINE), SUBSCRIPTIONS, "subscribed")
    (entry,) = DynamoSubscriptionRegister().all()
    house.stack.client("sns").unsubscribe(SubscriptionArn=entry.arn)
    assert "地址已不可查 电子邮件（给工作人员） 已失效 清除" in words_of(desk.get(SUBSCRIPTIONS))
    refused = desk.post(f"{SUBSCRIPTIONS}/{identity}/test")
    assert refused.status == 409
    assert "对方还没有确认订阅" in words_of(refused)
    assert desk.post(f"{SUBSCRIPTIONS}/{identity}/removal").status == 303
    assert listed() == []


def test_a_subscription_ends_after_the_question_and_has_ended_when_sent_twice(
    house: House,
) -> None:
    desk, queue = at_work(house), subscribed(house, "transport")
    asked = desk.get(f"{SUBSCRIPTIONS}?end={queue.id}")
    assert "确定退订吗？ 县交通运输局" in words_of(asked)
    assert f'action="{SUBSCRIPTIONS}/{queue.id}/removal"' in asked.text
    assert listed() == [("transport", queue.arn, "confirmed")]
    for _ in range(2):
        answer = desk.post(f"{SUBSCRIPTIONS}/{queue.id}/removal")
        assert done_id(answer, SUBSCRIPTIONS, "ended") == queue.id
    assert "已退订。" in words_of(desk.get(answer.location))
    assert listed() == []


def test_a_test_of_what_is_not_there_shows_the_list_and_says_so(house: House) -> None:
    page = at_work(house).post(f"{SUBSCRIPTIONS}/0123456789abcdef/test")
    assert (page.status, "没有找到。请核对编号。" in words_of(page)) == (404, True)


def test_when_sns_is_away_the_form_keeps_what_was_typed(house: House, wire: Wire) -> None:
    desk = at_work(house)
    with wire.failing(unreachable("sns")):
        page = desk.post(SUBSCRIPTIONS, MINE)
    assert page.status == 503
    assert "系统暂时繁忙，请稍后重试。" in words_of(page)
    assert f'value="{ADDRESS}"' in page.text
    assert '<option value="transport" selected>' in page.text
    assert listed() == []


def test_when_the_table_takes_no_writes_a_code_s_form_keeps_what_was_typed(
    house: House, wire: Wire
) -> None:
    desk, stored = at_work(house), captions()
    with wire.failing(unreachable("dynamodb", "PutItem")):
        page = issued(desk)
    assert page.status == 503
    assert f'value="{STATION["caption_zh"]}"' in page.text
    key = hidden_field(page.text, "form_key")
    assert captions() == stored
    assert desk.post(CODES, {"form_key": key, **STATION}).status == 303
    assert captions() == sorted([*stored, STATION["caption_zh"]])


def test_an_address_is_in_no_log_and_no_item(
    house: House, wire: Wire, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = at_work(house)
    desk.post(SUBSCRIPTIONS, MINE)
    desk.post(SUBSCRIPTIONS, {**MINE, "protocol": "sqs"})
    with wire.failing(unreachable("sns")):
        desk.post(SUBSCRIPTIONS, MINE)
    output = capsys.readouterr()
    said = [str(house.items()), output.out, output.err]
    assert [text for text in said if "marker7" in text] == []


def test_a_code_is_issued_printed_and_scans_to_the_filing_form(house: House) -> None:
    desk = at_work(house)
    answer = issued(desk)
    identity = done_id(answer, CODES, "issued")
    page = desk.get(answer.location)
    assert "已生成：化工园区护航工作站 打印新二维码" in words_of(page)
    drawing = desk.get(f"{CODES}/{identity}/svg")
    assert (drawing.status, drawing.headers["content-type"]) == (200, "image/svg+xml")
    (url,) = read_codes(drawing.text)
    assert visitor().get("/q/" + url.rpartition("/")[2]).status == 200
    offered = desk.get(f"{CODES}?print={identity}")
    hrefs = [f"{CODES}/{identity}/prints/{each}" for each in ("poster/a4/zh", "card/a5/en")]
    assert all(f'href="{href}"' in offered.text for href in hrefs)
    assert [desk.get(href).body[:5] for href in hrefs] == [b"%PDF-"] * 2


def test_the_same_form_sent_twice_is_one_code_and_another_form_another(house: House) -> None:
    desk = at_work(house)
    form = {"form_key": hidden_field(desk.get(CODES).text, "form_key"), **STATION}
    first = desk.post(CODES, form)
    house.clock.advance(minutes=1)
    second = desk.post(CODES, form)
    assert first.location == second.location
    assert captions().count(STATION["caption_zh"]) == 1
    assert issued(desk).location != first.location
    changed = desk.post(CODES, {**form, "caption_zh": "南城街道宣传栏"})
    assert changed.location != first.location
    assert captions().count(STATION["caption_zh"]) == 2


def test_one_session_s_form_makes_no_code_that_another_could_guess(house: House) -> None:
    desk = at_work(house)
    colleague = at_the_desk(member(Role.ADMINISTRATOR, "centre", id="u-2"), house.clock.now)
    form = {"form_key": "known", **STATION}
    assert colleague.post(CODES, form).location != desk.post(CODES, form).location


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"place": ""}, "place", "请从列出的选项中选择。"),
        ({"place": "moon"}, "place", "请从列出的选项中选择。"),
        ({"caption_zh": ""}, "caption_zh", "请填写这一项。"),
        ({"caption_zh": "长" * 61}, "caption_zh", "内容太长，请删减。"),
        ({"caption_en": "right\u202eleft"}, "caption_en", "含有无法显示的字符，请重新填写。"),
    ],
)
def test_a_code_that_cannot_be_is_said_at_its_field_with_what_was_typed(
    house: House, changes: dict[str, str], field: str, words: str
) -> None:
    desk, stored = at_work(house), captions()
    page = issued(desk, **changes)
    shown = re.search(rf'<p class="error" id="{field}-error">(.*?)</p>', page.text)
    assert page.status == 422
    assert shown and shown[1].endswith(words)
    typed = {**STATION, **changes}
    assert f'value="{typed["caption_zh"]}"' in page.text
    assert f'value="{typed["caption_en"]}"' in page.text
    assert captions() == stored


def test_a_code_is_revoked_after_the_question_and_stays_so_when_sent_twice(house: House) -> None:
    desk = at_work(house)
    asked = desk.get(f"{CODES}?revoke={CENTRE_ID}")
    assert "确定作废这个二维码吗？" in words_of(asked)
    assert f'action="{CODES}/{CENTRE_ID}/revocation"' in asked.text
    assert visitor().get(f"/q/{CENTRE_CODE}").status == 200
    first = desk.post(f"{CODES}/{CENTRE_ID}/revocation")
    stored = house.stored()
    house.clock.advance(hours=1)
    second = desk.post(f"{CODES}/{CENTRE_ID}/revocation")
    assert done_id(first, CODES, "revoked") == done_id(second, CODES, "revoked") == CENTRE_ID
    assert house.stored() == stored
    assert "再扫这个码，什么也打不开。" in words_of(desk.get(second.location))
    assert visitor().get(f"/q/{CENTRE_CODE}").status == 404


def test_a_code_that_is_not_there_is_not_found(house: House) -> None:
    desk = at_work(house)
    page = desk.post(f"{CODES}/0123456789abcdef/revocation")
    assert (page.status, "没有找到。请核对编号。" in words_of(page)) == (404, True)
    assert desk.get(f"{CODES}/0123456789abcdef/svg").status == 404
    assert desk.get(f"{CODES}/{CENTRE_ID}/prints/poster/a3/zh").status == 404


def requests(house: House, desk: AtTheDesk | Caller) -> dict[str, Any]:
    """One request of every kind that the pages take, made by somebody."""
    queue = new_queue(house, "somewhere")
    one = {"department": "health", "protocol": "sqs", "endpoint": queue.arn}
    identity = subscribed(house, "transport").id
    return {
        "subscriptions": lambda: desk.get(SUBSCRIPTIONS),
        "subscribe": lambda: desk.post(SUBSCRIPTIONS, one),
        "test": lambda: desk.post(f"{SUBSCRIPTIONS}/{identity}/test", {}),
        "end": lambda: desk.post(f"{SUBSCRIPTIONS}/{identity}/removal", {}),
        "codes": lambda: desk.get(CODES),
        "issue": lambda: desk.post(CODES, STATION),
        "print": lambda: desk.get(f"{CODES}/{CENTRE_ID}/svg"),
        "lay out": lambda: desk.get(f"{CODES}/{CENTRE_ID}/prints/poster/a4/zh"),
        "revoke": lambda: desk.post(f"{CODES}/{CENTRE_ID}/revocation", {}),
    }


@pytest.mark.parametrize("role", OTHERS)
def test_every_role_but_the_administrator_is_told_that_it_is_not_theirs(
    house: House, role: Role
) -> None:
    asked = requests(house, at_work(house, role))
    stored = house.stored()
    answers = {name: ask() for name, ask in asked.items()}
    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(asked, 403)
    assert all("<h1>您没有这项权限</h1>" in answer.text for answer in answers.values())
    assert house.stored() == stored


def test_the_administrator_finds_both_pages_in_the_bar(house: House) -> None:
    desk = at_work(house)
    for page, other in ((SUBSCRIPTIONS, CODES), (CODES, SUBSCRIPTIONS)):
        text = desk.get(page).text
        assert f'<a href="{page}" aria-current="page">' in text
        assert f'<a href="{other}">' in text


def test_without_a_session_nothing_is_done_and_everybody_is_sent_to_sign_in(house: House) -> None:
    asked = requests(house, Caller())
    stored = house.stored()
    answers = {name: ask() for name, ask in asked.items()}
    assert {name: answer.status for name, answer in answers.items()} == dict.fromkeys(asked, 303)
    places = {answer.location.partition("&")[0] for answer in answers.values()}
    one = f"{CODES}/{CENTRE_ID}"
    assert places == {
        f"/sign-in/start?to={quote(page, safe='')}"
        for page in (SUBSCRIPTIONS, CODES, f"{one}/svg", f"{one}/prints/poster/a4/zh")
    }
    assert house.stored() == stored


@pytest.mark.parametrize("token", ["", "csrf of another session"])
def test_a_form_without_the_session_s_token_does_nothing_and_keeps_what_was_typed(
    house: House, token: str
) -> None:
    desk = at_work(house)
    stored = house.stored()
    page = desk.caller.post(SUBSCRIPTIONS, {**MINE, "csrf": token})
    assert page.status == 403
    assert "您重新登录过，请核对内容后再提交一次。" in words_of(page)
    assert f'value="{ADDRESS}"' in page.text
    assert hidden_field(page.text, "csrf") == desk.csrf
    assert desk.caller.post(f"{CODES}/{CENTRE_ID}/revocation", {"csrf": token}).status == 403
    assert house.stored() == stored


def test_a_form_that_another_site_sent_is_not_even_shown_again(house: House) -> None:
    desk = at_work(house)
    page = desk.post(SUBSCRIPTIONS, MINE, sec_fetch_site="cross-site")
    assert page.status == 403
    assert ADDRESS not in page.text
    assert listed() == []


def test_what_was_typed_before_the_session_was_over_stands_in_the_form_again(house: House) -> None:
    desk = at_work(house)
    house.clock.advance(hours=13)
    sent = desk.post(SUBSCRIPTIONS, MINE)
    assert sent.location.startswith("/sign-in/start?to=%2Fdesk%2Fregistry%2Fsubscriptions%3Fdraft")
    (kept,) = sent.cookies
    again = at_work(house)
    cookies = f"{again.caller.headers['cookie']}; {kept.partition(';')[0]}"
    page = again.get(f"{SUBSCRIPTIONS}?draft=1", cookie=cookies)
    assert f'value="{ADDRESS}"' in page.text
    assert '<option value="transport" selected>' in page.text
    assert listed() == []


def test_a_form_that_is_not_utf_8_is_turned_back(house: House) -> None:
    desk = at_work(house)
    body = f"csrf={desk.csrf}&place=station&caption_zh=%FF&caption_en=x".encode()
    page = desk.caller.post(CODES, body)
    assert (page.status, "内容不是 UTF-8 编码。" in words_of(page)) == (422, True)


def test_a_session_that_ended_serves_no_more(house: House) -> None:
    desk = at_work(house)
    token = desk.caller.headers["cookie"].partition("=")[2]
    DynamoSessions().end(str(key_of_token(token)), house.clock.now)
    assert desk.get(CODES).status == 303
    assert REVOKED_ID not in desk.get(CODES).text
