"""The case page of the console: what it is, whose turn, until when, what I may do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from casework.domain.case import Status
from casework.domain.routing_facts import TriageReason
from casework.domain.staff import Role
from casework.web.desk_forms.form_spec import OpenForm
from casework.web.pages.desk.people import masked
from tests.unit.web.case_files import CASE_ID, Story, at, handled
from tests.unit.web.desk_pages import (
    CSRF,
    LATE,
    LEAD_ACTIONS,
    LETTER_ACTIONS,
    OVER,
    case,
    clerk,
    overdue,
    standing_still,
    viewer,
    without_filing,
)
from tests.unit.web.html_page import HtmlPage

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile

TYPED = "已清理车辆140余辆次，设置禁停标牌。"


def page(file: CaseFile, *actions: str, **more: object) -> HtmlPage:
    """The page in Chinese, parsed."""
    return HtmlPage(case("zh", file, *actions, **more))  # type: ignore[arg-type] # passed on


# ---- What is it, whose turn, until when ----------------------------------------------------------


def test_a_late_case_says_so_first_to_the_unit_that_is_late() -> None:
    found = page(overdue(), now=LATE)
    assert found.heading == "本单位逾期未核实"
    assert found.words("span", class_="light")[0] == "黄灯"
    assert found.words("div", class_="due") == ["黄灯 11月25日24:00 核实 · 已逾期"]


def test_others_read_the_late_unit_by_its_name() -> None:
    assert page(overdue(), now=LATE, by=clerk()).heading == "县交通运输局逾期未核实"


def test_in_time_the_instant_stands_before_what_is_left() -> None:
    found = page(handled().file())
    assert found.heading == "等待本单位办结"
    assert found.words("div", class_="due") == ["正常 12月15日24:00 办结 · 还剩4个工作日"]


def test_a_deadline_that_passed_is_yellow_even_before_its_miss_is_recorded() -> None:
    found = page(Story().assigned().file(), now=LATE)
    assert found.words("span", class_="light")[0] == "黄灯"


def test_a_co_handler_reads_what_it_owes_besides() -> None:
    found = page(handled().file(), by=viewer("zh", Role.HANDLER, "emergency"))
    assert found.heading == "等待县交通运输局办结"
    (owed,) = found.words("ul", class_="owed")
    assert owed == "本单位还需： 协办12月14日24:00 · 还剩3个工作日"


def test_a_case_that_stands_still_shows_no_green_light() -> None:
    found = page(standing_still())
    assert found.words("span", class_="light")[0] == "已暂停"
    assert found.words("div", class_="due") == ["已暂停 12月15日24:00 办结 · 已暂停"]


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        (Status.SUSPENDED, "案件已挂起，时限暂停"),
        (Status.DECLINED, "不予受理"),
        (Status.WITHDRAWN, "企业已撤回诉求"),
        (Status.MERGED, "已并入另一案件"),
        (Status.CLOSED, "已结案"),
    ],
)
def test_every_status_has_its_sentence(status: Status, heading: str) -> None:
    file = handled().file()
    assert page(replace(file, case=replace(file.case, status=status))).heading == heading


def test_what_everybody_must_keep_in_mind_stands_above_the_heading() -> None:
    complaint = Story(confidential=True).queued(TriageReason.ABOUT_PUBLIC_BODY).file()
    marked = replace(complaint, case=replace(complaint.case, procedure="court", round=2))
    assert page(marked, by=clerk()).words("span", class_="flag") == [
        "保密",
        "投诉部门：县交通运输局",
        "程序性事项（待确认）",
        "第2轮",
    ]


# ---- Who is in it --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800001234", "138****1234"),
        ("0530-8212345", "0530-***2345"),
        ("12345", "***2345"),
    ],
)
def test_a_telephone_is_masked(phone: str, shown: str) -> None:
    assert masked(phone) == shown


def test_the_telephone_opens_on_demand_and_can_be_called() -> None:
    found = page(overdue(), now=LATE)
    (summary,) = [words for words in found.words("summary") if "*" in words]
    assert summary == "138****1234 查看"
    assert found.one("a", href="tel:13800001234").text == "13800001234"


def test_co_handlers_stand_with_how_far_they_are() -> None:
    found = page(handled().file(), now=OVER)
    assert "县公安局 已反馈" in found.words("li")
    assert "县应急管理局 未反馈 · 12月14日24:00" in found.words("li")
    assert found.words("span", class_="late-word")[-1] == "未反馈 · 12月14日24:00"


def test_of_a_confidential_case_a_department_reads_what_was_released() -> None:
    file = without_filing(Story(confidential=True).assigned().file())
    found = page(file)
    assert found.words("p", class_="story") == ["园区主路夜间有罐车长期停放。"]
    assert "巨野田桥" not in found.source
    assert "13800001234" not in found.source


def test_erased_words_are_said_to_be_gone() -> None:
    found = page(handled().erased())
    assert found.words("p", class_="story") == ["企业反映的原文已删除，或不在您的查看范围内。"]
    assert "企业补充：已删除，或不在您的查看范围内。" not in found.text
    assert "核实情况：已删除，或不在您的查看范围内。" in found.text


# ---- What may I do -------------------------------------------------------------------------------


def test_the_step_the_case_waits_for_is_the_primary_action() -> None:
    found = page(handled().file(), "excuse", "verification", "resolution")
    assert found.words("a", class_="act") == ["办结"]
    assert found.one("a", class_="act")["href"] == "#do-resolution"
    assert [link.text for link in found.all("a") if link["href"] == "#do-excuse"] == ["免除协办"]


def test_without_that_step_the_first_action_is_primary() -> None:
    by = viewer("zh", Role.HANDLER, "emergency")
    found = page(handled().file(), "task-report", by=by)
    assert found.words("a", class_="act") == ["协办反馈"]
    assert found.all("details", class_="others") == []


def test_with_nothing_to_do_the_page_says_so() -> None:
    assert "目前没有需要您办理的事项。" in page(overdue(), now=LATE).text


def test_what_nobody_described_is_not_offered() -> None:
    found = page(overdue(), "levitation", now=LATE)
    assert "目前没有需要您办理的事项。" in found.text


def test_a_form_posts_to_its_operation_with_secret_and_version() -> None:
    found = page(overdue(), *LETTER_ACTIONS, now=LATE)
    actions = [form["action"] for form in found.all("form") if "cases" in form["action"]]
    assert actions == [f"/desk/cases/{CASE_ID}/{each}" for each in LETTER_ACTIONS[::-1]]
    assert found.hidden() == {"csrf": CSRF, "version": "5"}
    assert "县政法护航工作中心〔2026〕12号" in found.words("h2")[0]


def test_missing_earlier_steps_can_be_taken_together() -> None:
    found = page(Story().assigned().file(), "resolution", now=at(11, 25, 9))
    names = {control["name"] for control in found.controls()}
    assert names == {
        "reply.verification.finding",
        "reply.verification.text",
        "reply.text",
        "outcome",
        "text",
    }
    assert {"一并填写：核实", "一并填写：回复"} <= set(found.words("legend"))


def test_steps_that_were_taken_are_not_asked_for_again() -> None:
    found = page(handled().file(), "resolution")
    assert {control["name"] for control in found.controls()} == {"outcome", "text"}


# ---- A form that came back -----------------------------------------------------------------------


def wrong(**more: object) -> HtmlPage:
    """The assignment without a lead, with a co-handler ticked."""
    waiting = Story().queued(TriageReason.NOT_CONFIDENT).file()
    errors = (("lead", "请选择牵头单位"), ("version", "请重新打开案件"))
    opened = OpenForm("assignment", {"lead": [""], "co_handlers": ["emergency"]}, errors)
    return page(waiting, "assignment", "answer", by=clerk(), opened=opened, **more)


def test_a_wrong_field_is_linked_from_the_summary_and_says_what_to_do() -> None:
    found = wrong()
    links = [link["href"] for link in found.all("a") if link.text.endswith(("单位", "案件"))]
    assert "#do-assignment-lead" in links
    assert "#do-assignment" in links
    assert found.one("p", id="do-assignment-lead-error").text == "有误： 请选择牵头单位"
    assert found.one("select", id="do-assignment-lead")["aria-invalid"] == "true"


def test_what_was_typed_stays() -> None:
    ticked = [
        box["value"]
        for box in wrong().all("input", type="checkbox")
        if box.get("checked") is not None
    ]
    assert ticked == ["emergency"]
    opened = OpenForm("resolution", {"text": [TYPED], "outcome": ["measures_taken"]}, (), 4)
    found = page(handled().file(), "resolution", opened=opened)
    assert found.one("textarea", name="text").text.strip() == TYPED
    (radio,) = [
        each for each in found.all("input", type="radio") if each.get("checked") is not None
    ]
    assert radio["value"] == "measures_taken"


def test_only_the_form_that_was_asked_for_stands_open() -> None:
    assert [section["id"] for section in wrong().all("section", class_="open")] == ["do-assignment"]
    linked = page(overdue(), *LEAD_ACTIONS, now=LATE, opened=OpenForm("reply"))
    assert [section["id"] for section in linked.all("section", class_="open")] == ["do-reply"]


def test_a_conflict_lists_what_changed_since() -> None:
    opened = OpenForm("resolution", {"text": [TYPED]}, (), 3)
    found = page(handled().file(), "resolution", opened=opened, problem="案件有了变化")
    (changed,) = found.words("ul", class_="changed")
    assert changed == "县公安局已反馈协办情况 平台 · 12月1日 11:00 已回复企业 平台 · 11月27日 15:40"
    assert "案件有了变化" not in found.text


def test_a_refusal_stands_in_its_form_with_the_typed_words() -> None:
    opened = OpenForm("resolution", {"text": [TYPED]})
    found = page(handled().file(), "resolution", opened=opened, problem="还有协办单位没有反馈")
    (notice,) = found.words("div", class_="bad")
    assert notice == "还有协办单位没有反馈 案件没有变化，您填写的内容都在。"


def test_typed_words_outlive_the_permission() -> None:
    opened = OpenForm("resolution", {"text": [TYPED]}, (), 4)
    found = page(handled().file(), opened=opened)
    assert found.one("textarea", name="text").text.strip() == TYPED
    linked = page(handled().file(), opened=OpenForm("resolution"))
    assert linked.all("textarea") == []


def test_a_refusal_without_a_form_stands_at_the_top() -> None:
    assert page(handled().file(), problem="不能这样操作").words("div", class_="bad") == [
        "不能这样操作"
    ]


def test_what_people_typed_is_escaped_everywhere() -> None:
    marker = "<script>x</script>\"'&"
    story = Story(
        filing={"what_happened": marker, "enterprise_name": marker, "contact_name": marker}
    )
    file = story.assigned().verified().replied(marker).added(marker).file()
    opened = OpenForm("resolution", {"text": [marker], "outcome": [marker]}, (("text", marker),))
    source = case("zh", file, "resolution", opened=opened, problem=marker)
    assert "<script" not in source
    assert source.count("&lt;script&gt;") >= 7
