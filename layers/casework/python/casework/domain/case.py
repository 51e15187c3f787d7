"""A case (诉求) as it stands: the fold of its events, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import singledispatch
from typing import TYPE_CHECKING

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
    Channel,
    CoHandlerExcused,
    Promised,
    TaskReported,
    TriageReason,
    Versions,
)
from casework.domain.particulars import ParticularsRef

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casework.domain.events import Event, EventBody


CENTRE = "centre"
"""The escort service centre (县政法护航工作中心, O2): receives and dispatches."""

INSPECTION = "inspection"
"""The inspectors: complaints about a body go to them."""

LEADING_GROUP = "leading_group"
"""The leading group headed by both party and government chiefs (O1): above centre and inspectors.
"""

SUPERIORS = (INSPECTION, LEADING_GROUP)
"""Who handles complaints about public bodies, the nearest first."""


class Status(StrEnum):
    """Where a case stands; `is_open` tells its kind."""

    SUBMITTED = "submitted"
    TRIAGE = "triage"
    ASSIGNED = "assigned"
    VERIFIED = "verified"
    REPLIED = "replied"
    RESOLVED = "resolved"
    ANSWERED = "answered"

    @property
    def is_open(self) -> bool:
        """Whether anything may still happen to the matter itself."""
        return self not in CLOSED


CLOSED = frozenset({Status.ANSWERED})
WITH_THE_CENTRE = frozenset({Status.SUBMITTED, Status.TRIAGE})
WITH_THE_LEAD = frozenset({Status.ASSIGNED, Status.VERIFIED, Status.REPLIED})


class Disposition(StrEnum):
    """What first became of a case: the parts that add up to all received (P9)."""

    DIRECT = "direct"
    TRANSFERRED = "transferred"


class TaskState(StrEnum):
    """How far a co-handler's task is."""

    OPEN = "open"
    REPORTED = "reported"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Task:
    """A co-handler's task (协办任务)."""

    unit: str
    due: datetime
    state: TaskState = TaskState.OPEN


@dataclass(frozen=True, slots=True)
class Case:
    """One case file, whatever the channel (P2). Instants are UTC; deadlines are half open; None
    means not (yet).
    """

    id: str
    version: int
    status: Status
    channel: Channel
    place: str
    category: str | None
    township: str | None
    confidential: bool
    language: str
    versions: Versions
    filed_at: datetime
    promised: Promised
    tracking_sha256: str
    filing_digest: str
    due_version: int = 0
    next_due: datetime | None = None
    disposition: Disposition | None = None
    triage_reason: TriageReason | None = None
    complaint: bool = False
    about_bodies: tuple[str, ...] = ()
    procedure: str | None = None
    lead: str | None = None
    released: ParticularsRef | None = None
    tasks: tuple[Task, ...] = ()
    assigned_at: datetime | None = None
    verify_by: datetime | None = None
    reply_by: datetime | None = None
    resolve_by: datetime | None = None
    provisional: bool = False
    verified_at: datetime | None = None
    replied_at: datetime | None = None
    resolved_at: datetime | None = None
    answered_at: datetime | None = None
    rated_at: datetime | None = None

    @property
    def triage_unit(self) -> str:
        """Who decides where the case goes: the service centre, and the next above it that a
        complaint is not about.
        """
        rising = (CENTRE, *SUPERIORS)
        return next((unit for unit in rising if unit not in self.about_bodies), LEADING_GROUP)

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """Co-handlers' tasks that are neither reported nor excused."""
        return tuple(task for task in self.tasks if task.state is TaskState.OPEN)

    def task_of(self, unit: str | None) -> Task | None:
        """The task of a unit, if it co-handles this case."""
        return next((task for task in self.tasks if task.unit == unit), None)


def case_number(case_id: str) -> str:
    """The number people read and say: `MSB-7K3Q-9F2M-4T8W` of the id `7K3Q9F2M4T8W`."""
    return "-".join(("MSB", case_id[:4], case_id[4:8], case_id[8:]))


def earliest_due(case: Case) -> datetime | None:
    """The earliest instant at which something of this case is due, met stages left out; None when
    nothing is.
    """
    if case.status in WITH_THE_CENTRE:
        return case.promised.triage_by
    if case.status not in WITH_THE_LEAD:
        return None
    stages = (
        (case.verified_at, case.verify_by),
        (case.replied_at, case.reply_by),
        (case.resolved_at, case.resolve_by),
    )
    pending = [by for met, by in stages if met is None and by is not None]
    return min([*pending, *(task.due for task in case.open_tasks)])


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
