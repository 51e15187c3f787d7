"""Red lights and special supervision on the case page, flags, and the dates of the enterprise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.staff import Role
from casework.web.desk_forms.action_groups import GROUPS
from casework.web.desk_forms.done_notices import NOTICES, done_notice
from casework.web.desk_forms.offers import OFFERS
from casework.web.wording import wording
from tests.unit.web.case_files import at
from tests.unit.web.contest_stories import withdrawn
from tests.unit.web.desk_pages import case, viewer
from tests.unit.web.desk_stories import (
    SUPERVISES,
    accused,
    appealed,
    green,
    heard,
    lifted,
    passed_on,
    signed,
    still,
    urgent,
)
from tests.unit.web.html_page import HtmlPage

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile

LATE = at(12, 18, 17)


def page(file: CaseFile, *actions: str, **more: object) -> HtmlPage:
    """The page as a supervisor of the centre sees it."""
    by = viewer("zh", Role.SUPERVISOR, "centre")
    return HtmlPage(case("zh", file, *actions, **{"by": by, "now": LATE, **more}))  # type: ignore[arg-type] # passed on


def red(file: CaseFile, **more: object) -> str:
    """The words of the only red light's card."""
    (words,) = page(file, **more).words("section", class_="red-card")
    return words


# ---- Red lights ----------------------------------------------------------------------------------


def test_a_proposed_red_light_is_no_light_and_says_until_when_the_unit_is_heard() -> None:
    words = red(accused().file())
    assert words.startswith("县交通运输局拟亮红灯")
    assert "该单位可在12月21日24:00前陈述申辩，在此以前不作决定。" in words


def test_after_the_hearing_it_says_who_decides() -> None:
    words = red(heard().file())
    assert "该单位已于12月18日 10:00陈述申辩，由县政法护航工作中心决定是否签发。" in words
    silent = red(accused().file(), now=at(12, 23))
    assert "陈述申辩期限12月21日24:00已满，该单位未陈述" in silent


def test_evidence_stands_side_by_side_with_why_it_does_not_count() -> None:
    found = page(signed().file())
    rows = found.words("tr")[1:]
    assert rows == [
        "收到督办函后再次逾期：回复11月27日24:00计入",
        "收到督办函后再次逾期：办结12月15日24:00不计入：由其他单位造成",
        "督办函未按期反馈：县政法护航工作中心〔2026〕12号11月30日24:00计入",
    ]


def test_a_signed_one_names_the_referral_and_the_time_to_appeal() -> None:
    words = red(signed().file())
    assert "12月18日 16:00签发，已向县委政法委执法监督室提出移送建议" in words
    assert "该单位可在12月30日24:00前申诉。" in words
    assert "两次逾期均无正当理由，督办后仍未整改。" in words
    assert "申诉期限已满" in red(signed().file(), now=at(12, 31))


def test_an_appeal_leaves_it_shown() -> None:
    words = red(appealed().file())
    assert words.startswith("县交通运输局红灯")
    assert "由领导小组裁定；裁定以前红灯继续显示。" in words


def test_signing_and_dismissing_stand_side_by_side_and_neither_is_primary() -> None:
    found = page(heard().file(), "red-lights/1/signature", "red-lights/1/dismissal")
    (primary,) = [a for a in found.all("a", class_="act") if "second" not in a["class"]]
    assert primary["href"] == "#red-light-1"
    beside = [a["href"] for a in found.all("a", class_="second")]
    assert beside == ["#do-red-lights-1-signature", "#do-red-lights-1-dismissal"]


def test_an_appeal_is_decided_by_one_of_two_choices() -> None:
    by = viewer("zh", Role.LEADER, "leading_group")
    found = page(appealed().file(), "red-lights/1/appeal-decision", by=by)
    radios = [each for each in found.all("input", type="radio") if each["name"] == "upheld"]
    assert found.words("a", class_="act")[0] == "裁定申诉"
    assert [each["value"] for each in radios] == ["yes", "no"]
    assert [each for each in radios if each.get("checked") is not None] == []


# ---- Special supervision -------------------------------------------------------------------------


def test_special_supervision_shows_who_what_and_what_came_of_it() -> None:
    (words,) = page(lifted().file()).words("section", class_="special-card")
    assert "理由久拖未结 协调单位县政法护航工作中心" in words
    assert "参与部门县公安局、县交通运输局、县应急管理局" in words
    assert "下一事项： 12月23日24:00" in words
    assert "集中清理园区主路违停车辆结果： 集中清理车辆140余辆次。" in words


def test_its_forms_stand_in_its_card() -> None:
    found = page(lifted().file(), "actions", "special/team", "notes")
    (words,) = found.words("section", class_="special-card")
    assert "议定事项" in words
    assert [a.text for a in found.all("a") if a["href"] == "#do-special-team"] == [
        "明确协调和参与单位"
    ]
    assert found.one("select", id="do-special-team-coordinator").text != ""


# ---- The head ------------------------------------------------------------------------------------


def test_flags_stand_in_the_head() -> None:
    assert page(urgent(), now=at(11, 24, 11)).words("span", class_="flag") == [
        "保密",
        "一事一议",
        "第2轮",
        "超限提交",
    ]
    assert page(green()).words("span", class_="flag") == ["绿色通道"]
    assert page(lifted().file()).words("span", class_="flag") == ["专项督办"]


def test_other_cases_are_links_with_why() -> None:
    (words,) = page(urgent(), now=at(11, 24, 11)).words("ul", class_="related")
    assert words == "并入本案 MSB-8M2T-6R4W-9K3Q 关联案件（同一事项） MSB-9P1C-7R5X-2D8V"
    linked = [a["href"] for a in page(urgent()).all("a") if a.text == "MSB-9P1C-7R5X-2D8V"]
    assert linked == ["/desk/cases/9P1C7R5X2D8V"]


def test_who_handles_it_is_the_reader_or_just_somebody() -> None:
    assert "已确定承办人" in page(urgent()).words("dd")
    me = viewer("zh")
    file = urgent()
    mine = replace(file, case=replace(file.case, handler=me.member.id))
    assert "您本人" in page(mine, by=me).words("dd")


# ---- Clocks --------------------------------------------------------------------------------------


def test_urgent_clocks_are_marked() -> None:
    rows = page(urgent(), now=at(11, 24, 11)).words("span", class_="tag")
    assert rows == ["一事一议时限", "一事一议时限"]


def test_suspended_clocks_say_so() -> None:
    rows = page(still(), now=at(12, 9)).words("li", class_="paused")
    assert rows[0] == "办结 已暂停 · 原定12月15日24:0012月2日 10:00起暂停：已挂起"


def test_after_a_return_the_enterprises_dates_are_told_apart() -> None:
    (line,) = page(passed_on(), now=at(11, 25, 10)).words("p", class_="promised")
    assert line == "企业看到的期限：核实11月25日24:00、回复11月27日24:00、办结12月15日24:00"
    assert page(heard().file()).all("p", class_="promised") == []


def test_what_a_return_took_from_a_unit_is_not_called_in_time() -> None:
    rows = page(passed_on(), now=at(11, 25, 10)).words("li", class_="gone")
    assert rows[0] == "核实 县应急管理局 不再计时 · 11月25日 09:00"
    kept = page(passed_on(), now=at(11, 25, 10)).words("li", class_="done")
    assert kept[-1] == "裁定申请 县政法护航工作中心 按时 · 11月25日 09:00"


def test_what_was_let_go_is_not_called_in_time() -> None:
    rows = page(withdrawn().file()).words("li", class_="gone")
    assert "办结 不再计时 · 12月1日 12:00" in rows


# ---- Groups and notices --------------------------------------------------------------------------


def test_every_operation_has_its_group_and_its_notice_once() -> None:
    grouped = [each for operations in GROUPS.values() for each in operations]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) == set(NOTICES) == set(OFFERS)


def test_more_is_grouped_where_there_is_much() -> None:
    found = page(heard().file(), *SUPERVISES)
    assert found.words("div", class_="menu")[0].startswith("督办 ")
    headings = [p.text for p in found.all("p") if (p.get("id") or "").startswith("menu-")]
    assert headings == ["督办", "记录与并案"]
    assert page(heard().file(), "notes").all("div", class_="many") == []


def test_a_notice_is_a_sentence_of_its_operation() -> None:
    say = wording("zh")
    assert done_notice("verification", say) == "核实结果已提交，接下来请回复企业。"
    assert done_notice("letters/5.0/acknowledgement", say) == "督办函已签收，请按期答复。"
    assert done_notice("levitation", say) is None
    assert done_notice(None, say) is None
