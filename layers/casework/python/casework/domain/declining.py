"""Declining a case (不予受理) for a reason of a closed list, and the one review (复核) of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.clocks import Stage
from casework.domain.contest_events import CaseDeclined, DeclineReviewAsked, DeclineReviewed
from casework.domain.contest_rules import (
    DeclineReviewedError,
    NotDeclinedError,
    ReviewPeriodOverError,
)
from casework.domain.contest_times import (
    objection_period,
    refuse_who_took_part,
    triage_clock,
    waiting,
)
from casework.domain.requesting import decision_clock, next_request
from casework.domain.requests import RequestKind
from casework.domain.rules import AlreadyDispatchedError, CaseClosedError, NotYetRoutedError

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.contest_events import DeclineReason
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef


@dataclass(frozen=True, slots=True)
class DeclineCase:
    """A clerk declines a case, in words that the enterprise reads."""

    reason: DeclineReason
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[CaseDeclined]:
        """In triage only; a review may be asked for within the period for objections (policy)."""
        check_decline(case, context.now)
        return (CaseDeclined(self.reason, self.particulars, objection_period(context)),)


@dataclass(frozen=True, slots=True)
class AskDeclineReview:
    """The enterprise says why its case should be taken on."""

    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[DeclineReviewAsked]:
        """Once."""
        check_ask_review(case, context.now)
        asked = DeclineReviewAsked(
            request=next_request(case),
            decider=case.triage_unit,
            particulars=self.particulars,
            clocks=(decision_clock(case, context, Stage.REVIEW),),
        )
        return (asked,)


@dataclass(frozen=True, slots=True)
class DecideDeclineReview:
    """A supervisor who took no part decides."""

    overturned: bool
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[DeclineReviewed]:
        """Overturned, the case is in triage again, with a fresh limit."""
        check_decide_decline_review(case, context.now)
        refuse_who_took_part(case, context.actor.id)
        clocks = (triage_clock(case, context, case.round + 1),) if self.overturned else ()
        request = waiting(case, RequestKind.DECLINE_REVIEW)
        return (DeclineReviewed(request.id, self.overturned, self.particulars, clocks),)


def check_decline(case: Case, now: datetime) -> None:
    """Whether the case waits for the decision where it goes."""
    if not case.status.is_open:
        raise CaseClosedError
    if case.status is Status.SUBMITTED:
        raise NotYetRoutedError
    if case.status is not Status.TRIAGE:
        raise AlreadyDispatchedError(lead=case.lead)


def check_ask_review(case: Case, now: datetime) -> None:
    """Whether the enterprise may ask for the review of a declined case."""
    if case.status is not Status.DECLINED:
        raise NotDeclinedError
    if any(request.kind is RequestKind.DECLINE_REVIEW for request in case.requests):
        raise DeclineReviewedError
    if case.objection_by is None or now >= case.objection_by:
        raise ReviewPeriodOverError


def check_decide_decline_review(case: Case, now: datetime) -> None:
    """Whether the review of a declined case waits for its decision."""
    waiting(case, RequestKind.DECLINE_REVIEW)
