"""How events make a case: each type of event has one rule for what it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import singledispatch
from typing import TYPE_CHECKING

from casework.domain.case import Case, Disposition, Status, Task, TaskState
from casework.domain.events import (
    CaseAnswered,
    CaseAssigned,
    CaseFiled,
    CaseQueuedForTriage,
    CaseRated,
    CaseReplied,
    CaseResolved,
    CaseSupplemented,
    CaseVerified,
    CoHandlerExcused,
    TaskReported,
)
from casework.domain.routing_facts import TriageReason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casework.domain.events import Event, EventBody


def fold(events: Iterable[Event]) -> Case:
    """The case that a history makes; the history starts with `CaseFiled`."""
    history = iter(events)
    case = open_case(next(history))
    for event in history:
        case = apply(case, event)
    return case


def open_case(event: Event) -> Case:
    """The case as its first event leaves it."""
    filed = event.body
    if not isinstance(filed, CaseFiled):
        raise TypeError(f"a case begins with CaseFiled, not {event.type}")
    return Case(
        id=event.case_id,
        version=event.seq,
        status=Status.SUBMITTED,
        channel=filed.channel,
        place=filed.place,
        category=filed.category,
        township=filed.township,
        confidential=filed.confidential,
        language=filed.language,
        versions=filed.versions,
        filed_at=event.at,
        promised=filed.promised,
        tracking_sha256=filed.tracking_sha256,
        filing_digest=filed.filing_digest,
        due_version=event.due_version,
        next_due=event.next_due,
    )


def apply(case: Case, event: Event) -> Case:
    """The case after one more event."""
    return replace(
        evolve(event.body, case, event.at),
        version=event.seq,
        due_version=event.due_version,
        next_due=event.next_due,
    )


@singledispatch
def evolve(body: EventBody, case: Case, at: datetime) -> Case:
    """What one fact changes in the case; facts that change nothing but the record leave it as it
    is.
    """
    raise TypeError(f"no rule to apply {type(body).__name__}")


@evolve.register
def _(body: CaseQueuedForTriage, case: Case, at: datetime) -> Case:
    return replace(
        case,
        status=Status.TRIAGE,
        triage_reason=body.reason,
        complaint=body.reason is TriageReason.ABOUT_PUBLIC_BODY or bool(body.about_bodies),
        about_bodies=body.about_bodies,
        procedure=body.procedure,
    )


@evolve.register
def _(body: CaseAssigned, case: Case, at: datetime) -> Case:
    return replace(
        case,
        status=Status.ASSIGNED,
        disposition=case.disposition or Disposition.TRANSFERRED,
        complaint=case.complaint and not body.complaint_dismissed,
        about_bodies=() if body.complaint_dismissed else case.about_bodies,
        procedure=None if body.procedure_dismissed else case.procedure,
        lead=body.lead,
        released=body.released,
        tasks=tuple(Task(task.unit, task.due) for task in body.tasks),
        assigned_at=at,
        verify_by=body.verify_by,
        reply_by=body.reply_by,
        resolve_by=body.resolve_by,
        provisional=body.provisional,
    )


@evolve.register
def _(body: CaseAnswered, case: Case, at: datetime) -> Case:
    return replace(
        case,
        status=Status.ANSWERED,
        disposition=case.disposition or Disposition.DIRECT,
        complaint=case.complaint and not body.complaint_dismissed,
        about_bodies=() if body.complaint_dismissed else case.about_bodies,
        procedure=None if body.procedure_dismissed else case.procedure,
        answered_at=at,
    )


@evolve.register
def _(body: CaseVerified, case: Case, at: datetime) -> Case:
    return replace(case, status=Status.VERIFIED, verified_at=at)


@evolve.register
def _(body: CaseReplied, case: Case, at: datetime) -> Case:
    return replace(case, status=Status.REPLIED, replied_at=at)


@evolve.register
def _(body: CaseResolved, case: Case, at: datetime) -> Case:
    return replace(case, status=Status.RESOLVED, resolved_at=at)


@evolve.register
def _(body: TaskReported, case: Case, at: datetime) -> Case:
    return replace(case, tasks=_with_task(case, body.unit, TaskState.REPORTED))


@evolve.register
def _(body: CoHandlerExcused, case: Case, at: datetime) -> Case:
    return replace(case, tasks=_with_task(case, body.unit, TaskState.EXCUSED))


@evolve.register
def _(body: CaseSupplemented, case: Case, at: datetime) -> Case:
    return case


@evolve.register
def _(body: CaseRated, case: Case, at: datetime) -> Case:
    return replace(case, rated_at=at)


def _with_task(case: Case, unit: str, state: TaskState) -> tuple[Task, ...]:
    return tuple(replace(task, state=state) if task.unit == unit else task for task in case.tasks)
