"""Whose miss a miss is: the triaging unit's as it stood at the deadline, and a co-handler's only
while its task is open.
"""

from datetime import datetime, timedelta

import pytest

from casework.domain.assignment import NOTHING_JUDGED, AssignCase, RouteCase
from casework.domain.case import Case, Status
from casework.domain.clocks import Stage
from casework.domain.events import Event
from casework.domain.handling import ExcuseCoHandler, ReportTask
from casework.domain.lifecycle import Command
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.supervision_events import DeadlineMissed
from casework.services.route_case import ROUTER
from tests.builders import (
    CLERK,
    RESOLVE_BY,
    TASK_BY,
    TRIAGE_BY,
    VERIFY_BY,
    assigned_case,
    filed_case,
    proposal,
    queued_case,
    ref,
    then,
    waiting_case,
)
from tests.unit.domain.letter_steps import misses

A_MOMENT = timedelta.resolution
ABOUT = TriageReason.ABOUT_PUBLIC_BODY


def facts(events: tuple[Event, ...]) -> list[tuple[str, str | None, str | None, datetime]]:
    """Type, stage, unit and instant of each event."""
    return [
        (
            event.type,
            getattr(event.body, "stage", None),
            getattr(event.body, "unit", None),
            event.at,
        )
        for event in events
    ]


# ---- Whose miss it is -------------------------------------------------------------------------


def triage_miss(case: Case, now: datetime = TRIAGE_BY) -> tuple[Case, list[DeadlineMissed]]:
    case, events = then(case, now=now)
    return case, misses(events)


@pytest.mark.parametrize(
    ("case", "unit"),
    [
        (filed_case(), "centre"),
        (waiting_case(), "centre"),
        (queued_case(ABOUT, "health"), "centre"),
        (queued_case(ABOUT, "centre"), "inspection"),
        (queued_case(ABOUT, "inspection"), "centre"),
        (queued_case(ABOUT, "centre", "inspection"), "leading_group"),
    ],
)
def test_a_triage_that_is_late_is_a_miss_of_whoever_triages(case: Case, unit: str) -> None:
    after, (miss,) = triage_miss(case)
    assert (miss.stage, miss.unit, miss.due) == (Stage.TRIAGE, unit, TRIAGE_BY)
    assert after.status is case.status


def test_a_miss_that_was_recorded_before_routing_stays_the_centres() -> None:
    late = RouteCase(proposal(ABOUT, about_bodies=("centre",)))
    case, events = then(filed_case(), late, now=TRIAGE_BY, actor=ROUTER)
    assert [miss.unit for miss in misses(events)] == ["centre"]
    assert (case.triage_unit, case.status) == ("inspection", Status.TRIAGE)
    (triage,) = case.clocks
    assert (triage.unit, triage.missed) == ("centre", True)
    assert triage_miss(case, RESOLVE_BY) == (case, [])


def test_an_assignment_after_the_limit_ends_the_triage_and_leaves_its_miss() -> None:
    assign = AssignCase("justice", (), judgement=NOTHING_JUDGED, released=None)
    case, events = then(waiting_case(), assign, now=TRIAGE_BY, actor=CLERK)
    assert [miss.unit for miss in misses(events)] == ["centre"]
    triage = case.clock(Stage.TRIAGE)
    assert triage is not None
    assert (triage.missed, triage.ended_at) == (True, TRIAGE_BY)
    assert case.due_of(Stage.VERIFY) == VERIFY_BY + timedelta(days=2)


# ---- Co-handlers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ending",
    [
        ExcuseCoHandler("emergency", ref(ParticularsKind.EXCUSE, 4)),
        ReportTask("emergency", ref(ParticularsKind.TASK_REPORT, 4)),
    ],
    ids=["excused", "reported"],
)
def test_a_co_handler_whose_task_ended_misses_nothing(ending: Command) -> None:
    case, _ = then(assigned_case("transport", "emergency", "court"), ending)
    _, events = then(case, now=TASK_BY)
    assert [miss.unit for miss in misses(events) if miss.stage is Stage.TASK] == ["court"]


def test_a_co_handler_excused_after_its_deadline_keeps_its_miss() -> None:
    excuse = ExcuseCoHandler("emergency", ref(ParticularsKind.EXCUSE, 4))
    case, events = then(assigned_case("transport", "emergency"), excuse, now=TASK_BY)
    assert ("DeadlineMissed", "task", "emergency", TASK_BY) in facts(events)
    task = case.clock(Stage.TASK, "emergency")
    assert task is not None
    assert (task.missed, task.ended_at) == (True, TASK_BY)
