"""The administrator's pages: what they say of each state, and what holds for every one of them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from casework.domain.subscription import SubscriptionState
from casework.web.pages.desk.codes import Opened
from casework.web.style import desk_style
from tests.unit.web.case_files import juye
from tests.unit.web.desk_pages import CSRF
from tests.unit.web.html_page import HtmlPage
from tests.unit.web.registry_pages import (
    CODES,
    DUTY,
    ELSEWHERE,
    HALL,
    LOST,
    PARK,
    SYSTEM,
    WAITING,
    codes,
    registry_pages,
    subscriptions,
)

if TYPE_CHECKING:
    from casework.web.language import Language

CODES_PATH = "/desk/registry/codes"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
EVERY = [(language, name) for language in LANGUAGES for name in registry_pages(language)]
of_every_page = pytest.mark.parametrize(("language", "name"), EVERY)
LATIN = r"https|HTTPS|SQS|ARN|English|PDF|SVG|\S+@\S+|arn:\S+|" + "|".join(
    code.caption_en for code in CODES
)
"""What stands in Latin letters on a Chinese page: techniques, addresses, captions in English."""


@cache
def pages(language: Language) -> dict[str, str]:
    """Every page's HTML."""
    return registry_pages(language)


def page_of(name: str, language: Language = "zh") -> HtmlPage:
    """The page, parsed."""
    return HtmlPage(pages(language)[name])


def rows_of(page: HtmlPage) -> list[str]:
    """The lines of the list, its head left out."""
    return page.words("tr")[1:]


@of_every_page
def test_the_figures_stand_on_a_page_once_unless_the_store_does_not_answer(
    language: Language, name: str
) -> None:
    strips = page_of(name, language).words("p", class_="figures")
    assert [strip.count("486") for strip in strips] == ([] if name.endswith("busy") else [1])


@of_every_page
def test_a_page_loads_nothing_and_every_post_carries_the_session_s_secret(
    language: Language, name: str
) -> None:
    page, source = page_of(name, language), pages(language)[name]
    assert {"script", "img", "iframe"}.isdisjoint(element.tag for element in page.elements)
    assert page.one("style").text == desk_style()
    posts = re.findall(r'<form[^>]*method="post"[^>]*>\s*<input[^>]*>', source)
    assert len(posts) == source.count('method="post"') > 1
    assert all(f'name="csrf" value="{CSRF}"' in form for form in posts)


@of_every_page
def test_every_control_is_labelled_and_every_reference_finds_its_element(
    language: Language, name: str
) -> None:
    page = page_of(name, language)
    ids = page.ids()
    labelled = {label["for"] for label in page.all("label")}
    assert len(ids) == len(set(ids))
    assert {control["id"] for control in page.controls()} <= labelled <= set(ids)
    pointed = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    for element in page.elements:
        pointed += (element.get("aria-describedby") or "").split()
        pointed += (element.get("aria-labelledby") or "").split()
    assert set(pointed) <= set(ids)


@pytest.mark.parametrize("name", registry_pages("zh"))
def test_no_english_is_left_on_a_chinese_page(name: str) -> None:
    text = re.sub(LATIN, "", page_of(name).text)
    assert re.findall(r"[A-Za-z]{2,}", text) == []


@pytest.mark.parametrize("name", registry_pages("en"))
def test_no_chinese_is_left_in_our_own_words_on_an_english_page(name: str) -> None:
    page = page_of(name, "en")
    ours = [
        text
        for tag in ("h1", "h2", "label", "legend", "button", "option", "caption", "td")
        for text in page.words(tag)
    ]
    assert [words for words in ours if re.search(r"[\u4e00-\u9fff]", words)] == []


def test_every_department_is_listed_and_one_without_an_address_says_that_nobody_is_told() -> None:
    page = page_of("subscriptions")
    rows = rows_of(page)
    assert len(rows) == len(juye().units) + 1
    assert "县公安局 无人接收 订阅 县公安局" in rows
    assert "19 个单位中，1 个有人接收" in page.text


def test_each_state_is_said_in_words_with_what_can_be_done_about_it() -> None:
    rows = rows_of(page_of("subscriptions"))
    (court,) = [row for row in rows if "县人民法院" in row]
    (housing,) = [row for row in rows if "县住房和城乡建设局" in row]
    (transport,) = [row for row in rows if "县交通运输局" in row]
    assert court == (
        "县人民法院目前无人接收 地址已不可查电子邮件（给工作人员） 已失效 清除 地址已不可查"
    )
    assert housing == (
        "县住房和城乡建设局目前无人接收 l***@zj.juye.example电子邮件（给工作人员） 等待确认"
    )
    assert transport == (
        "县交通运输局 d***@jt.juye.example电子邮件（给工作人员） 已确认"
        " 发送测试 d***@jt.juye.example 退订 d***@jt.juye.example"
    )


def test_a_department_that_the_organisation_has_no_more_is_still_listed() -> None:
    page = HtmlPage(subscriptions(found=(ELSEWHERE,)))
    assert rows_of(page)[-1].startswith("weather q***@qx.juye.example")


def test_the_link_of_a_department_chooses_it_in_the_form() -> None:
    (link,) = [a for a in page_of("subscriptions none").all("a") if "department=tax" in a["href"]]
    assert link["href"] == "/desk/registry/subscriptions?department=taxation#subscribe"
    chosen = [o for o in page_of("subscriptions chosen").all("option") if o.get("selected") == ""]
    assert [option["value"] for option in chosen] == ["transport"]


def test_ending_a_department_s_last_address_says_that_nobody_is_told_any_more() -> None:
    last, other = page_of("subscriptions ending the last"), page_of("subscriptions ending")
    words = "这是该单位最后一个有效地址，退订后该单位不会再有人收到通知。"
    assert (words in last.text, words in other.text) == (True, False)
    action = "/desk/registry/subscriptions/d1/removal"
    assert [form["action"] for form in last.all("form")].count(action) == 1


@pytest.mark.parametrize("ending", ["w1", "unknown"])
def test_what_cannot_be_ended_is_not_asked_about(ending: str) -> None:
    assert "confirm" not in HtmlPage(subscriptions(ending=ending)).ids()


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (("subscribed", "s1"), f"已订阅：该单位的消息从现在起发送到 {SYSTEM.shown}。"),
        (
            ("subscribed", "w1"),
            f"已向 {WAITING.shown} 发出确认请求。对方打开确认链接之前，不会向它发送其他消息。",
        ),
        (("tested", "d1"), f"测试消息已发往 {DUTY.shown}。"),
        (("ended", "gone"), "已退订。"),
    ],
)
def test_what_was_just_done_is_said(done: tuple[str, str], words: str) -> None:
    page = HtmlPage(subscriptions(done=done))
    assert page.words("div", class_="good") == [words]


@pytest.mark.parametrize("done", [("tested", "unknown"), ("pending", "w1"), ("x", "d1"), ("", "")])
def test_an_address_that_claims_something_else_says_nothing(done: tuple[str, str]) -> None:
    assert HtmlPage(subscriptions(done=done)).all("div", class_="good") == []


def test_wrong_fields_stand_at_the_top_and_at_their_place_with_what_was_typed() -> None:
    page = page_of("subscriptions wrong")
    summary = [(a["href"], a.text) for a in page.all("a") if "：" in a.text]
    assert summary == [
        ("#department", "单位：请填写这一项。"),
        ("#endpoint", "地址：这不是电子邮件地址，请核对。"),
    ]
    endpoint = page.one("input", id="endpoint")
    assert (endpoint["value"], endpoint["aria-invalid"]) == ("zhiban@", "true")
    assert page.words("title")[0].startswith("有误：")


def test_when_the_list_cannot_be_read_the_form_stays_with_what_was_typed() -> None:
    page = page_of("subscriptions busy")
    assert (page.all("table"), "暂时无法显示列表" in page.text) == ([], True)
    chosen = [o for o in page.all("option") if o.get("selected") == ""]
    assert [option["value"] for option in chosen] == ["court"]


def test_codes_in_use_come_first_then_the_newest() -> None:
    page = page_of("codes")
    assert page.words("th", scope="row") == [
        PARK.caption_zh + PARK.caption_en,
        HALL.caption_zh + HALL.caption_en,
        LOST.caption_zh + LOST.caption_en,
    ]
    assert "共 3 个，在用 2 个" in page.text


def test_a_code_in_use_can_be_printed_and_revoked_and_a_revoked_one_cannot() -> None:
    rows = rows_of(page_of("codes"))
    assert rows[0] == (
        f"{PARK.caption_zh}{PARK.caption_en} 护航工作站 生成时间 11月23日 15:00 在用"
        f" 打印 {PARK.caption_zh} 作废 {PARK.caption_zh}"
    )
    assert rows[2] == (
        f"{LOST.caption_zh}{LOST.caption_en} 张贴海报 生成时间 11月24日 10:00 11月25日 08:00 作废"
    )
    links = [a["href"] for a in page_of("codes").all("a") if "/codes" in a["href"]]
    assert links[1:] == [
        "/desk/registry/codes?print=c2#prints",
        "/desk/registry/codes?revoke=c2#confirm",
        "/desk/registry/codes?print=c1#prints",
        "/desk/registry/codes?revoke=c1#confirm",
    ]


def test_an_english_reader_sees_the_english_caption_first() -> None:
    page = page_of("codes", "en")
    assert page.words("th", scope="row")[0] == PARK.caption_en + PARK.caption_zh


def test_revoking_is_asked_about_with_the_caption_of_the_code() -> None:
    page = page_of("codes revoking")
    actions = [form["action"] for form in page.all("form")]
    assert actions[1:] == ["/desk/registry/codes/c1/revocation", "/desk/registry/codes"]
    assert page.words("section", id="confirm")[0].startswith(
        f"确定作废这个二维码吗？ {HALL.caption_zh} · 护航中心"
    )


@pytest.mark.parametrize("code", ["c3", "unknown"])
def test_a_code_that_is_revoked_or_not_there_is_neither_asked_about_nor_printed(code: str) -> None:
    ids = HtmlPage(codes(opened=Opened(code, code))).ids()
    assert not {"confirm", "prints"} & set(ids)


def test_a_code_is_printed_as_poster_or_table_card_in_two_sizes_and_both_languages() -> None:
    page = page_of("codes printing")
    links = [a["href"] for a in page.all("a") if "/c1/" in a["href"]]
    assert links == [
        *(
            f"/desk/registry/codes/c1/prints/{form}/{size}/{language}"
            for form in ("poster", "card")
            for size in ("a4", "a5")
            for language in ("zh", "en")
        ),
        "/desk/registry/codes/c1/svg",
    ]
    assert page.words("section", id="prints")[0].startswith(
        f"打印: {HALL.caption_zh} 海报，A4 中文"
    )


def test_a_new_code_is_offered_for_print_at_once() -> None:
    page = page_of("codes issued")
    assert page.words("div", class_="good") == [f"已生成：{PARK.caption_zh}"]
    (link,) = page.all("a", class_="act")
    assert link["href"] == "/desk/registry/codes?print=c2#prints"


def test_without_a_code_the_page_says_what_that_means() -> None:
    assert "没有二维码，企业就不能扫码提交诉求。" in page_of("codes none").text


def test_wrong_fields_of_a_code_keep_what_was_typed_and_the_form_s_key() -> None:
    page = page_of("codes wrong")
    assert page.one("input", id="caption_zh")["value"] == "南城街道"
    assert page.one("input", name="form_key")["value"] == "key"
    summary = [(a["href"], a.text) for a in page.all("a") if "：" in a.text]
    assert summary == [
        ("#place", "张贴地点：请从列出的选项中选择。"),
        ("#caption_en", "英文说明：请填写这一项。"),
    ]


def test_a_subscription_counts_only_when_its_address_is_confirmed() -> None:
    waiting = replace(DUTY, state=SubscriptionState.PENDING)
    assert "19 个单位中，0 个有人接收" in HtmlPage(subscriptions(found=(waiting,))).text


def test_a_code_of_wechat_is_made_once_and_then_printed() -> None:
    action, svg = f"{CODES_PATH}/c1/wechat", f"{CODES_PATH}/c2/wechat/svg"
    before = registry_pages("zh")["codes printing without a code of wechat"]
    after = registry_pages("zh")["codes printing with a code of wechat"]
    assert f'action="{action}"' in before
    assert "/wechat/svg" not in before
    assert f'href="{svg}"' in after
    assert '/wechat"' not in after


def test_without_an_official_account_nothing_is_said_of_wechat() -> None:
    assert "/wechat" not in registry_pages("zh")["codes printing"]
