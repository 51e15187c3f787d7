"""A light does not depend on when anyone looked (DESIGN 5): the same acts at the same instants make
the same history, whoever settled the case between them and however often.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from casework.domain.actions import Action
from casework.domain.assignment import NOTHING_JUDGED, AnswerCase, AssignCase, RouteCase
from casework.domain.case_fold import fold
from casework.domain.clocks import Stage
from casework.domain.errors import CaseworkError
from casework.domain.evaluation import Grade
from casework.domain.handling import ExcuseCoHandler, ReportTask
from casework.domain.intake import SupplementCase
from casework.domain.lifecycle import perform
from casework.domain.light import judged_again, light_of
from casework.domain.particulars import ParticularsKind
from casework.domain.rating import RateCase
from casework.domain.red_light import decider_of
from casework.domain.routing_facts import TriageReason
from casework.services.file_case import ENTERPRISE
from tests.builders import (
    HANDLER,
    NOW,
    calendar,
    context,
    filed,
    handler,
    policy,
    proposal,
    ref,
    reply,
    resolve,
    verify,
)
from tests.unit.domain.every_command import BY_ENTERPRISE, BY_STAFF
from tests.unit.domain.filled_in import Form, the_good_one
from tests.unit.domain.legality import check_clocks, check_state, check_steps, key_of
from tests.unit.domain.letter_steps import acknowledge, answer, issue, misses, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from casework.domain.case import Case
    from casework.domain.events import Actor, Event, EventBody
    from casework.domain.lifecycle import Change, Command

Act = tuple[timedelta, str]
"""How long after the act before, and what is tried."""


def next_letter(case: Case) -> Command:
    """The letter for the earliest miss that has none; named by its place among the letters."""
    owed = [clock for clock in case.clocks if clock.missed and clock.stage.has_light]
    number = len(case.letters) + 1
    return issue(owed[min(number, len(owed)) - 1].key if owed else NOBODYS, f"{number}", number)


NOBODYS = replace(filed().after.clocks[0], unit="nobody").key


def last_letter(case: Case) -> str:
    return case.letters[-1].id if case.letters else "0"


def addressee(case: Case) -> str:
    return case.letters[-1].unit if case.letters else "transport"


ASSIGN = AssignCase("transport", ("emergency", "court"), NOTHING_JUDGED, None)
OF_THE_COURSE: dict[str, Callable[[Case], Command]] = {
    "route": lambda _: RouteCase(proposal(TriageReason.NOT_CONFIDENT)),
    "route to the inspectors": lambda _: RouteCase(
        proposal(TriageReason.ABOUT_PUBLIC_BODY, about_bodies=("centre",))
    ),
    "assign": lambda _: ASSIGN,
    "answer directly": lambda _: AnswerCase(NOTHING_JUDGED, ref(ParticularsKind.ANSWER)),
    "verify": lambda _: verify(),
    "reply": lambda _: reply(),
    "resolve": lambda _: resolve(),
    "report": lambda _: ReportTask("emergency", ref(ParticularsKind.TASK_REPORT)),
    "excuse": lambda _: ExcuseCoHandler("court", ref(ParticularsKind.EXCUSE)),
    "add": lambda _: SupplementCase(ref(ParticularsKind.ADDITION)),
    "rate": lambda _: RateCase(Grade.SATISFIED, (), text_consent=False, particulars=None),
    "issue": next_letter,
    "print": lambda case: render(last_letter(case)),
    "acknowledge": lambda case: acknowledge(addressee(case), last_letter(case)),
    "answer": lambda case: answer(addressee(case), last_letter(case)),
}


def whom(action: Action, case: Case) -> str:
    """A unit that may have to do with an act."""
    red = case.red_lights[-1].unit if case.red_lights else "justice"
    actions = case.special.open_actions if case.special else ()
    units = {
        Action.REPORT_TASK: case.open_tasks[0].unit if case.open_tasks else "emergency",
        Action.REPORT_ACTION: actions[0].department if actions else "emergency",
        Action.ANSWER_LETTER: addressee(case),
        **dict.fromkeys((Action.STATE_CASE, Action.APPEAL_RED_LIGHT), red),
        **dict.fromkeys((Action.SIGN_RED_LIGHT, Action.DISMISS_RED_LIGHT), decider_of(red)),
        Action.EXCLUDE_EVIDENCE: decider_of(red),
    }
    return units.get(action, case.lead or "centre")


def done(name: str, case: Case, now: datetime, number: int) -> tuple[tuple[Command, ...], Actor]:
    """The commands of the n-th act, and who asks for them: somebody else each time."""
    if name in OF_THE_COURSE:
        return (OF_THE_COURSE[name](case),), HANDLER
    unit = whom(Action(name), case) if name in set(Action) else "nobody"
    who = handler(unit, id=f"person-{number}")
    form = Form(case, who, now, the_good_one, ref)
    if name in BY_ENTERPRISE:
        return (BY_ENTERPRISE[name](form),), ENTERPRISE
    return BY_STAFF[Action(name)](form), who.as_actor()


ACTS = (*OF_THE_COURSE, *BY_STAFF, *BY_ENTERPRISE)
LETTERS = ("issue", "issue", "issue", "print", "acknowledge", "answer", "answer") * 2
COURSE = (*("route", "assign", "verify", "reply", "report", "excuse", "resolve"), "rate")
LATE = (0, 2, 3, 6, 20, 0, 3, 9)
"""Days between the acts of a case in which everybody is late."""


spans = st.one_of(
    st.integers(0, 12).map(lambda hours: timedelta(hours=hours)),
    st.integers(0, 30).map(lambda half_days: timedelta(hours=12 * half_days)),
)
deadlines = st.sampled_from(
    [NOW.replace(hour=16) + timedelta(days=days) for days in range(60)]
).flatmap(lambda at: st.sampled_from([at - timedelta.resolution, at, at + timedelta.resolution]))
anywhen = st.integers(0, 60 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))
looks = st.lists(st.one_of(deadlines, anywhen), max_size=30)
"""When anybody may look: anywhere, and just before, at and just after the ends of days."""


@st.composite
def lives(draw: st.DrawFn) -> list[Act]:
    """What is tried on a case: its usual course, with anything between and steps left out."""
    acts: list[Act] = []
    for usual in (*COURSE, "answer", "answer"):
        extra = draw(st.lists(st.sampled_from([*ACTS, *LETTERS]), max_size=4))
        acts += [(draw(spans), name) for name in (*extra, usual) if draw(st.integers(0, 9))]
    return acts


def played(acts: list[Act], looked_at: list[datetime]) -> tuple[Case, list[Event]]:
    """The case and its history when the acts are tried and somebody settles it now and then."""
    change = filed()
    case, history = change.after, list(change.events)
    looked, now = sorted(looked_at, reverse=True), NOW
    for number, (after, name) in enumerate(acts):
        now += after
        while looked and looked[-1] < now:
            case = stepped(perform(case, (), context(looked.pop())), history)
        try:
            seen = perform(case, (), context(now)).after
            commands, actor = done(name, seen, now, number)
            change = perform(case, commands, context(now, actor, name))
        except CaseworkError:
            continue
        case = stepped(change, history)
    for last in (*reversed(looked), now + timedelta(days=60)):
        case = stepped(perform(case, (), context(max(last, now))), history)
    return case, history


def stepped(change: Change, history: list[Event]) -> Case:
    assert change.before is not None
    assert check_steps(change.before, change.events) == change.after
    check_state(change.after)
    history += change.events
    return change.after


def told(history: list[Event]) -> list[tuple[datetime, EventBody, int, datetime | None]]:
    """What happened when, and what was due next, without how it was divided into commands."""
    return [(one.at, one.body, one.due_version, one.next_due) for one in history]


@settings(max_examples=100)
@given(acts=lives(), looked_at=looks)
def test_the_history_does_not_depend_on_when_anyone_looked(
    acts: list[Act], looked_at: list[datetime]
) -> None:
    once, history = played(acts, [])
    often, observed = played(acts, looked_at)
    assert told(observed) == told(history)
    assert (often.status, often.clocks, often.letters) == (once.status, once.clocks, once.letters)
    assert light_of(often) is light_of(once)
    assert replace(often, version=once.version) == once
    event(f"{len(misses(history))} misses, {once.status}, {len(once.letters)} letters")


@settings(max_examples=60)
@given(acts=lives(), looked_at=looks)
def test_the_snapshot_is_the_fold_and_every_miss_stands_by_its_evidence(
    acts: list[Act], looked_at: list[datetime]
) -> None:
    case, history = played(acts, looked_at)
    assert fold(history) == case
    check_clocks(case, history)
    for miss in misses(history):
        if miss.letter is None:
            (met,) = (clock for clock in case.clocks if clock.key == key_of(miss))
            assert judged_again(miss, met.ended_at, policy(), calendar())


@settings(max_examples=60)
@given(acts=lives(), looked_at=looks)
def test_what_the_platform_does_twice_is_done_once(
    acts: list[Act], looked_at: list[datetime]
) -> None:
    case, history = played(acts, looked_at)
    later = case.changed_at or NOW
    again: list[Command] = []
    for letter in case.letters:
        missed = [clock for clock in case.clocks if is_of(clock.key, letter.stage, letter.unit)]
        again += [issue(one.key, letter.id, letter.number.number) for one in missed]
    again += [render(letter.id, "ff" * 32) for letter in case.letters if letter.sha256]
    again += [RouteCase(proposal())] if case.status != "submitted" else []
    for command in again:
        assert perform(case, (command,), context(later)).events == ()
    assert perform(case, (), context(later)).events == ()
    assert len(misses(history)) == sum(clock.missed for clock in case.clocks)


def is_of(key: object, stage: Stage, unit: str) -> bool:
    return (getattr(key, "stage", None), getattr(key, "unit", None)) == (stage, unit)


@pytest.mark.parametrize("hours", [1, 7, 24, 24 * 7])
def test_looking_every_so_often_shows_the_same_as_looking_once(hours: int) -> None:
    acts = [(timedelta(days=days), name) for days, name in zip(LATE, COURSE, strict=True)]
    often = [NOW + timedelta(hours=hours) * count for count in range(1, 24 * 90 // hours)]
    case, history = played(acts, [])
    assert told(played(acts, often)[1]) == told(history)
    assert [miss.stage for miss in misses(history)] == [
        *(Stage.TRIAGE, Stage.VERIFY, Stage.REPLY, Stage.TASK, Stage.TASK, Stage.RESOLVE)
    ]
    assert case.status == "closed"
