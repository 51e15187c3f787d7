"""The facts of oversight, past tense: special supervision, red lights, procedures, merging, notes.

As everywhere, codes, dates and ids only; what people wrote is referred to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from casework.domain.clocks import Clock
from casework.domain.particulars import ParticularsRef


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


class EvidenceKind(StrEnum):
    """What speaks for passivity or buck-passing (消极应付、推诿扯皮, P8)."""

    MISSED_AFTER_LETTER = "missed_after_letter"
    GROUNDLESS_RETURN = "groundless_return"
    FALSE_CLOSING = "false_closing"
    LETTER_UNANSWERED = "letter_unanswered"
    PRESSURE = "pressure"


class Exclusion(StrEnum):
    """Why a piece of evidence is shown and not counted (DESIGN 6)."""

    UNDER_APPEAL = "under_appeal"
    CAUSED_BY_OTHERS = "caused_by_others"
    NOT_THE_REPORTERS = "not_the_reporters"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: when it came about, and the clock, letter or request it rests on.

    `ref` names that within the case: a clock as `stage/round` or `stage/round/request`, a letter or
    request by its id, another finding by its place among those of its kind.
    """

    kind: EvidenceKind
    ref: str
    at: datetime | None
    excluded: Exclusion | None = None

    @property
    def key(self) -> tuple[EvidenceKind, str]:
        """What tells it from the other evidence against the unit."""
        return self.kind, self.ref


@dataclass(frozen=True, slots=True)
class RedLightProposed:
    """Evidence against a unit reached a threshold, or a supervisor found it enough; not a light.

    The unit may state its case until `state_by`; `policy` set the thresholds.
    """

    red_light: str
    unit: str
    evidence: tuple[Evidence, ...]
    state_by: datetime
    policy: str
    particulars: ParticularsRef | None = None


@dataclass(frozen=True, slots=True)
class CaseStated:
    """The unit stated its case (陈述申辩) on a proposed red light."""

    red_light: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class RedLightSigned:
    """A supervisor signed the red light (红灯警告, P8) and referred the unit (移送建议)."""

    red_light: str
    unit: str
    referred_to: str
    appeal_by: datetime
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class RedLightDismissed:
    """A supervisor found that the evidence does not bear a red light."""

    red_light: str
    unit: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class RedLightAppealed:
    """The unit appealed to the leading group; it can once."""

    red_light: str
    unit: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class RedLightAppealDecided:
    """The leading group decided, finally: the red light stands (`upheld`) or is lifted."""

    red_light: str
    unit: str
    upheld: bool
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class ProcedureConfirmed:
    """A person confirmed that the matter has a procedure of its own, which routing had marked."""

    procedure: str


@dataclass(frozen=True, slots=True)
class GuidedToProcedure:
    """The enterprise was told which body decides its matter in which procedure, and how long that
    may take by law; `days` where that period is one.

    `clocks` holds the enterprise's silence where a lead guided; a clerk's guidance is an answer.
    """

    days: int | None
    particulars: ParticularsRef
    clocks: tuple[Clock, ...] = ()


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
    | RedLightProposed
    | CaseStated
    | RedLightSigned
    | RedLightDismissed
    | RedLightAppealed
    | RedLightAppealDecided
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
