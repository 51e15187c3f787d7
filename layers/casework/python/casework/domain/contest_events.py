"""The facts of what an enterprise contests, withdraws or asks for itself, and of the decisions.

As everywhere, codes, dates and ids only; what people wrote is referred to. `request` names the
`CaseRequest` that a fact opens or decides, `decider` the unit that owes the decision; `clocks` are
those that the fact starts, or moved ones carried whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from casework.domain.clocks import Clock
from casework.domain.enterprise_dates import EnterpriseDates
from casework.domain.particulars import ParticularsRef


class DeclineReason(StrEnum):
    """Why a case is declined (不予受理): a closed list, told to the enterprise."""

    NOT_AN_ENTERPRISES = "not_an_enterprises"
    NO_PUBLIC_BUSINESS = "no_public_business"
    NOT_IN_THIS_COUNTY = "not_in_this_county"
    UNVERIFIABLE = "unverifiable"
    ALREADY_DECIDED = "already_decided"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class ObjectionRaised:
    """The enterprise objected (异议) to how its case was resolved or answered.

    The first is decided by `decider`. A second one is `escalated`: nobody decides it, the case is
    open again and goes to special supervision (DESIGN 4).
    """

    request: str
    decider: str
    escalated: bool
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class ObjectionDecided:
    """An objection was upheld, which reopens the case with clocks of its own, or rejected.

    `false_closing` (虚假办结): `unit` had reported done what was not.
    """

    request: str
    upheld: bool
    false_closing: bool
    unit: str | None
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    """The enterprise withdrew its case (撤单); with a `request` where a handler had been in
    contact, and whether there was pressure is reviewed (撤单质检).
    """

    request: str | None
    decider: str | None
    particulars: ParticularsRef | None
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class WithdrawalReviewed:
    """The review of a withdrawal ended. Pressure found: the case goes on where it was, `clocks`
    counted on, and it is on record against `unit`; `dates` are what the enterprise is shown.
    """

    request: str
    pressure: bool
    unit: str | None
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]
    dates: EnterpriseDates | None = None


@dataclass(frozen=True, slots=True)
class RatingWithdrawn:
    """The enterprise took its rating back; reviewed likewise after a handler's contact."""

    request: str | None
    decider: str | None
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class RatingReviewed:
    """The review of a withdrawn rating ended. Pressure found: the rating stands again."""

    request: str
    pressure: bool
    unit: str | None
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class CaseDeclined:
    """A clerk declined the case (不予受理); a review may be asked for before `review_by`."""

    reason: DeclineReason
    particulars: ParticularsRef
    review_by: datetime


@dataclass(frozen=True, slots=True)
class DeclineReviewAsked:
    """The enterprise asked for a review (复核) of a declined case."""

    request: str
    decider: str
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class DeclineReviewed:
    """The review of a declined case: overturned, it is in triage again; otherwise it stays."""

    request: str
    overturned: bool
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class ContactMade:
    """A handler reached the contact that the filing names; `confirmed` tells whether the reporter
    said that the case is theirs.
    """

    unit: str
    confirmed: bool
    particulars: ParticularsRef | None


@dataclass(frozen=True, slots=True)
class FalseReportProposed:
    """The lead thinks that somebody else filed in the reporter's name (冒名诉求)."""

    request: str
    unit: str
    decider: str
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class FalseReportDecided:
    """Accepted, the case ends and every light that it caused is erased: the record stays, the
    colour does not. Refused, it goes on.
    """

    request: str
    accepted: bool
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class CorrectionAsked:
    """The enterprise asked to correct its data (更正, PIPL 46)."""

    request: str
    decider: str
    particulars: ParticularsRef
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class CorrectionMade:
    """The data were corrected: `particulars` replaces those of the filing for all readers."""

    request: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class CorrectionRefused:
    """A correction was refused, with the reason."""

    request: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class ErasureAsked:
    """The enterprise asked to erase its data (删除, PIPL 47)."""

    request: str
    decider: str
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True)
class ErasureRefused:
    """An erasure was refused, with the reason."""

    request: str
    particulars: ParticularsRef


@dataclass(frozen=True, slots=True)
class ParticularsErased:
    """Texts of the case were erased, named by their ids; a restore erases them again by this."""

    request: str
    texts: tuple[str, ...]


ContestEvent: TypeAlias = (
    ObjectionRaised
    | ObjectionDecided
    | CaseWithdrawn
    | WithdrawalReviewed
    | RatingWithdrawn
    | RatingReviewed
    | CaseDeclined
    | DeclineReviewAsked
    | DeclineReviewed
    | ContactMade
    | FalseReportProposed
    | FalseReportDecided
    | CorrectionAsked
    | CorrectionMade
    | CorrectionRefused
    | ErasureAsked
    | ErasureRefused
    | ParticularsErased
)
