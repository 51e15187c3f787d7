"""How events make a case: each type of event has one rule for what it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from casework.domain.case import (
    Case,
    Disposition,
    Status,
    Task,
    TaskState,
)
from casework.domain.clock_moves import ended
from casework.domain.clocks import Stage
from casework.domain.enterprise_dates import VERIFY, EnterpriseDates
from casework.domain.events import (
    ActorKind,
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
from casework.domain.evolving import evolve
from casework.domain.oversight_events import EvidenceExcluded
from casework.domain.routing_facts import TriageReason
from casework.domain.supervision_events import (
    CalendarAdopted,
    CaseClosed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casework.domain.events import Event, EventBody
    from casework.domain.requests import CaseRequest


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
        clocks=filed.clocks,
        over_quota=filed.over_quota,
        changed_at=event.at,
        due_version=event.due_version,
        next_due=event.next_due,
    )


_ANSWERED = frozenset({Stage.TRIAGE, Stage.DIRECT_VERIFY, Stage.DIRECT_ANSWER})


def after(body: EventBody, case: Case, at: datetime) -> Case:
    """The case after one more fact: what its own rule changes, and what follows from any."""
    return made_consistent(case, evolve(body, case, at), at)


def apply(case: Case, event: Event) -> Case:
    """The case after one more event."""
    evolved = after(event.body, case, event.at)
    return replace(
        evolved,
        contacted_at=evolved.contacted_at or _contacted_at(case, event),
        version=event.seq,
        changed_at=event.at,
        due_version=event.due_version,
        next_due=event.next_due,
        took_part=_with(case.took_part, event),
        requests=_asked_by(case, evolved, event),
    )


def _asked_by(before: Case, case: Case, event: Event) -> tuple[CaseRequest, ...]:
    """The requests, a new one with the member of staff who made it."""
    if event.actor.kind is not ActorKind.STAFF:
        return case.requests
    known = len(before.requests)
    asked = (replace(each, asked_by=event.actor.id) for each in case.requests[known:])
    return (*case.requests[:known], *asked)


def _contacted_at(case: Case, event: Event) -> datetime | None:
    """Any act of those who handle the case may have been a contact with its enterprise."""
    handlers = {case.lead, *(task.unit for task in case.tasks)}
    is_handlers = event.actor.kind is ActorKind.STAFF and event.actor.unit in handlers
    return event.at if is_handlers and event.actor.unit else None


def _with(took_part: tuple[str, ...], event: Event) -> tuple[str, ...]:
    """Members of staff who acted in the case, by opaque id: who took part decides no objection. To
    weigh the evidence for a red light is a part of deciding on it.
    """
    actor = event.actor
    weighs = isinstance(event.body, EvidenceExcluded)
    if actor.kind is not ActorKind.STAFF or actor.id in took_part or weighs:
        return took_part
    return (*took_part, actor.id)


@evolve.register
def _(body: CaseQueuedForTriage, case: Case, at: datetime) -> Case:
    queued = replace(
        case,
        status=Status.TRIAGE,
        triage_reason=body.reason,
        complaint=body.reason is TriageReason.ABOUT_PUBLIC_BODY or bool(body.about_bodies),
        about_bodies=body.about_bodies,
        procedure=body.procedure,
    )
    owed = (
        replace(clock, unit=queued.triage_unit)
        if clock.stage is Stage.TRIAGE and not clock.missed
        else clock
        for clock in case.clocks
    )
    return replace(queued, clocks=tuple(owed))


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
        handler=None,
        tasks=tuple(Task(unit) for unit in body.co_handlers),
        clocks=(*ended(case.clocks, at, lambda clock: clock.stage in _ANSWERED), *body.clocks),
        dates=body.dates or EnterpriseDates.of(body.clocks),
        assigned_at=at,
        verified_at=None,
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
        clocks=(*ended(case.clocks, at, lambda clock: clock.stage in _ANSWERED), *body.clocks),
        answered_at=at,
        objection_by=body.objection_by,
    )


@evolve.register
def _(body: CaseVerified, case: Case, at: datetime) -> Case:
    clocks = ended(case.clocks, at, lambda clock: clock.stage in VERIFY)
    return replace(case, status=Status.VERIFIED, verified_at=at, clocks=clocks)


@evolve.register
def _(body: CaseReplied, case: Case, at: datetime) -> Case:
    clocks = ended(case.clocks, at, lambda clock: clock.stage is Stage.REPLY)
    return replace(case, status=Status.REPLIED, replied_at=at, clocks=clocks)


@evolve.register
def _(body: CaseResolved, case: Case, at: datetime) -> Case:
    clocks = (*ended(case.clocks, at, lambda clock: clock.stage is Stage.RESOLVE), *body.clocks)
    return replace(
        case,
        status=Status.RESOLVED,
        resolved_at=at,
        clocks=clocks,
        objection_by=body.objection_by,
    )


@evolve.register
def _(body: CaseClosed, case: Case, at: datetime) -> Case:
    """An answered case was closed by its answer; of it only the closing is kept."""
    return replace(
        case,
        status=Status.ANSWERED if case.status is Status.ANSWERED else Status.CLOSED,
        closing=body.closing,
        closed_at=at,
        clocks=ended(case.clocks, at, lambda clock: clock.stage is Stage.SILENCE),
    )


@evolve.register
def _(body: TaskReported, case: Case, at: datetime) -> Case:
    return _task_ended(case, body.unit, TaskState.REPORTED, at)


@evolve.register
def _(body: CoHandlerExcused, case: Case, at: datetime) -> Case:
    return _task_ended(case, body.unit, TaskState.EXCUSED, at)


@evolve.register
def _(body: CaseSupplemented, case: Case, at: datetime) -> Case:
    """Who adds something to a resolved case is not silent: the silence runs anew from then, in the
    place of the one that ran.
    """
    anew = {clock.key for clock in body.clocks}
    kept = (clock for clock in case.clocks if clock.key not in anew)
    return replace(case, clocks=(*kept, *body.clocks))


@evolve.register
def _(body: CaseRated, case: Case, at: datetime) -> Case:
    return replace(case, rated_at=at)


@evolve.register
def _(body: CalendarAdopted, case: Case, at: datetime) -> Case:
    moved = {clock.key: clock for clock in body.clocks}
    return replace(
        case,
        versions=replace(case.versions, calendar=body.calendar),
        dates=body.dates or case.dates,
        clocks=tuple(moved.get(clock.key, clock) for clock in case.clocks),
    )


def _task_ended(case: Case, unit: str, state: TaskState, at: datetime) -> Case:
    tasks = (replace(task, state=state) if task.unit == unit else task for task in case.tasks)
    clocks = ended(case.clocks, at, lambda clock: clock.stage is Stage.TASK and clock.unit == unit)
    return replace(case, tasks=tuple(tasks), clocks=clocks)


# Families of events register their rules when they are imported.
import casework.domain.attachment_fold  # noqa: E402
import casework.domain.contest_fold  # noqa: E402
import casework.domain.letter_fold  # noqa: E402
import casework.domain.oversight_fold  # noqa: E402
import casework.domain.reach_fold  # noqa: E402, F401
from casework.domain.decision_fold import made_consistent  # noqa: E402
