"""Withdrawing (撤单) a case or a rating, and the review whether there was pressure (撤单质检)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.clock_moves import is_movable, lifted, paused
from casework.domain.clocks import NAMED_DAYS, Stage
from casework.domain.contest_events import (
    CaseWithdrawn,
    RatingReviewed,
    RatingWithdrawn,
    WithdrawalReviewed,
)
from casework.domain.contest_rules import AlreadyWithdrawnError, RatingNotWithdrawableError
from casework.domain.contest_times import refuse_who_took_part, waiting
from casework.domain.enterprise_dates import CLOSE, OF_A_ROUND, REPLY
from casework.domain.requesting import decider_of_requests, decision_clock, next_request
from casework.domain.requests import RequestKind, RequestState
from casework.domain.rules import CaseClosedError
from casework.domain.standing_still import dates_to_come, dates_with

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef


@dataclass(frozen=True, slots=True)
class WithdrawCase:
    """The enterprise withdraws its case; it need not say why."""

    particulars: ParticularsRef | None

    def decide(self, case: Case, context: Context) -> tuple[CaseWithdrawn]:
        """At any time while the case is open. Where a handler has been in contact, somebody who
        took no part reviews it.
        """
        check_withdraw(case, context.now)
        request, decider, clocks = _review(case, context)
        return (CaseWithdrawn(request, decider, self.particulars, clocks),)


@dataclass(frozen=True, slots=True)
class DecideWithdrawalReview:
    """A supervisor who took no part says whether the enterprise was pressed to withdraw."""

    pressure: bool
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[WithdrawalReviewed]:
        """Pressure found: the case goes on where it was; its clocks stood still meanwhile."""
        check_decide_withdrawal_review(case, context.now)
        refuse_who_took_part(case, context.actor.id)
        dates = _going_on(dates_to_come(case), case, context) if self.pressure else ()
        reviewed = WithdrawalReviewed(
            request=waiting(case, RequestKind.WITHDRAWAL_REVIEW).id,
            pressure=self.pressure,
            unit=case.lead,
            particulars=self.particulars,
            clocks=_going_on(_ended_by_it(case), case, context) if self.pressure else (),
            dates=dates_with(case, dates),
        )
        return (reviewed,)


@dataclass(frozen=True, slots=True)
class WithdrawRating:
    """The enterprise takes its rating back."""

    def decide(self, case: Case, context: Context) -> tuple[RatingWithdrawn]:
        """Once; reviewed like a withdrawal where a handler has been in contact."""
        check_withdraw_rating(case, context.now)
        return (RatingWithdrawn(*_review(case, context)),)


@dataclass(frozen=True, slots=True)
class DecideRatingReview:
    """A supervisor who took no part says whether the enterprise was pressed to take it back."""

    pressure: bool
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[RatingReviewed]:
        """Pressure found: the rating stands again, and it is on record against the unit."""
        check_decide_rating_review(case, context.now)
        refuse_who_took_part(case, context.actor.id)
        request = waiting(case, RequestKind.RATING_REVIEW)
        return (RatingReviewed(request.id, self.pressure, case.lead, self.particulars),)


def check_withdraw(case: Case, now: datetime) -> None:
    """Whether the case is open."""
    if case.status is Status.WITHDRAWN:
        raise AlreadyWithdrawnError
    if not case.status.is_open:
        raise CaseClosedError


def check_withdraw_rating(case: Case, now: datetime) -> None:
    """Whether there is a rating that was never taken back."""
    reviewed = any(request.kind is RequestKind.RATING_REVIEW for request in case.requests)
    if case.rated_at is None or case.rating_withdrawn_at is not None or reviewed:
        raise RatingNotWithdrawableError


def check_decide_withdrawal_review(case: Case, now: datetime) -> None:
    """Whether a withdrawal waits for its review."""
    waiting(case, RequestKind.WITHDRAWAL_REVIEW)


def check_decide_rating_review(case: Case, now: datetime) -> None:
    """Whether a withdrawn rating waits for its review."""
    waiting(case, RequestKind.RATING_REVIEW)


def _review(case: Case, context: Context) -> tuple[str | None, str | None, tuple[Clock, ...]]:
    """The request that a withdrawal opens, who decides it, and its clock; nothing where no handler
    has been in contact.
    """
    if case.contacted_at is None:
        return None, None, ()
    clock = decision_clock(case, context, Stage.REVIEW)
    return next_request(case), decider_of_requests(case), (clock,)


def _going_on(clocks: Iterable[Clock], case: Case, context: Context) -> tuple[Clock, ...]:
    """The clocks that the withdrawal ended, or dates that it made idle, as they are when its time
    does not count. A miss stays as it is on record, and so does a day that was agreed; a suspension
    or hold is over with the withdrawal.
    """
    since = case.withdrawn_at
    if since is None:
        return ()
    running = [replace(clock, ended_at=None) for clock in clocks]
    fixed = [clock for clock in running if not _counts(clock)]
    held = paused((clock for clock in running if _counts(clock)), since)
    return (*fixed, *lifted(held, context.now, context))


def _counts(clock: Clock) -> bool:
    return is_movable(clock) and clock.stage not in NAMED_DAYS


def _ended_by_it(case: Case) -> list[Clock]:
    """What goes on if there was pressure: all that was owed, but no suspension and no decision on a
    request that is moot by now. What was met at the very instant of the withdrawal stays met.
    """
    return [
        clock
        for clock in case.clocks
        if clock.ended_at is not None
        and clock.ended_at == case.withdrawn_at
        and _was_owed(clock, case)
    ]


_STEPS_TO_COME = {
    Status.TRIAGE: frozenset({Stage.TRIAGE}),
    Status.ASSIGNED: OF_A_ROUND,
    Status.VERIFIED: REPLY | CLOSE,
    Status.REPLIED: CLOSE,
    Status.RESOLVED: frozenset({Stage.SILENCE}),
}


def _was_owed(clock: Clock, case: Case) -> bool:
    open_ = {each.id for each in case.requests if each.state is RequestState.UNDECIDED}
    if clock.stage is Stage.TASK:
        owed = clock.unit in {task.unit for task in case.open_tasks}
    elif clock.stage in {Stage.REQUEST_DECISION, Stage.OBJECTION_DECISION}:
        return clock.request in open_
    elif clock.stage is Stage.ACTION:
        actions = case.special.open_actions if case.special else ()
        return clock.request in {action.id for action in actions}
    else:
        status = case.withdrawn_from or case.status
        owed = clock.stage in _STEPS_TO_COME.get(status, frozenset())
        owed = owed and not (clock.stage is Stage.SILENCE and case.undecided(RequestKind.OBJECTION))
    latest = case.clock(clock.stage, clock.unit)
    in_charge = clock.unit in {case.lead, None} or clock.stage in {Stage.TRIAGE, Stage.TASK}
    return owed and in_charge and latest is clock
