"""Rating the handling of a case (当事人评案件办理, E1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.events import CaseRated
from casework.domain.rules import AlreadyRatedError, NotRateableError

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.evaluation import Grade, RatingReason
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef

RATEABLE = frozenset({Status.RESOLVED, Status.ANSWERED, Status.CLOSED})


@dataclass(frozen=True, slots=True)
class RateCase:
    """The party's grade, its reasons, and whether the rated body may read the text."""

    grade: Grade
    reasons: tuple[RatingReason, ...]
    text_consent: bool
    particulars: ParticularsRef | None

    def decide(self, case: Case, context: Context) -> tuple[CaseRated]:
        """A party rates once, when the case was resolved or answered. Once its data were erased the
        grade is taken, and no text.
        """
        if case.status not in RATEABLE:
            raise NotRateableError
        if case.rated_at is not None:
            raise AlreadyRatedError
        text = self.particulars if case.erased_at is None else None
        return (CaseRated(self.grade, self.reasons, self.text_consent, text),)
