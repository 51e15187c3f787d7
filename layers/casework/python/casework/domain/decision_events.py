"""The facts of what moves a case in time, past tense: returns, extensions, suspensions, direct
handling, tracks and questions.

As everywhere, codes, dates and ids only. Clocks that moved are carried whole in `clocks`, dates
shown to the enterprise in `dates`, so that no rule is needed to know what became of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from casework.domain.clocks import Clock, Stage
from casework.domain.enterprise_dates import CLOSE, EnterpriseDates
from casework.domain.particulars import ParticularsRef
from casework.domain.requests import RequestKind


class ReturnGround(StrEnum):
    """Legal grounds of a return (退单理由): a closed list."""

    NO_COMPETENCE = "no_competence"
    OTHER_JURISDICTION = "other_jurisdiction"
    OWN_PROCEDURE = "own_procedure"
    OTHER_BODY_BY_LAW = "other_body_by_law"
    COMPETENCE_MOVED = "competence_moved"


class SuspensionReason(StrEnum):
    """Why a case may stand still (挂起事由): a closed list."""

    WAITING_FOR_ENTERPRISE = "waiting_for_enterprise"
    FORCE_MAJEURE = "force_majeure"
    EXPERT_APPRAISAL = "expert_appraisal"
    OTHER_PROCEDURE = "other_procedure"
    HIGHER_BODY = "higher_body"


class LiftCause(StrEnum):
    """What ended a suspension: a person, its longest time, or that the enterprise answered."""

    PERSON = "person"
    EXPIRED = "expired"
    ANSWERED = "answered"


class Track(StrEnum):
    """How a case travels (O8, E8): as all do, one matter one discussion, or the green channel."""

    ORDINARY = "ordinary"
    ONE_MATTER = "one_matter"
    GREEN_CHANNEL = "green_channel"


@dataclass(frozen=True, slots=True)
class ReturnRequested:
    """The lead asks to return the case (退单), on a legal ground; its clocks stand still."""

    request: str
    unit: str
    decider: str
    ground: ReturnGround
    suggested: str | None
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class ReturnAccepted:
    """The supervisor accepted a return and named the next lead, whose clocks start afresh; those of
    the enterprise never do. `designated`: finally.
    """

    request: str
    unit: str
    lead: str
    co_handlers: tuple[str, ...]
    designated: bool
    particulars: ParticularsRef
    released: ParticularsRef | None
    clocks: tuple[Clock, ...]

    @property
    def verify_by(self) -> datetime:
        """The next lead's first deadline."""
        return self._of(Stage.VERIFY).due

    @property
    def task_by(self) -> datetime | None:
        """The co-handlers' deadline; None when the lead handles the case alone."""
        tasks = (clock.due for clock in self.clocks if clock.stage is Stage.TASK)
        return min(tasks, default=None)

    def _of(self, stage: Stage) -> Clock:
        return next(clock for clock in self.clocks if clock.stage is stage)


@dataclass(frozen=True, slots=True)
class RequestRefused:
    """A request to return, extend, suspend or reveal was refused. `groundless`: a return that named
    no legal ground, which counts against the unit (P8).
    """

    request: str
    kind: RequestKind
    unit: str
    groundless: bool
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class ExtensionRequested:
    """The lead asks for more working days to close the matter (延期)."""

    request: str
    unit: str
    decider: str
    days: int
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class ExtensionGranted:
    """The close clock, co-handlers' tasks and the enterprise's last date moved by `days`."""

    request: str
    unit: str
    days: int
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]
    dates: EnterpriseDates | None

    @property
    def due(self) -> datetime:
        """The lead's new last deadline."""
        return next(clock.due for clock in self.clocks if clock.stage in CLOSE)


@dataclass(frozen=True, slots=True)
class SuspensionRequested:
    """The lead asks that the case stand still (挂起) for a listed reason, `days` at most."""

    request: str
    unit: str
    decider: str
    reason: SuspensionReason
    days: int
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class CaseSuspended:
    """The case stands still until `until` at the latest: approved on a `request`, or by rule while
    the enterprise is asked.
    """

    reason: SuspensionReason
    until: datetime
    request: str | None
    particulars: ParticularsRef | None
    clocks: tuple[Clock, ...]
    dates: EnterpriseDates | None


@dataclass(frozen=True, slots=True)
class SuspensionLifted:
    """The case goes on where it was; what was suspended is added to every stage that is unmet."""

    cause: LiftCause
    clocks: tuple[Clock, ...]
    dates: EnterpriseDates | None


@dataclass(frozen=True, slots=True)
class DirectHandlingTaken:
    """A clerk took the case for direct handling (直接办理, P3): `unit` verifies and answers it."""

    unit: str
    clocks: tuple[Clock, ...]
    complaint_dismissed: bool = False
    procedure_dismissed: bool = False


@dataclass(frozen=True, slots=True)
class OneMatterOpened:
    """One matter one discussion (一事一议, O8): urgent, with a coordinator and shorter limits."""

    coordinator: str
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]
    dates: EnterpriseDates | None


@dataclass(frozen=True, slots=True)
class GreenChannelOpened:
    """The green channel (绿色通道, E8) of a court or other organ; no judicial time changes."""

    organ: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class EnterpriseAsked:
    """The lead asked the enterprise to say or send something (补充材料)."""

    unit: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class AnswerRelayed:
    """The centre passed on, in released words, what the enterprise of a confidential case said."""

    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class RevealRequested:
    """The department asks who filed a confidential case, with a reason."""

    request: str
    unit: str
    decider: str
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class IdentityRevealed:
    """A supervisor let this unit read what the enterprise of a confidential case wrote."""

    request: str
    unit: str
    particulars: ParticularsRef


DecisionEvent: TypeAlias = (
    ReturnRequested
    | ReturnAccepted
    | RequestRefused
    | ExtensionRequested
    | ExtensionGranted
    | SuspensionRequested
    | CaseSuspended
    | SuspensionLifted
    | DirectHandlingTaken
    | OneMatterOpened
    | GreenChannelOpened
    | EnterpriseAsked
    | AnswerRelayed
    | RevealRequested
    | IdentityRevealed
)
