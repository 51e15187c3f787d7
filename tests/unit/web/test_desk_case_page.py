"""The case page of the console: what it is, whose turn, until when, what I may do."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from casework.domain.case import Status
from casework.domain.contest_events import ObjectionDecided
from casework.domain.events import EVENT_TYPES, Actor, ActorKind, Event
from casework.domain.particulars import ParticularsKind, ParticularsRef
from casework.domain.routing_facts import TriageReason
from casework.domain.staff import Role
from casework.web.desk_forms.form_spec import OpenForm
from casework.web.pages.desk.case import PREFERRED
from casework.web.pages.desk.people import masked, title_of
from casework.web.pages.desk.sentences import SENTENCES
from casework.web.pages.desk.vocabulary import TEXT_KINDS
from tests.unit.web.case_files import CASE_ID, Story, at, handled
from tests.unit.web.desk_pages import (
    CSRF,
    LATE,
    LEAD_ACTIONS,
    LETTER_ACTIONS,
    OVER,
    RUNNING,
    case,
    clerk,
    overdue,
    paused_and_extended,
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
        "涉及公职部门的投诉",
        "已入法定程序",
        "异议成立，重新办理",
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


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("罐车乱停。堵住通道", "罐车乱停"),
        ("罐" * 41, "罐" * 40 + "……"),
        ("  \n", ""),
        ("", None),
        (None, None),
    ],
)
def test_a_case_is_called_by_the_beginning_of_what_happened(
    text: str | None, title: str | None
) -> None:
    assert title_of(text) == title


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


def test_preferred_steps_are_operations_that_have_forms() -> None:
    from casework.web.desk_forms.registry import FORMS  # noqa: PLC0415 - only this test's

    assert {step for steps in PREFERRED.values() for step in steps} <= set(FORMS)


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


# ---- Clocks and history --------------------------------------------------------------------------


def test_a_clock_says_in_words_what_its_bar_draws() -> None:
    rows = page(paused_and_extended(), now=OVER).words("li", class_="late")
    assert rows[0] == "办结 12月15日24:00 · 已逾期已延期 · 12月1日 09:00至12月4日 09:00暂停"


def test_a_bar_shows_what_passed_what_was_paused_and_what_is_late() -> None:
    found = page(paused_and_extended(), now=OVER)
    parts = [rect["class"] for rect in found.all("rect") if rect.get("x") is not None]
    assert parts == ["done", "done", "done", "run", "over", "pause", "done", "run", "over"]
    pause = found.one("rect", class_="pause")
    assert (pause["fill"], pause["x"], pause["width"]) == ("url(#hatch)", "31.08%", "12.13%")


def test_the_bar_of_a_clock_that_stands_still_never_grows_late() -> None:
    found = page(standing_still(), now=at(12, 30))
    assert found.all("rect", class_="over") == []


def test_history_is_told_newest_first_with_who_and_what_was_written() -> None:
    found = page(handled().file())
    titles = [words.split(" ")[0] for words in found.words("b") if words]
    told = [t for t in titles if t in {"县公安局已反馈协办情况", "已回复企业", "企业提交诉求"}]
    assert told == ["县公安局已反馈协办情况", "已回复企业", "企业提交诉求"]
    assert "内部协办材料：已出动警力六人" in found.text


def test_a_miss_bears_its_deadline_as_it_was_written() -> None:
    (missed,) = page(overdue(), now=LATE).words("li", class_="yellow")
    assert missed == "11月25日24:00平台 核实逾期，亮黄灯 县交通运输局，原定11月25日24:00前"


def test_a_long_text_is_folded_and_still_whole() -> None:
    text = "长" * 300
    found = page(handled().added(text).file())
    (folded,) = found.words("details", class_="said")
    assert text in folded


@dataclass(frozen=True, slots=True)
class Levitated:
    """A type that no table knows."""

    height: int


def test_a_type_without_a_row_is_told_by_a_general_sentence() -> None:
    file = handled().file()
    actor = Actor(ActorKind.STAFF, "someone", "justice")
    event = Event(CASE_ID, 9, 0, RUNNING, actor, "c", 1, None, Levitated(3))  # type: ignore[arg-type] # no event of ours
    found = page(replace(file, events=(*file.events, event)))
    assert "12月9日 10:00县司法局 案卷有更新" in found.words("li")


def test_every_event_has_its_sentence_and_every_text_its_name() -> None:
    assert set(EVENT_TYPES) - set(SENTENCES) == set()
    assert set(ParticularsKind) - set(TEXT_KINDS) == {ParticularsKind.CORRECTED}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_speaks_of_fields_that_its_event_has(name: str) -> None:
    sentence, kind = SENTENCES[name], EVENT_TYPES[name]
    asked = re.findall(r"%\((\w+)\)s", " ".join((sentence.title, *sentence.lines)))
    assert [field for field in asked if not has(kind, field)] == []


def has(kind: type, field: str) -> bool:
    """Whether an event type has a field or property of that name."""
    return field in kind.__dataclass_fields__ or isinstance(getattr(kind, field, None), property)  # type: ignore[attr-defined] # a dataclass


def test_a_yes_or_no_is_told_in_words() -> None:
    ref = ParticularsRef("0007.0", ParticularsKind.OBJECTION_DECISION, "0" * 64)
    decided = ObjectionDecided("1", True, False, "transport", ref, ())
    file = handled().file()
    event = Event(
        CASE_ID, 9, 0, RUNNING, Actor(ActorKind.STAFF, "x", "centre"), "c", 1, None, decided
    )
    told = page(replace(file, events=(*file.events, event))).words("li")
    assert (
        "12月9日 10:00县政法护航工作中心 异议裁定：成立，继续办理 涉及：县交通运输局"
        " 裁定意见：已删除，或不在您的查看范围内。"
    ) in told
