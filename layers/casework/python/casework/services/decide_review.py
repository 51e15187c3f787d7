"""Decide a review (复核、撤单质检): of a declined case, a withdrawal, a withdrawn rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.declining import DecideDeclineReview
from casework.domain.particulars import ParticularsKind
from casework.domain.withdrawals import DecideRatingReview, DecideWithdrawalReview
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


def decide_decline_review(
    request: Request,
    overturned: bool,
    reason: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the decision, whose reason the enterprise reads; raises what `carry_out` raises,
    NothingToReviewError, TookPartError.
    """

    def command(writing: Writing) -> DecideDeclineReview:
        ref = writing.add(ParticularsKind.REVIEW_DECISION, text=reason)
        return DecideDeclineReview(overturned, ref)

    return carry_out(
        *(request, Action.DECIDE_DECLINE_REVIEW, lambda writing: (command(writing),)),
        cases=cases,
        configuration=configuration,
    )


def decide_withdrawal_review(
    request: Request,
    pressure: bool,
    finding: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the finding, which passes between public bodies only; raises as above."""

    def command(writing: Writing) -> DecideWithdrawalReview:
        ref = writing.add(ParticularsKind.PRESSURE_FINDING, text=finding)
        return DecideWithdrawalReview(pressure, ref)

    return carry_out(
        *(request, Action.DECIDE_WITHDRAWAL_REVIEW, lambda writing: (command(writing),)),
        cases=cases,
        configuration=configuration,
    )


def decide_rating_review(
    request: Request,
    pressure: bool,
    finding: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the finding, likewise."""

    def command(writing: Writing) -> DecideRatingReview:
        ref = writing.add(ParticularsKind.PRESSURE_FINDING, text=finding)
        return DecideRatingReview(pressure, ref)

    return carry_out(
        *(request, Action.DECIDE_RATING_REVIEW, lambda writing: (command(writing),)),
        cases=cases,
        configuration=configuration,
    )
