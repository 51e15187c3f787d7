"""The reporter (诉求人): the first contact confirms whose case it is; a false report (冒名诉求)
ends, and no light that it caused shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import WITH_THE_LEAD, Status
from casework.domain.contest_events import ContactMade, FalseReportDecided, FalseReportProposed
from casework.domain.contest_rules import (
    FalseReportPendingError,
    NotInHandError,
    ReporterConfirmedError,
    ReporterNotContactedError,
)
from casework.domain.contest_times import waiting
from casework.domain.requesting import decider_of_requests, decision_clock, next_request, refuse_own
from casework.domain.requests import RequestKind
from casework.domain.supervision_events import CaseClosed, Closing

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef

IN_HAND = WITH_THE_LEAD | {Status.SUSPENDED}


@dataclass(frozen=True, slots=True)
class RecordContact:
    """Somebody who handles the case spoke to the reporter; a note may say how."""

    unit: str
    confirmed: bool
    particulars: ParticularsRef | None

    def decide(self, case: Case, context: Context) -> tuple[ContactMade]:
        """While a body handles the case; as often as there was contact."""
        check_contact(case, context.now)
        return (ContactMade(self.unit, self.confirmed, self.particulars),)


@dataclass(frozen=True, slots=True)
class ProposeFalseReport:
    """The lead says why the report is not the reporter's."""

    unit: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[FalseReportProposed]:
        """Only after a contact in which nobody confirmed it, once; no clock stands still for it."""
        check_propose_false_report(case, context.now)
        proposed = FalseReportProposed(
            request=next_request(case),
            unit=self.unit,
            decider=decider_of_requests(case),
            particulars=self.particulars,
            clocks=(decision_clock(case, context),),
        )
        return (proposed,)


@dataclass(frozen=True, slots=True)
class DecideFalseReport:
    """A supervisor decides whether the report is false."""

    accepted: bool
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[FalseReportDecided | CaseClosed, ...]:
        """Accepted, the case is closed as not the reporter's and its lights are erased; refused, it
        goes on.
        """
        check_decide_false_report(case, context.now)
        request = waiting(case, RequestKind.FALSE_REPORT)
        refuse_own(case, RequestKind.FALSE_REPORT, context.actor.id)
        decided = FalseReportDecided(request.id, self.accepted, self.particulars)
        if not self.accepted:
            return (decided,)
        return (decided, CaseClosed(Closing.NOT_THE_REPORTERS))


def check_contact(case: Case, now: datetime) -> None:
    """Whether a body handles the case."""
    if case.status not in IN_HAND:
        raise NotInHandError


def check_propose_false_report(case: Case, now: datetime) -> None:
    """Whether a contact was made and nobody confirmed the case."""
    check_contact(case, now)
    if case.reporter_confirmed is None:
        raise ReporterNotContactedError
    if case.reporter_confirmed:
        raise ReporterConfirmedError
    if any(request.kind is RequestKind.FALSE_REPORT for request in case.requests):
        raise FalseReportPendingError


def check_decide_false_report(case: Case, now: datetime) -> None:
    """Whether a body handles the case and its proposal waits."""
    waiting(case, RequestKind.FALSE_REPORT)
    if not case.status.is_open:
        raise NotInHandError
