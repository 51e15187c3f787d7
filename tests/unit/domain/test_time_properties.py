"""Any course of requests, decisions, suspensions and questions: time stays consistent."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain.case import Case, Status
from casework.domain.case_fold import apply
from casework.domain.clocks import Stage
from casework.domain.errors import CaseworkError
from casework.domain.events import Event
from casework.domain.intake import SupplementCase
from casework.domain.lifecycle import Command
from casework.domain.light import judged_again
from casework.domain.particulars import ParticularsKind
from casework.domain.requests import RequestState
from casework.domain.supervision_events import DeadlineMissed
from tests.builders import (
    NOW,
    assigned_case,
    calendar,
    policy,
    ref,
    reply,
    resolve,
    then,
    verify,
)
from tests.unit.domain.decision_steps import (
    ASK,
    EXTENSION,
    LIFT,
    RETURN,
    SUSPENSION,
    accept_return,
    approve_suspension,
    deny_extension,
    deny_suspension,
    grant_extension,
    refuse_return,
)
from tests.unit.domain.test_tracks import URGENT

ACTS: dict[str, Command] = {
    "return": RETURN,
    "to ecology": accept_return("ecology", "court"),
    "to transport": accept_return("transport"),
    "stays": refuse_return(groundless=True),
    "extension": EXTENSION,
    "extend": grant_extension(),
    "do not extend": deny_extension(),
    "suspension": SUSPENSION,
    "suspend": approve_suspension(),
    "do not suspend": deny_suspension(),
    "lift": LIFT,
    "ask": ASK,
    "add": SupplementCase(ref(ParticularsKind.ADDITION, 8)),
    "urgent": URGENT,
    "verify": verify(),
    "reply": reply(),
    "resolve": resolve(),
}
SPANS = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 24 * 12)).map(
    lambda hours: timedelta(hours=hours)
)
COURSES = st.lists(st.tuples(SPANS, st.sampled_from(sorted(ACTS))), max_size=14)


def lived(course: list[tuple[timedelta, str]]) -> tuple[Case, Case, list[Event], datetime]:
    """The case after a course, the case it began as, and all events; refused acts are left out."""
    first = case = assigned_case("transport", "emergency")
    events: list[Event] = []
    now = NOW
    for span, act in course:
        now += span
        try:
            case, new = then(case, ACTS[act], now=now)
        except CaseworkError:
            case, new = then(case, now=now)
        events += new
    return case, first, events, now


@settings(max_examples=150)
@given(COURSES)
def test_the_case_is_the_fold_of_what_happened_in_order(
    course: list[tuple[timedelta, str]],
) -> None:
    case, folded, events, _ = lived(course)
    for event in events:
        folded = apply(folded, event)
    assert folded == case
    assert all(earlier.at <= later.at for earlier, later in pairwise(events))
    keys = [clock.key for clock in case.clocks]
    assert len(set(keys)) == len(keys)


@settings(max_examples=150)
@given(COURSES)
def test_every_miss_stands_by_its_evidence_and_none_is_left_out(
    course: list[tuple[timedelta, str]],
) -> None:
    case, _, events, now = lived(course)
    for event in events:
        if isinstance(event.body, DeadlineMissed) and event.body.letter is None:
            assert event.at == event.body.due
            assert judged_again(event.body, None, policy(), calendar())
    for clock in case.clocks:
        if clock.is_paused:
            assert not clock.missed
        elif clock.is_running and clock.stage.has_light:
            assert clock.missed is (clock.due <= now)


@settings(max_examples=150)
@given(COURSES)
def test_a_case_stands_still_exactly_while_it_is_suspended_or_a_request_waits(
    course: list[tuple[timedelta, str]],
) -> None:
    case, *_ = lived(course)
    waiting = {each.id for each in case.requests if each.state is RequestState.UNDECIDED}
    deciding = {
        clock.request
        for clock in case.clocks
        if clock.stage is Stage.REQUEST_DECISION and clock.is_running
    }
    assert deciding == waiting
    assert (case.suspension is not None) is (case.status is Status.SUSPENDED)
    held = any(clock.is_paused for clock in case.clocks)
    assert not held or waiting or case.status is Status.SUSPENDED
    if case.status is Status.SUSPENDED:
        assert case.next_due == min(
            clock.pending for clock in case.clocks if clock.pending is not None
        )


@settings(max_examples=100)
@given(COURSES)
def test_the_enterprises_dates_become_earlier_by_urgency_alone(
    course: list[tuple[timedelta, str]],
) -> None:
    case, first, *_ = lived(course)
    assert case.dates is not None
    assert first.dates is not None
    if not case.urgent:
        assert case.dates.verify_by >= first.dates.verify_by
        assert case.dates.reply_by >= first.dates.reply_by
        assert case.dates.resolve_by >= first.dates.resolve_by
    moved = {"extend", "suspend", "ask", "urgent"}
    if not moved & {act for _, act in course}:
        assert case.dates == first.dates


@pytest.mark.parametrize("act", sorted(ACTS))
def test_an_act_that_is_refused_changes_nothing(act: str) -> None:
    closed = replace(assigned_case(), status=Status.CLOSED)
    with pytest.raises(CaseworkError):
        then(closed, ACTS[act])
