"""What waits for a decision on the case page: who asks for what, and who decides by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casework.domain.requests import RequestKind
from casework.domain.staff import Role
from casework.web.desk_forms.form_spec import OpenForm
from casework.web.desk_forms.offers import OFFERS
from casework.web.pages.desk.waiting import DECIDED_BY, OPENED_BY, TITLES
from casework.web.pages.desk.waiting_facts import FACTS
from tests.unit.web.case_files import at
from tests.unit.web.contest_stories import corrected, objected, under_review
from tests.unit.web.desk_pages import case, viewer
from tests.unit.web.desk_stories import (
    correction_asked,
    extension_asked,
    return_asked,
    suspension_asked,
    waiting_pages,
)
from tests.unit.web.html_page import HtmlPage

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile

EARLY, LATER = at(11, 24, 11), at(12, 9, 10)


def seen(file: CaseFile, *actions: str, **more: object) -> HtmlPage:
    """The page as a supervisor of the centre sees it."""
    by = viewer("zh", Role.SUPERVISOR, "centre")
    return HtmlPage(case("zh", file, *actions, **{"by": by, "now": LATER, **more}))  # type: ignore[arg-type] # passed on


def card(found: HtmlPage) -> str:
    """The words of the only card."""
    (words,) = found.words("section", class_="waiting")
    return words


def test_every_kind_has_its_title_its_fact_and_operations_that_are_offered() -> None:
    kinds = set(RequestKind)
    assert set(DECIDED_BY) == set(OPENED_BY) == set(TITLES) == set(FACTS) == kinds
    assert {each for operations in DECIDED_BY.values() for each in operations} <= set(OFFERS)


def test_a_return_says_on_what_ground_and_to_whom() -> None:
    words = card(seen(return_asked(), now=EARLY))
    assert words.startswith("待裁定 县应急管理局申请退单 法定理由法律规定由其他部门办理")
    assert "建议承办单位县公安局 提出时间11月24日 09:30" in words
    assert "《道路交通安全法》第五条、第五十六条" in words
    assert "由本单位裁定 · 11月25日24:00 还剩1个工作日" in words


def test_the_heading_says_whose_decision_everything_waits_for() -> None:
    assert seen(return_asked(), now=EARLY).heading == "等待本单位裁定退单"
    unit = viewer("zh", unit="emergency")
    found = seen(return_asked(), now=EARLY, by=unit)
    assert found.heading == "等待县政法护航工作中心裁定退单"
    assert found.words("div", class_="due") == ["正常 11月25日24:00 裁定申请 · 还剩1个工作日"]


def test_the_form_of_the_decision_stands_open_with_neither_choice_made() -> None:
    found = seen(return_asked(), "return-decision", "special", now=EARLY)
    assert found.words("a", class_="act")[0] == "裁定退单"
    (form,) = found.all("section", class_="open")
    assert form["id"] == "do-return-decision"
    choices = found.all("input", type="radio")
    assert [each["value"] for each in choices if each["name"] == "accepted"] == ["yes", "no"]
    assert [each for each in choices if each.get("checked") is not None] == []
    assert not found.one("select", id="do-return-decision-lead").text.startswith("县")


def test_where_each_choice_has_a_form_both_stand_side_by_side_and_none_is_open() -> None:
    found = seen(correction_asked(), "correction", "correction-refusal")
    (card_,) = found.words("section", class_="waiting")
    assert "更正信息 不予更正" in card_
    assert found.all("section", class_="open") == []
    assert "应更正为13900001234" in card_
    (primary,) = [a for a in found.all("a", class_="act") if "second" not in a["class"]]
    assert (primary["href"], primary.text) == ("#waiting-1", "裁定申请")


def test_a_correction_begins_with_what_the_file_holds() -> None:
    found = seen(correction_asked(), "correction", "correction-refusal")
    assert found.one("input", id="do-correction-contact_phone")["value"] == "13800001234"


def test_who_took_part_reads_that_somebody_else_decides() -> None:
    assert "由本单位未经手本案的督办员裁定。" in card(seen(extension_asked()))


def test_an_extension_says_how_long_and_until_when_it_was() -> None:
    words = card(seen(extension_asked(), "extension-decision"))
    assert words.startswith("待裁定 县交通运输局申请延期5个工作日 申请延长5个工作日")
    assert "目前办结期限12月15日24:00" in words
    assert "裁定以前，承办、协办单位的时限暂停计算。" in words


def test_a_suspension_says_why_and_how_long_at_most() -> None:
    words = card(seen(suspension_asked()))
    assert "挂起事由正在鉴定评估" in words
    assert "最长时间10个工作日" in words


def test_an_objection_is_quoted_in_the_enterprises_words() -> None:
    words = card(seen(objected().file(), "objection-decision", now=at(12, 12, 9)))
    assert "针对已采取措施" in words
    assert "禁停标牌只设了两块，晚上照样停满。" in words


def test_a_review_names_the_reason_of_the_declining() -> None:
    words = card(seen(under_review().file(), now=at(11, 25, 10)))
    assert "不予受理理由" in words
    assert "上周反映的是另一条路。" in words


def test_what_was_decided_is_told_in_the_history_alone() -> None:
    found = seen(corrected().file())
    assert found.all("section", class_="waiting") == []
    assert "未同意删除" in found.text


def test_a_form_that_came_back_is_the_only_one_open() -> None:
    opened = OpenForm("special", {"text": ["久拖"]}, (("reason", "请选择"),))
    found = seen(return_asked(), "return-decision", "special", now=EARLY, opened=opened)
    assert [each["id"] for each in found.all("section", class_="open")] == ["do-special"]


def test_clocks_that_are_held_say_why() -> None:
    rows = seen(return_asked(), now=EARLY).words("li", class_="paused")
    assert rows[0] == "核实 已暂停 · 原定11月25日24:0011月24日 09:30起暂停：退单待裁定"


@pytest.mark.parametrize("name", waiting_pages("zh"))
def test_no_page_of_these_has_two_primary_actions(name: str) -> None:
    found = HtmlPage(waiting_pages("zh")[name])
    assert len([a for a in found.all("a", class_="act") if "second" not in a["class"]]) <= 1
