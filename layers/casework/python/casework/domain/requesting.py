"""What requests have in common: who decides, and until when.

While a request to return, extend or suspend is undecided its clocks stand still: nobody is late
because somebody else decides late (DESIGN 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, SUPERIORS, WITH_THE_CENTRE, Status
from casework.domain.clock_moves import released
from casework.domain.clocks import Clock, Stage, start_clock
from casework.domain.deadline import Limit
from casework.domain.decision_events import RequestRefused
from casework.domain.decision_rules import (
    DeadlinePassedError,
    NoSuchRequestError,
    OwnRequestError,
    RequestUndecidedError,
    SuspendedError,
    TooManyDaysError,
)
from casework.domain.enterprise_dates import CLOSE, REPLY, VERIFY
from casework.domain.requests import RequestKind
from casework.domain.rules import AlreadyResolvedError, CaseClosedError, NotAssignedError
from casework.domain.standing_still import handling_clocks

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef
    from casework.domain.requests import CaseRequest

IN_TIME = (RequestKind.RETURN, RequestKind.EXTENSION, RequestKind.SUSPENSION)
"""Requests that hold clocks; one at a time waits for its decision."""


def decider_of_requests(case: Case) -> str:
    """Who decides on requests: whoever decides where the case goes; where that superior leads it
    itself, the next one that the complaint is not about either. Only where there is none, the lead
    decides, by another person.
    """
    if case.lead not in SUPERIORS:
        return case.triage_unit
    taken = {case.lead, *case.about_bodies}
    return next((unit for unit in (CENTRE, *SUPERIORS) if unit not in taken), case.triage_unit)


def refuse_own(case: Case, kind: RequestKind, actor_id: str) -> None:
    """Nobody decides the request of a kind that they made themselves."""
    request = case.undecided(kind)
    if request is not None and request.asked_by == actor_id:
        raise OwnRequestError


def next_request(case: Case) -> str:
    """The id of the case's next request."""
    return str(len(case.requests) + 1)


def decision_clock(case: Case, context: Context, stage: Stage = Stage.REQUEST_DECISION) -> Clock:
    """The clock of the decision on the request that is being made, with warning, light and letter
    like any; owed by whoever decides on requests, on those about personal data by the body that
    decides where the case goes.
    """
    of_data = stage is Stage.PRIVACY_DECISION
    unit = case.triage_unit if of_data else decider_of_requests(case)
    return start_clock(stage, unit, context, round=case.round, request=next_request(case))


def check_in_hand(case: Case) -> None:
    """Whether a lead has the case and is at work on it."""
    if not case.status.is_open:
        raise CaseClosedError
    if case.status in WITH_THE_CENTRE:
        raise NotAssignedError
    if case.status is Status.RESOLVED:
        raise AlreadyResolvedError
    if case.status is Status.SUSPENDED:
        raise SuspendedError


def check_none_undecided(case: Case) -> None:
    """Whether no request about the case's time waits for its decision."""
    if any(case.undecided(kind) for kind in IN_TIME):
        raise RequestUndecidedError


def check_before(clock: Clock | None, now: datetime) -> None:
    """Whether the deadline is still to come; what is asked for is asked for before it."""
    if clock is None or clock.missed or now >= clock.due:
        raise DeadlinePassedError(due=clock.due if clock else None)


def check_undecided(case: Case, kind: RequestKind) -> CaseRequest:
    """The request that waits for a decision, or NoSuchRequestError."""
    request = case.undecided(kind)
    if request is None:
        raise NoSuchRequestError(kind=kind.value)
    return request


def current_stage(case: Case) -> Clock | None:
    """The clock of the step that the lead takes next."""
    stages = {Status.ASSIGNED: VERIFY, Status.VERIFIED: REPLY, Status.REPLIED: CLOSE}
    return stage_clock(case, stages.get(case.status, CLOSE))


def stage_clock(case: Case, stages: frozenset[Stage]) -> Clock | None:
    """The lead's running clock of one of the stages."""
    return next(
        (
            clock
            for clock in reversed(case.clocks)
            if clock.stage in stages and clock.is_running and clock.unit == case.lead
        ),
        None,
    )


def days_granted(days: int, most: Limit) -> Limit:
    """The days asked for as a limit; TooManyDaysError beyond the policy's, or below one."""
    if not 1 <= days <= most.amount:
        raise TooManyDaysError(field="days", most=most.amount)
    return Limit(days, most.unit)


def refusal(
    request: CaseRequest,
    case: Case,
    context: Context,
    particulars: ParticularsRef,
    *,
    groundless: bool = False,
) -> RequestRefused:
    """The request refused; what it held runs again."""
    return RequestRefused(
        request=request.id,
        kind=request.kind,
        unit=str(request.unit),
        groundless=groundless,
        particulars=particulars,
        clocks=released(_held(request, case), context.now, context),
    )


def _held(request: CaseRequest, case: Case) -> tuple[Clock, ...]:
    return handling_clocks(case) if request.kind in IN_TIME else ()


@dataclass(frozen=True, slots=True)
class Decision:
    """How a supervisor decides a request, with the reason in words."""

    accepted: bool
    particulars: ParticularsRef
