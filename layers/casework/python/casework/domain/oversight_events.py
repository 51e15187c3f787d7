"""The facts of oversight, past tense: special supervision, procedures, merging, notes.

As everywhere, codes, dates and ids only; what people wrote is referred to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from casework.domain.clocks import Clock
from casework.domain.particulars import ParticularsRef
from casework.domain.red_light_events import (
    CaseStated,
    Evidence,
    EvidenceExcluded,
    EvidenceKind,
    Exclusion,
    RedLightAppealDecided,
    RedLightAppealed,
    RedLightDismissed,
    RedLightEvent,
    RedLightProposed,
    RedLightSigned,
)

__all__ = [
    "ActionAgreed",
    "ActionReported",
    "CaseAbsorbed",
    "CaseLinked",
    "CaseMerged",
    "CaseStated",
    "ContactKind",
    "Evidence",
    "EvidenceExcluded",
    "EvidenceKind",
    "Exclusion",
    "GuidedToProcedure",
    "HandlerNamed",
    "JudicialContactRecorded",
    "LinkKind",
    "NoteAdded",
    "OrganKind",
    "OversightEvent",
    "ProcedureConfirmed",
    "RedLightAppealDecided",
    "RedLightAppealed",
    "RedLightDismissed",
    "RedLightEvent",
    "RedLightProposed",
    "RedLightSigned",
    "SpecialReason",
    "SpecialSupervisionConcluded",
    "SpecialSupervisionOrganised",
    "SpecialSupervisionStarted",
    "SummaryReleased",
]


class SpecialReason(StrEnum):
    """Why a case is under special supervision (专项督办, P5)."""

    STUCK = "stuck"
    ORDERED = "ordered"
    SECOND_OBJECTION = "second_objection"


@dataclass(frozen=True, slots=True)
class SpecialSupervisionStarted:
    """A stuck case was lifted to special supervision (P5); without a coordinator until one is named
    where a second objection brought it there.
    """

    reason: SpecialReason
    coordinator: str | None
    departments: tuple[str, ...]
    particulars: ParticularsRef | None


@dataclass(frozen=True, slots=True)
class SpecialSupervisionOrganised:
    """A supervisor named, or named anew, who coordinates and who takes part."""

    coordinator: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionAgreed:
    """A department shall do something until an agreed day; `clocks` holds the one that runs."""

    action: str
    department: str
    clocks: tuple[Clock, ...]
    particulars: ParticularsRef

    @property
    def due(self) -> datetime:
        """The end of the agreed day."""
        return self.clocks[0].due


@dataclass(frozen=True, slots=True)
class ActionReported:
    """A department said what came of its action."""

    action: str
    department: str
    on_time: bool
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class SpecialSupervisionConcluded:
    """A supervisor recorded the result; with `closes` that is the end of the case too."""

    closes: bool
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class ProcedureConfirmed:
    """A person confirmed that the matter has a procedure of its own, which routing had marked."""

    procedure: str


@dataclass(frozen=True, slots=True)
class GuidedToProcedure:
    """The enterprise was told which body decides its matter in which procedure, and how long that
    may take by law; `days` where that period is one.

    `clocks` holds the enterprise's silence; it may object before `objection_by`.
    """

    days: int | None
    particulars: ParticularsRef
    clocks: tuple[Clock, ...] = ()
    objection_by: datetime | None = None


class ContactKind(StrEnum):
    """How a judicial organ was turned to."""

    LETTER = "letter"
    CALL = "call"
    MEETING = "meeting"


class OrganKind(StrEnum):
    """Which organ was turned to; its name stands in the text."""

    COURT = "court"
    PROCURATORATE = "procuratorate"
    PUBLIC_SECURITY = "public_security"
    ARBITRATION = "arbitration"
    RECONSIDERATION = "reconsideration"
    DISCIPLINE = "discipline"


@dataclass(frozen=True, slots=True)
class JudicialContactRecorded:
    """Somebody turned to an organ about procedure or service (过问登记)."""

    kind: ContactKind
    organ: OrganKind
    on: date
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class SummaryReleased:
    """An inspector released to a body what it may read of the complaint about it."""

    body: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class CaseMerged:
    """The case ended as part of another of the same matter, whose `lead` may read it."""

    into: str
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class CaseAbsorbed:
    """A duplicate was merged into this case."""

    merged: str


class LinkKind(StrEnum):
    """What two cases have to do with each other."""

    RELATED = "related"
    SAME_MATTER = "same_matter"


@dataclass(frozen=True, slots=True)
class CaseLinked:
    """The case was linked to another; that one has the same event with this one."""

    other: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """Somebody on the case wrote an internal note (内部备注)."""

    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class HandlerNamed:
    """The unit said who of its people handles the case (承办人), by opaque staff id."""

    unit: str
    staff: str


OversightEvent: TypeAlias = (
    SpecialSupervisionStarted
    | SpecialSupervisionOrganised
    | ActionAgreed
    | ActionReported
    | SpecialSupervisionConcluded
    | RedLightEvent
    | ProcedureConfirmed
    | GuidedToProcedure
    | JudicialContactRecorded
    | SummaryReleased
    | CaseMerged
    | CaseAbsorbed
    | CaseLinked
    | NoteAdded
    | HandlerNamed
)
