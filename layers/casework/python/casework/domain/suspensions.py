"""Suspensions (挂起): a case stands still for a listed reason, approved, so long at most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.clock_moves import paused
from casework.domain.deadline import Limit
from casework.domain.decision_events import (
    CaseSuspended,
    LiftCause,
    RequestRefused,
    SuspensionLifted,
    SuspensionReason,
    SuspensionRequested,
)
from casework.domain.decision_rules import NotSuspendedError
from casework.domain.requesting import (
    check_before,
    check_in_hand,
    check_none_undecided,
    check_undecided,
    current_stage,
    days_granted,
    decider_of_requests,
    decision_clock,
    next_request,
    refusal,
    refuse_own,
)
from casework.domain.requests import RequestKind
from casework.domain.standing_still import handling_clocks, lifting, suspending

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef
    from casework.domain.requesting import Decision


@dataclass(frozen=True, slots=True)
class RequestSuspension:
    """The lead asks that the case stand still, for a listed reason and so many working days."""

    reason: SuspensionReason
    days: int
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[SuspensionRequested]:
        """Never after the deadline of the step that is next; all that the lead and its co-handlers
        owe stands still until it is decided.
        """
        check_request_suspension(case, context.now)
        days_granted(self.days, context.policy.suspension)
        held = paused(handling_clocks(case), context.now)
        requested = SuspensionRequested(
            request=next_request(case),
            unit=str(case.lead),
            decider=decider_of_requests(case),
            reason=self.reason,
            days=self.days,
            particulars=self.particulars,
            clocks=(*held, decision_clock(case, context)),
        )
        return (requested,)


@dataclass(frozen=True, slots=True)
class DecideSuspension:
    """A supervisor approves or refuses the suspension."""

    decision: Decision

    def decide(self, case: Case, context: Context) -> tuple[CaseSuspended | RequestRefused]:
        """Approved, the case stands still from now for the days asked for, and ends by itself."""
        request = check_undecided(case, RequestKind.SUSPENSION)
        refuse_own(case, RequestKind.SUSPENSION, context.actor.id)
        particulars = self.decision.particulars
        if not self.decision.accepted:
            return (refusal(request, case, context, particulars),)
        suspended = suspending(
            case,
            SuspensionReason(str(request.reason)),
            Limit(request.days or 1, context.policy.suspension.unit),
            context,
            request=request.id,
            particulars=particulars,
        )
        return (suspended,)


@dataclass(frozen=True, slots=True)
class LiftSuspension:
    """A person of the lead lets the case go on before its time."""

    def decide(self, case: Case, context: Context) -> tuple[SuspensionLifted]:
        """The days suspended so far are added to every stage that is unmet."""
        check_lift_suspension(case, context.now)
        return (lifting(case, LiftCause.PERSON, context.now, context),)


def check_request_suspension(case: Case, now: datetime) -> None:
    """Whether the lead may ask for a suspension now; raises the rule that forbids it."""
    check_in_hand(case)
    check_none_undecided(case)
    check_before(current_stage(case), now)


def check_decide_suspension(case: Case, now: datetime) -> None:
    """Whether a suspension waits for its decision."""
    check_undecided(case, RequestKind.SUSPENSION)


def check_lift_suspension(case: Case, now: datetime) -> None:
    """Whether the case is suspended."""
    if case.status is not Status.SUSPENDED:
        raise NotSuspendedError
