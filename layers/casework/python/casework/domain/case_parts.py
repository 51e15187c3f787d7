"""What a case is made of: its statuses and first dispositions, tasks, letters, and who decides."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.domain.clocks import Stage
from casework.domain.event_facts import Way
from casework.domain.reach_events import NotReachedReason
from casework.domain.supervision_notice import LetterNumber

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
    SUSPENDED = "suspended"
    RESOLVED = "resolved"
    ANSWERED = "answered"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"

    @property
    def is_open(self) -> bool:
        """Whether anything may still happen to the matter itself."""
        return self not in CLOSED


CLOSED = frozenset(
    {Status.ANSWERED, Status.CLOSED, Status.DECLINED, Status.WITHDRAWN, Status.MERGED}
)
WITH_THE_CENTRE = frozenset({Status.SUBMITTED, Status.TRIAGE})
WITH_THE_LEAD = frozenset({Status.ASSIGNED, Status.VERIFIED, Status.REPLIED})


class Disposition(StrEnum):
    """What first became of a case: the parts that add up to all received (P9)."""

    DIRECT = "direct"
    TRANSFERRED = "transferred"
    OTHER = "other"


class TaskState(StrEnum):
    """How far a co-handler's task is."""

    OPEN = "open"
    REPORTED = "reported"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Task:
    """A co-handler's task (协办任务); its clock tells when it is due."""

    unit: str
    state: TaskState = TaskState.OPEN


class LetterState(StrEnum):
    """How far a supervision letter is."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class CaseLetter:
    """What a case keeps of a letter that was issued in it; `excused` when a false report caused it,
    so that nobody owes an answer.
    """

    id: str
    number: LetterNumber
    unit: str
    stage: Stage
    state: LetterState = LetterState.ISSUED
    sha256: str | None = None
    excused: bool = False


@dataclass(frozen=True, slots=True)
class NotReached:
    """By which way the enterprise could not be told of progress, why, and since when (UTC)."""

    way: Way
    reason: NotReachedReason
    at: datetime
