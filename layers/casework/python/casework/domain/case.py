"""A case (诉求) as it stands: the fold of its events, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.domain.events import (
    Channel,
    Promised,
    Versions,
)
from casework.domain.particulars import ParticularsRef
from casework.domain.routing_facts import TriageReason

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
