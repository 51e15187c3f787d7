"""Questions to the enterprise (补充材料), and what a department learns of a confidential case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import WITH_THE_CENTRE
from casework.domain.clocks import Stage
from casework.domain.deadline import Limit, Pause, units_of
from casework.domain.decision_events import (
    AnswerRelayed,
    CaseSuspended,
    EnterpriseAsked,
    IdentityRevealed,
    LiftCause,
    RequestRefused,
    RevealRequested,
    SuspensionLifted,
    SuspensionReason,
)
from casework.domain.decision_rules import (
    AlreadyRevealedError,
    NotConfidentialError,
    RequestUndecidedError,
    WaitsUsedUpError,
)
from casework.domain.requesting import (
    check_before,
    check_in_hand,
    check_none_undecided,
    check_undecided,
    current_stage,
    decider_of_requests,
    decision_clock,
    next_request,
    refusal,
    refuse_own,
)
from casework.domain.requests import RequestKind
from casework.domain.rules import CaseClosedError, NotAssignedError
from casework.domain.standing_still import lifting, suspending, waits_for_enterprise
from casework.domain.working_time import closing_of

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef
    from casework.domain.requesting import Decision


@dataclass(frozen=True, slots=True)
class AskEnterprise:
    """The lead asks the enterprise for facts or papers; the enterprise reads it on its page."""

    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[EnterpriseAsked, CaseSuspended]:
        """Waiting for the enterprise suspends by rule, without approval, never after the deadline
        of the step that is next, and in a round for as long in all as the policy lets a case stand
        still.
        """
        check_ask_enterprise(case, context.now)
        reason = SuspensionReason.WAITING_FOR_ENTERPRISE
        asked = EnterpriseAsked(str(case.lead), self.particulars)
        return (asked, suspending(case, reason, _left_to_wait(case, context), context))


@dataclass(frozen=True, slots=True)
class RelayAnswer:
    """A clerk passes on, in words that name nobody, what the enterprise of a confidential case
    said.
    """

    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[AnswerRelayed | SuspensionLifted, ...]:
        """The wait for the enterprise ends when the department can read the answer."""
        check_relay_answer(case, context.now)
        relayed = AnswerRelayed(self.particulars)
        if not waits_for_enterprise(case):
            return (relayed,)
        return (relayed, lifting(case, LiftCause.ANSWERED, context.now, context))


@dataclass(frozen=True, slots=True)
class RequestReveal:
    """A department lead asks who filed a confidential case, with the reason."""

    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[RevealRequested]:
        """While the department handles it; no clock of the handling stands still for it."""
        check_request_reveal(case, context.now)
        requested = RevealRequested(
            request=next_request(case),
            unit=str(case.lead),
            decider=decider_of_requests(case),
            particulars=self.particulars,
            clocks=(decision_clock(case, context),),
        )
        return (requested,)


@dataclass(frozen=True, slots=True)
class DecideReveal:
    """A supervisor lets the department read what the enterprise wrote, or does not."""

    decision: Decision

    def decide(self, case: Case, context: Context) -> tuple[IdentityRevealed | RequestRefused]:
        """A reveal is an event, by name of who decided it."""
        request = check_undecided(case, RequestKind.REVEAL)
        refuse_own(case, RequestKind.REVEAL, context.actor.id)
        if not self.decision.accepted:
            return (refusal(request, case, context, self.decision.particulars),)
        unit = str(request.unit)
        return (IdentityRevealed(request.id, unit, self.decision.particulars),)


def check_ask_enterprise(case: Case, now: datetime) -> None:
    """Whether the lead may ask the enterprise now; raises the rule that forbids it."""
    check_in_hand(case)
    check_none_undecided(case)
    check_before(current_stage(case), now)
    if any(map(_ran_out, _waits(case))):
        raise WaitsUsedUpError


def _waits(case: Case) -> tuple[Clock, ...]:
    """The suspensions of this round that nobody was asked for."""
    asked_for = {request.id for request in case.requests}
    return tuple(
        clock
        for clock in case.clocks
        if clock.stage is Stage.SUSPENSION
        and clock.round == case.round
        and clock.request not in asked_for
    )


def _ran_out(wait: Clock) -> bool:
    """Whether a wait lasted to its last day, or to its end where that came on its first."""
    if wait.ended_at is None:
        return False
    last, _ = closing_of(wait.due)
    first, _ = closing_of(wait.started_at)
    return wait.ended_at >= wait.due or closing_of(wait.ended_at)[0] >= last > first


def _left_to_wait(case: Case, context: Context) -> Limit:
    """What the waits of this round left of the policy's limit: where none ran out, one at least."""
    limit, hours = context.policy.suspension, context.policy.hours
    pauses = (Pause(wait.started_at, wait.ended_at) for wait in _waits(case))
    used = sum(units_of(each, limit.unit, context.calendar, hours=hours) for each in pauses)
    return Limit(max(limit.amount - used, 1), limit.unit)


def check_relay_answer(case: Case, now: datetime) -> None:
    """Whether there is a department to relay an answer to."""
    if not case.status.is_open:
        raise CaseClosedError
    if case.status in WITH_THE_CENTRE:
        raise NotAssignedError
    if not case.confidential:
        raise NotConfidentialError


def check_request_reveal(case: Case, now: datetime) -> None:
    """Whether the department may ask for a reveal now."""
    check_in_hand(case)
    if not case.confidential:
        raise NotConfidentialError
    if case.lead in case.revealed_to:
        raise AlreadyRevealedError
    if case.undecided(RequestKind.REVEAL):
        raise RequestUndecidedError


def check_decide_reveal(case: Case, now: datetime) -> None:
    """Whether a reveal waits for its decision."""
    check_undecided(case, RequestKind.REVEAL)
