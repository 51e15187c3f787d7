"""Objections (异议): one is decided by someone who took no part, a second goes to special
supervision (DESIGN 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, Status
from casework.domain.clocks import Stage, start_clock
from casework.domain.contest_events import ObjectionDecided, ObjectionRaised
from casework.domain.contest_rules import (
    AlreadyConfirmedError,
    AlreadyObjectedError,
    FalseClosingNotUpheldError,
    NotContestableError,
    ObjectionPeriodOverError,
    ObjectionUndecidedError,
)
from casework.domain.contest_times import lead_clocks, refuse_who_took_part, triage_clock, waiting
from casework.domain.oversight_events import SpecialReason, SpecialSupervisionStarted
from casework.domain.requesting import decider_of_requests, decision_clock, next_request
from casework.domain.requests import RequestKind
from casework.domain.supervision_events import CaseClosed, Closing

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef

CONTESTABLE = frozenset({Status.RESOLVED, Status.ANSWERED, Status.CLOSED})
MOST_OBJECTIONS = 2


@dataclass(frozen=True, slots=True)
class RaiseObjection:
    """The enterprise says why the outcome is not right."""

    particulars: ParticularsRef

    def decide(
        self, case: Case, context: Context
    ) -> tuple[ObjectionRaised | SpecialSupervisionStarted, ...]:
        """Within 10 working days of the outcome (policy), also after silence closed the case. The
        second is not decided: the case is open again, under special supervision.
        """
        check_object(case, context.now)
        if objections(case) == 0:
            clock = decision_clock(case, context, Stage.OBJECTION_DECISION)
            return (self._raised(case, (clock,), escalated=False),)
        raised = self._raised(case, _last_round(case, context), escalated=True)
        return (raised, *_special_supervision(case))

    def _raised(self, case: Case, clocks: tuple[Clock, ...], *, escalated: bool) -> ObjectionRaised:
        return ObjectionRaised(
            request=next_request(case),
            decider=decider_of_requests(case),
            escalated=escalated,
            particulars=self.particulars,
            clocks=clocks,
        )


@dataclass(frozen=True, slots=True)
class DecideObjection:
    """A supervisor who took no part decides; `false_closing` (虚假办结): it had been reported done
    and was not.
    """

    upheld: bool
    false_closing: bool
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[ObjectionDecided | CaseClosed, ...]:
        """Upheld, the case has a round of clocks of its own: the lead's and the tasks, or triage
        for a direct answer. Rejected, it is closed as that.
        """
        check_decide_objection(case, context.now)
        refuse_who_took_part(case, context.actor.id)
        if self.false_closing and not self.upheld:
            raise FalseClosingNotUpheldError
        decided = ObjectionDecided(
            request=waiting(case, RequestKind.OBJECTION).id,
            upheld=self.upheld,
            false_closing=self.false_closing,
            unit=case.unit_in_charge,
            particulars=self.particulars,
            clocks=lead_clocks(case, context, case.round + 1) if self.upheld else (),
        )
        return (decided,) if self.upheld else (decided, CaseClosed(Closing.OBJECTION_REJECTED))


def objections(case: Case) -> int:
    """How often the enterprise has objected."""
    return sum(request.kind is RequestKind.OBJECTION for request in case.requests)


def check_object(case: Case, now: datetime) -> None:
    """Whether the enterprise may object now."""
    if case.undecided(RequestKind.OBJECTION):
        raise ObjectionUndecidedError
    if case.closing is Closing.CONFIRMED:
        raise AlreadyConfirmedError
    if case.status not in CONTESTABLE or case.closing not in {None, Closing.NOT_CONTESTED}:
        raise NotContestableError
    if objections(case) >= MOST_OBJECTIONS:
        raise AlreadyObjectedError
    if case.objection_by is None or now >= case.objection_by:
        raise ObjectionPeriodOverError


def check_decide_objection(case: Case, now: datetime) -> None:
    """Whether an objection waits for its decision."""
    waiting(case, RequestKind.OBJECTION)
    if case.status not in CONTESTABLE:
        raise NotContestableError


def _last_round(case: Case, context: Context) -> tuple[Clock, ...]:
    """What is owed under special supervision: the lead must resolve, or the centre answer or decide
    where the case goes, so that the case ends.
    """
    round_ = case.round + 1
    if case.lead is None:
        return (triage_clock(case, context, round_),)
    stage = Stage.DIRECT_ANSWER if case.lead == CENTRE else Stage.RESOLVE
    return (start_clock(stage, case.lead, context, round=round_, urgent=case.urgent),)


def _special_supervision(case: Case) -> tuple[SpecialSupervisionStarted, ...]:
    """By the deciding unit, with everyone who handles the case; none beside one that runs."""
    if case.special is not None and case.special.is_running:
        return ()
    lead = (case.lead,) if case.lead else ()
    departments = (*lead, *(task.unit for task in case.tasks))
    reason = SpecialReason.SECOND_OBJECTION
    return (SpecialSupervisionStarted(reason, case.triage_unit, departments, None),)
