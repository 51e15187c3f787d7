"""What an enterprise may ask about its data: correction (更正) and erasure (删除), PIPL 46, 47."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.clocks import Stage
from casework.domain.contest_events import (
    CorrectionAsked,
    CorrectionMade,
    CorrectionRefused,
    ErasureAsked,
    ErasureRefused,
    ParticularsErased,
)
from casework.domain.contest_rules import (
    AlreadyErasedError,
    ErasureTooEarlyError,
    PrivacyRequestPendingError,
)
from casework.domain.contest_times import waiting
from casework.domain.particulars import ParticularsKind
from casework.domain.requesting import decision_clock, next_request
from casework.domain.requests import RequestKind, RequestState
from casework.domain.supervision_events import Closing

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef

ERASABLE = frozenset(
    {
        ParticularsKind.FILING,
        ParticularsKind.ADDITION,
        ParticularsKind.RATING,
        ParticularsKind.RELEASED,
        ParticularsKind.OBJECTION,
        ParticularsKind.WITHDRAWAL,
        ParticularsKind.REVIEW_REQUEST,
        ParticularsKind.CORRECTION_REQUEST,
        ParticularsKind.CORRECTED,
        ParticularsKind.CONTACT_NOTE,
        ParticularsKind.NOTE,
        ParticularsKind.QUESTION,
        ParticularsKind.SUMMARY,
        ParticularsKind.PRESSURE_FINDING,
        ParticularsKind.FALSE_REPORT,
        ParticularsKind.FALSE_REPORT_DECISION,
        ParticularsKind.RETURN_REASON,
        ParticularsKind.EXTENSION_REASON,
        ParticularsKind.SUSPENSION_REASON,
        ParticularsKind.REVEAL_REASON,
        ParticularsKind.REQUEST_DECISION,
    }
)
"""What the enterprise typed, and what others wrote down of it, asked about it or gave as a reason
that may name it. What bodies answered stays, as the record of what they did.
"""

FINAL = frozenset(Closing) - {Closing.NOT_CONTESTED}
"""Closings that nobody can contest any more."""


@dataclass(frozen=True, slots=True)
class AskCorrection:
    """The enterprise says what is wrong and what is right."""

    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[CorrectionAsked]:
        """At any time, one at a time, as long as there is something to correct."""
        check_ask_correction(case, context.now)
        clock = decision_clock(case, context, Stage.PRIVACY_DECISION)
        asked = CorrectionAsked(next_request(case), case.triage_unit, self.particulars, (clock,))
        return (asked,)


@dataclass(frozen=True, slots=True)
class CorrectParticulars:
    """A clerk or supervisor corrects the data; the corrected ones replace the filed for everybody
    who reads the case.
    """

    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[CorrectionMade]:
        """On request only."""
        check_decide_correction(case, context.now)
        return (CorrectionMade(waiting(case, RequestKind.CORRECTION).id, self.particulars),)


@dataclass(frozen=True, slots=True)
class RefuseCorrection:
    """A clerk or supervisor refuses, with the reason that the enterprise reads (PIPL 50)."""

    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[CorrectionRefused]:
        """On request only."""
        check_decide_correction(case, context.now)
        return (CorrectionRefused(waiting(case, RequestKind.CORRECTION).id, self.particulars),)


@dataclass(frozen=True, slots=True)
class AskErasure:
    """The enterprise asks to erase its contact data and texts."""

    def decide(self, case: Case, context: Context) -> tuple[ErasureAsked]:
        """At any time; while the data are needed it is refused, with the reason."""
        check_ask_erasure(case, context.now)
        clock = decision_clock(case, context, Stage.PRIVACY_DECISION)
        return (ErasureAsked(next_request(case), case.triage_unit, (clock,)),)


@dataclass(frozen=True, slots=True)
class EraseParticulars:
    """A clerk or supervisor has the data erased; `texts` are the ids of what `ERASABLE` names."""

    texts: tuple[str, ...]

    def decide(self, case: Case, context: Context) -> tuple[ParticularsErased]:
        """Once nothing needs them any more: see `check_erase`."""
        check_erase(case, context.now)
        return (ParticularsErased(waiting(case, RequestKind.ERASURE).id, self.texts),)


@dataclass(frozen=True, slots=True)
class RefuseErasure:
    """A clerk or supervisor refuses, with the reason that the enterprise reads (PIPL 50)."""

    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[ErasureRefused]:
        """On request only."""
        check_refuse_erasure(case, context.now)
        return (ErasureRefused(waiting(case, RequestKind.ERASURE).id, self.particulars),)


def check_ask_correction(case: Case, now: datetime) -> None:
    """Whether there are data, and no correction waits."""
    if case.erased_at is not None:
        raise AlreadyErasedError
    if case.undecided(RequestKind.CORRECTION):
        raise PrivacyRequestPendingError


def check_decide_correction(case: Case, now: datetime) -> None:
    """Whether a correction waits, and there is something left to correct."""
    waiting(case, RequestKind.CORRECTION)


def check_ask_erasure(case: Case, now: datetime) -> None:
    """Whether there are data, and no erasure waits."""
    if case.erased_at is not None:
        raise AlreadyErasedError
    if case.undecided(RequestKind.ERASURE):
        raise PrivacyRequestPendingError


def check_erase(case: Case, now: datetime) -> None:
    """Whether an erasure waits and nothing needs the data: the case is withdrawn, or closed and its
    outcome can be contested no more, and nobody owes a decision on it.
    """
    waiting(case, RequestKind.ERASURE)
    if case.status.is_open or _is_contestable(case, now) or _is_being_decided(case):
        raise ErasureTooEarlyError


def check_refuse_erasure(case: Case, now: datetime) -> None:
    """Whether an erasure waits."""
    waiting(case, RequestKind.ERASURE)


def _is_contestable(case: Case, now: datetime) -> bool:
    if case.status is Status.WITHDRAWN or case.closing in FINAL:
        return False
    return case.objection_by is not None and now < case.objection_by


def _is_being_decided(case: Case) -> bool:
    return any(
        request.state is RequestState.UNDECIDED and request.kind is not RequestKind.ERASURE
        for request in case.requests
    )
