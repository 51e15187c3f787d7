"""How a case stands still and goes on: its clocks and the enterprise's dates move together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.clock_moves import lifted, paused
from casework.domain.clocks import Clock, Stage
from casework.domain.deadline import compute_deadline
from casework.domain.decision_events import (
    CaseSuspended,
    LiftCause,
    SuspensionLifted,
    SuspensionReason,
)
from casework.domain.enterprise_dates import CLOSE, OF_A_ROUND, REPLY, VERIFY, EnterpriseDates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Rules
    from casework.domain.deadline import Limit
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef

OF_THE_HANDLING = OF_A_ROUND | {Stage.TASK}
"""What stands still: all that the lead and its co-handlers owe."""


def handling_clocks(case: Case) -> tuple[Clock, ...]:
    """The clocks of the lead and its co-handlers."""
    return tuple(clock for clock in case.clocks if clock.stage in OF_THE_HANDLING)


def dates_with(case: Case, moved: Iterable[Clock]) -> EnterpriseDates | None:
    """The enterprise's dates, those of steps still to come as they were moved."""
    if case.dates is None:
        return None
    new = {clock.key: clock for clock in moved}
    return EnterpriseDates.of(new.get(clock.key, clock) for clock in case.dates.clocks)


def dates_to_come(case: Case) -> tuple[Clock, ...]:
    """What the enterprise's dates of the steps that were not taken are counted by."""
    done = {
        *(VERIFY if case.verified_at else ()),
        *(REPLY if case.replied_at or case.answered_at else ()),
        *(CLOSE if case.resolved_at or case.answered_at else ()),
    }
    return tuple(
        clock for clock in (case.dates.clocks if case.dates else ()) if clock.stage not in done
    )


def suspending(
    case: Case,
    reason: SuspensionReason,
    limit: Limit,
    context: Context,
    *,
    request: str | None = None,
    particulars: ParticularsRef | None = None,
) -> CaseSuspended:
    """The case stands still from now, for as long as the limit says. A clock that was held while
    the request for it was undecided goes on standing since then where its deadline has passed, and
    from now where it has not.
    """
    at = context.now
    end = compute_deadline(at, limit, context.calendar, hours=context.policy.hours).at
    number = 1 + sum(clock.stage is Stage.SUSPENSION for clock in case.clocks)
    clock = Clock(
        *(Stage.SUSPENSION, case.lead, at, end, context.calendar.version),
        round=case.round,
        request=request or f"s{number}",
    )
    from_now = (
        replace(held, pauses=held.pauses[:-1]) if held.is_paused and at < held.due else held
        for held in handling_clocks(case)
    )
    return CaseSuspended(
        reason=reason,
        until=end,
        request=request,
        particulars=particulars,
        clocks=(*paused(from_now, at), clock),
        dates=dates_with(case, paused(dates_to_come(case), at)),
    )


def lifting(case: Case, cause: LiftCause, at: datetime, rules: Rules) -> SuspensionLifted:
    """The case goes on at `at`: working days that were suspended are added to what is unmet."""
    dates = lifted(dates_to_come(case), at, rules)
    return SuspensionLifted(
        cause=cause,
        clocks=lifted(handling_clocks(case), at, rules),
        dates=dates_with(case, dates),
    )


def waits_for_enterprise(case: Case) -> bool:
    """Whether the case stands still until the enterprise says more."""
    waiting = SuspensionReason.WAITING_FOR_ENTERPRISE
    return case.suspension is not None and case.suspension.reason is waiting
