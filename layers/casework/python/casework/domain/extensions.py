"""Extensions (延期): more working days to close the matter, asked for before the deadline, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.clock_moves import extended, merged, paused, released
from casework.domain.clocks import Stage
from casework.domain.deadline import Limit
from casework.domain.decision_events import ExtensionGranted, ExtensionRequested, RequestRefused
from casework.domain.decision_rules import AlreadyExtendedError
from casework.domain.enterprise_dates import CLOSE
from casework.domain.requesting import (
    check_before,
    check_in_hand,
    check_none_undecided,
    check_undecided,
    days_granted,
    decider_of_requests,
    decision_clock,
    next_request,
    refusal,
    refuse_own,
    stage_clock,
)
from casework.domain.requests import RequestKind, RequestState
from casework.domain.standing_still import dates_to_come, dates_with, handling_clocks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef
    from casework.domain.requesting import Decision
    from casework.domain.requests import CaseRequest

_EXTENDED = CLOSE | {Stage.TASK}
"""What an extension moves: the close clock, and co-handlers' tasks, which end before it."""


@dataclass(frozen=True, slots=True)
class RequestExtension:
    """The lead asks for so many working days more, with the reason, which the enterprise reads."""

    days: int
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[ExtensionRequested]:
        """Before the close deadline, once a round; the clocks that it would move stand still until
        it is decided.
        """
        check_request_extension(case, context.now)
        days_granted(self.days, context.policy.extension)
        requested = ExtensionRequested(
            request=next_request(case),
            unit=str(case.lead),
            decider=decider_of_requests(case),
            days=self.days,
            particulars=self.particulars,
            clocks=(*paused(_moved_by_it(case), context.now), decision_clock(case, context)),
        )
        return (requested,)


@dataclass(frozen=True, slots=True)
class DecideExtension:
    """A supervisor grants or refuses the extension."""

    decision: Decision

    def decide(self, case: Case, context: Context) -> tuple[ExtensionGranted | RequestRefused]:
        """Granted, it is counted from the deadline after all pauses, for the unit and for the
        enterprise alike.
        """
        request = check_undecided(case, RequestKind.EXTENSION)
        refuse_own(case, RequestKind.EXTENSION, context.actor.id)
        particulars = self.decision.particulars
        if not self.decision.accepted:
            return (refusal(request, case, context, particulars),)
        days = request.days or 1
        limit = Limit(days, context.policy.extension.unit)
        running = released(_moved_by_it(case), context.now, context)
        clocks = extended(running, limit, context.now, context)
        dates = extended(_closing(dates_to_come(case)), limit, context.now, context)
        granted = ExtensionGranted(
            request=request.id,
            unit=str(request.unit),
            days=days,
            particulars=particulars,
            clocks=merged(running, clocks),
            dates=dates_with(case, dates),
        )
        return (granted,)


def check_request_extension(case: Case, now: datetime) -> None:
    """Whether the lead may ask for an extension now; raises the rule that forbids it."""
    check_in_hand(case)
    check_none_undecided(case)
    if any(_counts(request, case) for request in case.requests):
        raise AlreadyExtendedError
    check_before(stage_clock(case, CLOSE), now)


def check_decide_extension(case: Case, now: datetime) -> None:
    """Whether an extension waits for its decision."""
    check_undecided(case, RequestKind.EXTENSION)


def _counts(request: CaseRequest, case: Case) -> bool:
    """Whether the unit that leads now spent its extension of this round; a unit before did not."""
    is_extension = request.kind is RequestKind.EXTENSION and request.round == case.round
    return is_extension and request.unit == case.lead and request.state is not RequestState.MOOT


def _moved_by_it(case: Case) -> tuple[Clock, ...]:
    return tuple(clock for clock in handling_clocks(case) if clock.stage in _EXTENDED)


def _closing(clocks: Iterable[Clock]) -> tuple[Clock, ...]:
    return tuple(clock for clock in clocks if clock.stage in CLOSE)
