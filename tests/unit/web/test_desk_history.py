"""Clocks and history of a case at the desk: what the bars draw, what the sentences tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from casework.domain.contest_events import ObjectionDecided
from casework.domain.events import EVENT_TYPES, Actor, ActorKind, Event
from casework.domain.particulars import ParticularsKind, ParticularsRef
from casework.web.pages.desk.print_case import print_case_page
from casework.web.pages.desk.sentences import SENTENCES
from casework.web.pages.desk.vocabulary import TEXT_KINDS
from tests.unit.web.case_files import CASE_ID, at, handled
from tests.unit.web.desk_pages import (
    LATE,
    OVER,
    RUNNING,
    case,
    clerk,
    overdue,
    paused_and_extended,
    setting,
    standing_still,
)
from tests.unit.web.html_page import HtmlPage

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile


def page(file: CaseFile, *actions: str, **more: object) -> HtmlPage:
    """The page in Chinese, parsed."""
    return HtmlPage(case("zh", file, *actions, **more))  # type: ignore[arg-type] # passed on


def test_a_clock_says_in_words_what_its_bar_draws() -> None:
    rows = page(paused_and_extended(), now=OVER).words("li", class_="late")
    assert rows[0] == "办结 延期5个工作日 12月15日24:00 · 已逾期12月1日 09:00至12月4日 09:00暂停"


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


def test_on_paper_a_long_text_is_whole() -> None:
    text = "长" * 300
    printed = HtmlPage(
        print_case_page(viewer=clerk(), setting=setting(), file=handled().added(text).file())
    )
    assert printed.all("details") == []
    assert text in printed.text
