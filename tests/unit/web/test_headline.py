"""What a tracking page says first: what happened, whose turn, by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest

from casework.domain.enterprise_dates import EnterpriseDates
from casework.domain.events import Outcome
from casework.domain.routing_facts import TriageReason
from casework.web.pages.headline import headline, is_late
from casework.web.pages.steps import case_steps
from casework.web.wording import wording
from tests.unit.web.case_files import (
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    TRIAGE_BY,
    VERIFY_BY,
    Story,
    at,
    handled,
    juye,
)

if TYPE_CHECKING:
    from datetime import datetime

    from casework.web.language import Language


class Said(NamedTuple):
    """A headline in plain texts."""

    kind: str
    word: str
    title: str
    line: str


def said(story: Story, now: datetime = NOW, language: Language = "zh") -> Said:
    """The headline of a story at a moment."""
    found = headline(story.file(), juye(), now, wording(language))
    return Said(found.kind, found.word, found.title, str(found.line))


@pytest.mark.parametrize(
    ("story", "title", "line"),
    [
        (
            Story(),
            "已收到，正在确定由谁办理",
            "县政法护航工作中心最迟<b>11月24日24:00</b>前交办或答复。",
        ),
        (
            Story().queued(TriageReason.NOT_CONFIDENT),
            "县政法护航工作中心正在确定由谁办理",
            "最迟<b>11月24日24:00</b>前交办或答复。",
        ),
        (
            Story().assigned(),
            "已交县交通运输局，正在核实",
            "最迟<b>11月25日24:00</b>前核实清楚。",
        ),
        (
            Story().assigned().verified(),
            "县交通运输局已核实，正在准备回复",
            "最迟<b>11月27日24:00</b>前回复您。",
        ),
        (
            handled(),
            "县交通运输局已回复，正在办理",
            "最迟<b>12月15日24:00</b>前办结。",
        ),
    ],
)
def test_an_open_case_says_whose_turn_it_is_and_by_when(
    story: Story, title: str, line: str
) -> None:
    assert said(story) == Said("going", "办理中", title, line)


@pytest.mark.parametrize(
    ("story", "deadline", "title", "line"),
    [
        (
            Story(),
            TRIAGE_BY,
            "县政法护航工作中心逾期未交办",
            "应在<b>11月24日24:00</b>前交办或答复。",
        ),
        (
            Story().assigned(),
            VERIFY_BY,
            "县交通运输局逾期未核实",
            "应在<b>11月25日24:00</b>前核实。",
        ),
        (
            Story().assigned().verified(),
            REPLY_BY,
            "县交通运输局逾期未回复",
            "应在<b>11月27日24:00</b>前回复。",
        ),
        (handled(), RESOLVE_BY, "县交通运输局逾期未办结", "应在<b>12月15日24:00</b>前办结。"),
    ],
)
def test_at_the_deadline_itself_the_case_is_late_and_not_a_moment_before(
    story: Story, deadline: datetime, title: str, line: str
) -> None:
    assert said(story, deadline - timedelta(microseconds=1)).kind == "going"
    assert said(story, deadline) == Said("late", "已逾期", title, line)


def test_the_unit_that_triages_a_complaint_about_the_centre_is_named() -> None:
    story = Story().queued(TriageReason.ABOUT_PUBLIC_BODY)
    assert said(story).title == "县政法护航工作中心正在确定由谁办理"
    about_the_centre = Story().about("centre")
    assert said(about_the_centre).title == "县委政法委执法监督室正在确定由谁办理"


def test_a_closed_case_says_how_it_ended() -> None:
    assert said(handled().resolved()) == Said(
        "done", "已办结", "县交通运输局已办结：已采取措施", "<b>12月10日 17:20</b>办结。"
    )
    assert said(Story().answered()) == Said(
        "done", "已答复", "县政法护航工作中心已直接答复您", "<b>11月24日 10:00</b>答复。"
    )


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_words(outcome: Outcome) -> None:
    assert said(handled().resolved(outcome=outcome)).title.startswith("县交通运输局已办结：")


def test_provisional_deadlines_are_marked_where_they_stand() -> None:
    assert said(Story(provisional=True)).line == (
        "县政法护航工作中心最迟<b>11月24日24:00（暂定）</b>前交办或答复。"
    )


def test_the_same_facts_in_english() -> None:
    assert said(handled(), language="en") == Said(
        "going",
        "In hand",
        "County Transport Bureau has replied and is working on it",
        "It closes the matter by <b>24:00 on 15 Dec</b>.",
    )


def test_a_unit_that_is_no_longer_in_the_organisation_leaves_the_page_readable() -> None:
    story = Story().assigned(lead="salt_bureau")
    assert said(story).title == "已交salt_bureau，正在核实"


def steps_of(story: Story, now: datetime) -> list[tuple[str, str, str, str]]:
    """The strip of a case, in plain tuples."""
    steps = case_steps(story.case(), now, wording("zh"))
    return [(step.label, step.date, step.note, step.state) for step in steps]


def test_the_strip_shows_what_is_done_what_is_running_and_what_is_ahead() -> None:
    assert steps_of(Story().assigned().verified(), NOW) == [
        ("交办", "11月24日", "09:05", "done"),
        ("核实", "11月25日", "10:12", "done"),
        ("回复", "11月27日", "24:00前", "now"),
        ("办结", "12月15日", "24:00前", "ahead"),
    ]


def test_the_strip_shows_every_deadline_that_has_passed_and_what_was_done_too_late() -> None:
    assert steps_of(Story().assigned().verified(on_time=False), at(12, 20)) == [
        ("交办", "11月24日", "09:05", "done"),
        ("核实", "11月26日", "逾期", "done tardy"),
        ("回复", "11月27日", "已逾期", "late"),
        ("办结", "12月15日", "已逾期", "late"),
    ]


def test_the_strip_is_late_at_the_deadline_itself() -> None:
    before = steps_of(handled(), RESOLVE_BY - timedelta(microseconds=1))
    assert before[3] == ("办结", "12月15日", "24:00前", "now")
    assert steps_of(handled(), RESOLVE_BY)[3] == ("办结", "12月15日", "已逾期", "late")


def test_a_direct_answer_has_a_strip_of_its_own() -> None:
    assert steps_of(Story().answered(), NOW) == [
        ("提交", "11月23日", "16:31", "done"),
        ("答复", "11月24日", "10:00", "done"),
    ]


def test_a_unit_that_just_got_the_case_is_not_called_late_for_the_one_before_it() -> None:
    case = Story().assigned().case()
    own = tuple(replace(clock, due=clock.due + timedelta(days=1)) for clock in case.clocks)
    passed_on = replace(case, dates=EnterpriseDates.of(case.clocks), clocks=own)
    assert is_late(case, VERIFY_BY)
    assert not is_late(passed_on, VERIFY_BY)
    assert is_late(passed_on, VERIFY_BY + timedelta(days=1))
