"""Rate the handling of a case (当事人评案件办理, E1) by its one-time code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casework.domain.lifecycle import perform
from casework.domain.particulars import ParticularsKind
from casework.domain.rating import RateCase
from casework.services.commanding import Writing, context_of
from casework.services.deciding_again import deciding_again
from casework.services.file_case import ENTERPRISE

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.evaluation import Grade, RatingReason
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository, Configuration


@dataclass(frozen=True, slots=True)
class Rating:
    """What the party says of the handling; the text reaches the rated body only with consent."""

    grade: Grade
    reasons: tuple[RatingReason, ...]
    text: str | None
    text_consent: bool

    def command(self, writing: Writing) -> RateCase:
        """The command, its text taken down."""
        ref = writing.add(ParticularsKind.RATING, text=self.text) if self.text else None
        return RateCase(self.grade, self.reasons, self.text_consent, ref)


def prepare_rating(token: str, *, cases: CaseRepository, mint: TokenMint) -> Case:
    """The case that a rating code is for; raises NotFoundError for any other token."""
    return cases.get(mint.case_of_rating_token(token))


def rate_case(
    token: str,
    rating: Rating,
    now: datetime,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    mint: TokenMint,
) -> None:
    """Store the rating; raises NotFoundError, NotRateableError, AlreadyRatedError."""

    def rate() -> None:
        case = prepare_rating(token, cases=cases, mint=mint)
        writing = Writing(case.version + 1)
        context = context_of(case, now, ENTERPRISE, f"rate:{case.id}", configuration)
        taken = rating if case.erased_at is None else replace(rating, text=None)
        cases.save(perform(case, (taken.command(writing),), context), writing.texts)

    deciding_again(rate)
