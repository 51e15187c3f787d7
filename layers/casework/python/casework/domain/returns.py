"""Returns (退单): a unit that may not handle a case says so, on a legal ground, and a supervisor
names the next (DESIGN 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.assignment import check_complaint, check_units, handling_from_now
from casework.domain.case import CENTRE, Status
from casework.domain.clock_moves import paused
from casework.domain.clocks import Stage
from casework.domain.decision_events import (
    RequestRefused,
    ReturnAccepted,
    ReturnGround,
    ReturnRequested,
)
from casework.domain.decision_rules import (
    DirectlyHandledError,
    NextLeadNotNeededError,
    NextLeadRequiredError,
    ReturnWindowOverError,
    ReturnWithoutGroundError,
    SameLeadError,
    UnitDesignatedError,
)
from casework.domain.requesting import (
    check_in_hand,
    check_none_undecided,
    check_undecided,
    decider_of_requests,
    decision_clock,
    next_request,
    refusal,
    refuse_own,
    stage_clock,
)
from casework.domain.requests import RequestKind, RequestState
from casework.domain.rules import ReleasedTextNotNeededError, UnknownUnitError
from casework.domain.standing_still import handling_clocks

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef

RETURNS_BEFORE_DESIGNATION = 2
"""After so many accepted returns the unit that the supervisor names is final."""


@dataclass(frozen=True, slots=True)
class RequestReturn:
    """The department lead asks to return the case; `particulars` is the legal basis in words."""

    ground: ReturnGround | None
    particulars: ParticularsRef | None
    suggested: str | None = None

    def decide(self, case: Case, context: Context) -> tuple[ReturnRequested]:
        """In the verify window, on a listed ground; the unit's clocks stand still until it is
        decided.
        """
        check_request_return(case, context.now)
        if self.ground is None or self.particulars is None:
            raise ReturnWithoutGroundError
        if self.suggested is not None and not context.organisation.handles_cases(self.suggested):
            raise UnknownUnitError(unit=self.suggested)
        held = paused(handling_clocks(case), context.now)
        requested = ReturnRequested(
            request=next_request(case),
            unit=str(case.lead),
            decider=decider_of_requests(case),
            ground=self.ground,
            suggested=self.suggested,
            particulars=self.particulars,
            clocks=(*held, decision_clock(case, context)),
        )
        return (requested,)


@dataclass(frozen=True, slots=True)
class NextUnits:
    """Whom a returned case goes to; `released` replaces the text of a confidential one."""

    lead: str
    co_handlers: tuple[str, ...] = ()
    released: ParticularsRef | None = None


@dataclass(frozen=True, slots=True)
class DecideReturn:
    """A supervisor accepts a return, naming the next units, or refuses it. `groundless`: it named
    no legal ground, which counts against the unit.
    """

    next_units: NextUnits | None
    particulars: ParticularsRef
    groundless: bool = False

    def decide(self, case: Case, context: Context) -> tuple[ReturnAccepted | RequestRefused]:
        """Once; the second accepted return designates the next unit, finally."""
        request = check_undecided(case, RequestKind.RETURN)
        refuse_own(case, RequestKind.RETURN, context.actor.id)
        if self.next_units is None:
            refused = refusal(
                *(request, case, context, self.particulars), groundless=self.groundless
            )
            return (refused,)
        if self.groundless:
            raise NextLeadNotNeededError
        self._check_next(case, self.next_units, context)
        lead, co_handlers = self.next_units.lead, self.next_units.co_handlers
        accepted = ReturnAccepted(
            request=request.id,
            unit=str(request.unit),
            lead=lead,
            co_handlers=co_handlers,
            designated=accepted_returns(case) + 1 >= RETURNS_BEFORE_DESIGNATION,
            particulars=self.particulars,
            released=self.next_units.released,
            clocks=handling_from_now(lead, co_handlers, case, context, request=request.id),
        )
        return (accepted,)

    @staticmethod
    def _check_next(case: Case, to: NextUnits, context: Context) -> None:
        if not to.lead:
            raise NextLeadRequiredError
        check_units((to.lead, *to.co_handlers), context)
        check_complaint(case, to.lead, to.co_handlers)
        if to.lead == case.lead:
            raise SameLeadError
        if to.released is not None and not case.confidential:
            raise ReleasedTextNotNeededError


def check_request_return(case: Case, now: datetime) -> None:
    """Whether the lead may ask to return the case now; raises the rule that forbids it."""
    check_in_hand(case)
    if case.lead == CENTRE:
        raise DirectlyHandledError
    if case.designated:
        raise UnitDesignatedError
    check_none_undecided(case)
    verify = stage_clock(case, frozenset({Stage.VERIFY}))
    in_window = case.status is Status.ASSIGNED and verify is not None
    if not in_window or verify is None or verify.missed or now >= verify.due:
        raise ReturnWindowOverError


def check_decide_return(case: Case, now: datetime) -> None:
    """Whether a return waits for its decision."""
    check_undecided(case, RequestKind.RETURN)


def accepted_returns(case: Case) -> int:
    """How often the case was returned so far."""
    return sum(
        request.kind is RequestKind.RETURN and request.state is RequestState.ACCEPTED
        for request in case.requests
    )
