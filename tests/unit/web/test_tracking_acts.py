"""What the enterprise can do on its tracking page: exactly what no rule forbids now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casework.web.forms import act
from casework.web.forms.posted import Posted
from tests.unit.web.case_files import Story, at, handled
from tests.unit.web.contest_stories import (
    CONTEST_STORIES,
    confirmed,
    corrected,
    declined,
    objected,
    rejected,
    resolved,
)
from tests.unit.web.every_page import KEY, LATER, track
from tests.unit.web.html_page import HtmlPage

if TYPE_CHECKING:
    from datetime import datetime

EVERYTHING = {"add", "confirm", "object", "withdraw", "correct", "erase"}


def page_of(story: Story) -> HtmlPage:
    """The Chinese tracking page of a story."""
    return HtmlPage(track("zh", story.file()))


def offered(story: Story, now: datetime = LATER) -> set[str]:
    """The acts that the page has a form for, each once and with the page's key."""
    page = HtmlPage(track("zh", story.file(), now))
    acts = [field["value"] for field in page.all("input", name="act")]
    assert len(acts) == len(set(acts)) == len(page.all("form"))
    assert {field["value"] for field in page.all("input", name="form_key")} <= {KEY}
    return set(acts)


def test_an_open_case_takes_additions_and_a_closed_one_says_where_to_go() -> None:
    assert offered(handled()) == {"add", "withdraw", "correct", "erase"}
    closed = confirmed()
    assert offered(closed) == {"correct", "erase"}
    assert "这件已经办完，不能再补充。有新的事，请扫码另外提交。" in page_of(closed).text


def primary(story: Story, now: datetime = LATER) -> list[str]:
    """What the page asks for first: the words of its one primary button."""
    page = HtmlPage(track("zh", story.file(), now))
    buttons = [*page.all("button"), *page.all("a", class_="button")]
    return [each.text.strip() for each in buttons if each["class"] == "button"]


def test_confirming_is_the_primary_action_of_an_outcome_and_then_rating() -> None:
    assert primary(handled().resolved()) == ["确认已解决，结案"]
    assert primary(Story().answered(), at(11, 25)) == ["认可答复，确认结案"]
    for story in (confirmed(), Story().answered(), rejected()):
        assert primary(story) == ["评价办理情况"]
    for story in (handled(), confirmed().rated(), objected(), declined()):
        assert primary(story) == []


@pytest.mark.parametrize(
    ("name", "now", "acts"),
    [
        ("objected", at(12, 12), {"add", "withdraw", "correct", "erase"}),
        ("upheld", at(12, 12, 11), {"add", "withdraw", "correct", "erase"}),
        ("rejected", at(12, 12, 11), {"correct", "erase"}),
        ("special", at(12, 12, 18), {"add", "withdraw", "correct", "erase"}),
        ("confirmed", at(12, 12), {"correct", "erase"}),
        ("withdrawn", at(12, 2), {"correct", "erase"}),
        ("pressed", at(12, 3, 11), {"add", "withdraw", "correct", "erase"}),
        ("declined", at(11, 25), {"ask_review", "correct", "erase"}),
        ("declined", at(12, 9), {"correct", "erase"}),
        ("under review", at(11, 25, 10), {"correct", "erase"}),
        ("declined for good", at(11, 26, 10), {"correct", "erase"}),
        ("taken on", at(11, 26, 10), {"add", "withdraw", "correct", "erase"}),
        ("erasure asked", at(12, 12, 10), {"correct"}),
        (
            "rating withdrawn",
            at(12, 12, 10),
            {"confirm", "object", "add", "withdraw"} | {"correct"} | {"erase"},
        ),
        ("not the reporters", at(11, 26), {"correct", "erase"}),
        ("suspended", at(12, 2, 11), {"add", "withdraw", "correct", "erase"}),
        ("merged", at(11, 25), {"correct", "erase"}),
    ],
)
def test_exactly_the_acts_that_are_possible_now_are_offered(
    name: str, now: datetime, acts: set[str]
) -> None:
    assert offered(CONTEST_STORIES[name](), now) == acts


def test_a_resolved_case_is_confirmed_until_silence_and_objected_to_until_its_period_ends() -> None:
    assert offered(resolved(), at(12, 17, 23)) == EVERYTHING
    assert offered(resolved(), at(12, 18)) == {"object", "correct", "erase"}
    assert offered(resolved(), at(12, 25)) == {"correct", "erase"}


def test_a_rating_is_taken_back_once() -> None:
    assert "withdraw_rating" in offered(resolved().rated())
    assert "withdraw_rating" not in offered(CONTEST_STORIES["rating withdrawn"]())


def test_corrected_data_replace_the_filed_ones() -> None:
    assert "13900001234" in page_of(corrected()).words("dd")
    assert "13800001234" not in page_of(corrected()).words("dd")


@pytest.mark.parametrize(
    ("name", "now", "title"),
    [
        ("objected", at(12, 12), "您的异议正在处理"),
        ("upheld", at(12, 12, 11), "已交县交通运输局，正在核实"),
        ("withdrawn", at(12, 2), "您已撤回这件诉求"),
        ("declined", at(11, 25), "不予受理：同一事项正在办理"),
        ("merged", at(11, 25), "已并入MSB-8M2T-6R4W-9K3Q号诉求一并办理"),
        ("suspended", at(12, 2, 11), "办理已挂起：正在鉴定、评估"),
        ("not the reporters", at(11, 26), "案件结案"),
    ],
)
def test_the_heading_says_what_is_going_on(name: str, now: datetime, title: str) -> None:
    assert HtmlPage(track("zh", CONTEST_STORIES[name]().file(), now)).heading == title


def test_every_text_typed_into_a_form_stays_in_it_when_something_is_wrong() -> None:
    form = act.read({"act": "object", "objection": "长" * 1001})
    page = HtmlPage(track("zh", resolved().file(), posted=Posted(form, act.check(form))))
    assert page.one("textarea", name="objection").text.strip() == form.text
    assert page.words("div", class_="summary") == ["请改这1处 您的异议：最多1000字，现在是1001字"]


def test_a_red_light_is_not_shown_to_the_enterprise() -> None:
    for story in CONTEST_STORIES.values():
        assert "红灯" not in track("zh", story().file())
