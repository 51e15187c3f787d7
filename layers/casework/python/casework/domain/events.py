"""The facts of a case, past tense: who did what and when, in codes, dates and ids; never a word
that a person typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, get_args

from casework.domain.attachment_events import AttachmentEvent
from casework.domain.clocks import Clock, Stage
from casework.domain.contest_events import ContestEvent
from casework.domain.decision_events import DecisionEvent
from casework.domain.enterprise_dates import EnterpriseDates
from casework.domain.evaluation import Grade, RatingReason
from casework.domain.event_facts import (
    Actor,
    ActorKind,
    Channel,
    Finding,
    Outcome,
    Promised,
    Versions,
)
from casework.domain.oversight_events import OversightEvent
from casework.domain.particulars import ParticularsRef
from casework.domain.reach_events import ReachEvent
from casework.domain.routing_facts import Grounds, Suggestion, TriageReason
from casework.domain.supervision_events import (
    CalendarAdopted,
    CaseClosed,
    DeadlineMissed,
    DeadlineWarned,
    LetterAcknowledged,
    LetterAnswered,
    LetterIssued,
    LetterRendered,
)

__all__ = [
    "EVENT_TYPES",
    "Actor",
    "ActorKind",
    "CaseAnswered",
    "CaseAssigned",
    "CaseFiled",
    "CaseQueuedForTriage",
    "CaseRated",
    "CaseReplied",
    "CaseResolved",
    "CaseSupplemented",
    "CaseVerified",
    "Channel",
    "CoHandlerExcused",
    "Event",
    "EventBody",
    "Finding",
    "Outcome",
    "Promised",
    "TaskReported",
    "Versions",
]


@dataclass(frozen=True, slots=True)
class CaseFiled:
    """An enterprise said what is wrong; the centre's triage clock runs from here."""

    channel: Channel
    place: str
    category: str | None
    township: str | None
    confidential: bool
    language: str
    versions: Versions
    promised: Promised
    tracking_sha256: str
    filing_digest: str
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]
    over_quota: bool = False


@dataclass(frozen=True, slots=True)
class CaseQueuedForTriage:
    """The rules could not or must not assign; a clerk chooses, with suggestions ranked best
    first.
    """

    reason: TriageReason
    suggestions: tuple[Suggestion, ...]
    score: int
    margin: int
    about_bodies: tuple[str, ...]
    procedure: str | None
    catalogue: str


@dataclass(frozen=True, slots=True)
class CaseAssigned:
    """A lead unit and its co-handlers owe the answer (P4); 1, 3 and 15 working days count from here
    (P6). `dates` are the enterprise's where they are not those of the clocks.
    """

    lead: str
    co_handlers: tuple[str, ...]
    clocks: tuple[Clock, ...]
    automatic: bool = False
    suggestion: Suggestion | None = None
    grounds: Grounds | None = None
    score: int = 0
    margin: int = 0
    catalogue: str | None = None
    complaint_dismissed: bool = False
    procedure_dismissed: bool = False
    released: ParticularsRef | None = None
    dates: EnterpriseDates | None = None

    @property
    def verify_by(self) -> datetime:
        """The lead's first deadline."""
        return self._of(Stage.VERIFY).due

    @property
    def reply_by(self) -> datetime:
        """The lead's second deadline."""
        return self._of(Stage.REPLY).due

    @property
    def resolve_by(self) -> datetime:
        """The lead's last deadline."""
        return self._of(Stage.RESOLVE).due

    @property
    def task_by(self) -> datetime | None:
        """The co-handlers' deadline; None when the lead handles the case alone."""
        tasks = (clock.due for clock in self.clocks if clock.stage is Stage.TASK)
        return min(tasks, default=None)

    @property
    def provisional(self) -> bool:
        """Whether a holiday notice still to come may move the last deadline."""
        return self._of(Stage.RESOLVE).provisional

    def _of(self, stage: Stage) -> Clock:
        return next(clock for clock in self.clocks if clock.stage is stage)


@dataclass(frozen=True, slots=True)
class CaseAnswered:
    """The service centre answered directly (直接答复, P3); the enterprise's silence runs, and it
    may object before `objection_by`.
    """

    particulars: ParticularsRef
    complaint_dismissed: bool = False
    procedure_dismissed: bool = False
    clocks: tuple[Clock, ...] = ()
    objection_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseVerified:
    """The lead established what is true (核实)."""

    finding: Finding
    on_time: bool
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class CaseReplied:
    """The lead told the enterprise what it will do (回复)."""

    on_time: bool
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class TaskReported:
    """A co-handler reported its share done (协办反馈)."""

    unit: str
    on_time: bool
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class CoHandlerExcused:
    """The lead released a co-handler from its task, with a reason."""

    unit: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class CaseResolved:
    """The lead says the matter is done (办结); the close clock stops, the enterprise's silence
    runs, and it may object before `objection_by`.
    """

    outcome: Outcome
    on_time: bool
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]
    objection_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseSupplemented:
    """The enterprise added to what it said; `clocks` holds the silence that this starts anew."""

    particulars: ParticularsRef
    clocks: tuple[Clock, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseRated:
    """The party rated the handling of its case (当事人评案件办理, E1); once per case."""

    grade: Grade
    reasons: tuple[RatingReason, ...]
    text_consent: bool
    particulars: ParticularsRef | None


EventBody: TypeAlias = (
    CaseFiled
    | CaseQueuedForTriage
    | CaseAssigned
    | CaseAnswered
    | CaseVerified
    | CaseReplied
    | TaskReported
    | CoHandlerExcused
    | CaseResolved
    | CaseSupplemented
    | CaseRated
    | CaseClosed
    | DeadlineWarned
    | DeadlineMissed
    | LetterIssued
    | LetterRendered
    | LetterAcknowledged
    | LetterAnswered
    | CalendarAdopted
    | OversightEvent
    | DecisionEvent
    | ContestEvent
    | AttachmentEvent
    | ReachEvent
)

EVENT_TYPES: dict[str, type[EventBody]] = {kind.__name__: kind for kind in get_args(EventBody)}


@dataclass(frozen=True, slots=True)
class Event:
    """An event as recorded: `seq` is the case's version after the command, `n` its place within the
    command.

    `due_version` counts the changes of `next_due`, the earliest instant (UTC) at which something of
    this case is due, or None when nothing is. `arms` marks the last event of a command that left
    another instant to wait for than it found.
    """

    case_id: str
    seq: int
    n: int
    at: datetime
    actor: Actor
    command_id: str
    due_version: int
    next_due: datetime | None
    body: EventBody
    arms: bool = False

    @property
    def id(self) -> str:
        """The event's identity everywhere outside the case: `case/seq/n`."""
        return f"{self.case_id}/{self.seq}/{self.n}"

    @property
    def type(self) -> str:
        """The event's name on the bus."""
        return type(self.body).__name__
