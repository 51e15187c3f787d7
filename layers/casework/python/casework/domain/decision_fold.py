"""How returns, extensions, suspensions, direct handling, tracks and questions change a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.domain.case import Case, Disposition, Status, Task
from casework.domain.clock_moves import ended, merged
from casework.domain.clocks import Stage
from casework.domain.decision import Suspension
from casework.domain.decision_events import (
    AnswerRelayed,
    CaseSuspended,
    DirectHandlingTaken,
    EnterpriseAsked,
    ExtensionGranted,
    ExtensionRequested,
    GreenChannelOpened,
    IdentityRevealed,
    OneMatterOpened,
    RequestRefused,
    ReturnAccepted,
    ReturnRequested,
    RevealRequested,
    SuspensionLifted,
    SuspensionRequested,
    Track,
)
from casework.domain.enterprise_dates import OF_A_ROUND, EnterpriseDates
from casework.domain.evolving import evolve
from casework.domain.requests import CaseRequest, RequestKind, RequestState

OF_A_UNIT = OF_A_ROUND | {Stage.TASK}
"""What a return takes from the units that had the case."""


@evolve.register
def _(body: ReturnRequested, case: Case, at: datetime) -> Case:
    return _asked(case, RequestKind.RETURN, body, at, reason=body.ground)


@evolve.register
def _(body: ExtensionRequested, case: Case, at: datetime) -> Case:
    return _asked(case, RequestKind.EXTENSION, body, at, days=body.days)


@evolve.register
def _(body: SuspensionRequested, case: Case, at: datetime) -> Case:
    return _asked(case, RequestKind.SUSPENSION, body, at, days=body.days, reason=body.reason)


@evolve.register
def _(body: RevealRequested, case: Case, at: datetime) -> Case:
    return _asked(case, RequestKind.REVEAL, body, at)


@evolve.register
def _(body: ReturnAccepted, case: Case, at: datetime) -> Case:
    """Nothing that was promised to the enterprise or first became of the case changes."""
    left = ended(case.clocks, at, lambda clock: clock.stage in OF_A_UNIT)
    passed_on = replace(
        case,
        lead=body.lead,
        tasks=tuple(Task(unit) for unit in body.co_handlers),
        released=body.released or case.released,
        designated=body.designated,
        handler=None,
        clocks=(*left, *body.clocks),
    )
    return _decided(passed_on, body.request, at, RequestState.ACCEPTED)


@evolve.register
def _(body: RequestRefused, case: Case, at: datetime) -> Case:
    moved = replace(case, clocks=merged(case.clocks, body.clocks))
    refused = RequestState.REFUSED
    return _decided(moved, body.request, at, refused, groundless=body.groundless)


@evolve.register
def _(body: ExtensionGranted, case: Case, at: datetime) -> Case:
    return _decided(_moved(case, body), body.request, at, RequestState.ACCEPTED)


@evolve.register
def _(body: CaseSuspended, case: Case, at: datetime) -> Case:
    suspended = replace(
        _moved(case, body),
        status=Status.SUSPENDED,
        suspended_from=case.status,
        suspension=Suspension(body.reason, at, body.until),
    )
    if body.request is None:
        return suspended
    return _decided(suspended, body.request, at, RequestState.ACCEPTED)


@evolve.register
def _(body: SuspensionLifted, case: Case, at: datetime) -> Case:
    going_on = _moved(case, body)
    return replace(
        going_on,
        status=case.suspended_from or case.status,
        suspended_from=None,
        suspension=None,
        clocks=ended(going_on.clocks, at, lambda clock: clock.stage is Stage.SUSPENSION),
    )


@evolve.register
def _(body: DirectHandlingTaken, case: Case, at: datetime) -> Case:
    left = ended(case.clocks, at, lambda clock: clock.stage is Stage.TRIAGE)
    return replace(
        case,
        status=Status.ASSIGNED,
        disposition=case.disposition or Disposition.DIRECT,
        complaint=case.complaint and not body.complaint_dismissed,
        about_bodies=() if body.complaint_dismissed else case.about_bodies,
        procedure=None if body.procedure_dismissed else case.procedure,
        lead=body.unit,
        tasks=(),
        clocks=(*left, *body.clocks),
        dates=EnterpriseDates.of(body.clocks),
        assigned_at=at,
    )


@evolve.register
def _(body: OneMatterOpened, case: Case, at: datetime) -> Case:
    moved = _moved(case, body)
    return replace(moved, track=Track.ONE_MATTER, urgent=True, coordinator=body.coordinator)


@evolve.register
def _(body: GreenChannelOpened, case: Case, at: datetime) -> Case:
    return replace(case, track=Track.GREEN_CHANNEL, channel_organ=body.organ)


@evolve.register
def _(body: IdentityRevealed, case: Case, at: datetime) -> Case:
    revealed = replace(case, revealed_to=(*case.revealed_to, body.unit))
    return _decided(revealed, body.request, at, RequestState.ACCEPTED)


@evolve.register(EnterpriseAsked)
@evolve.register(AnswerRelayed)
def _(body: EnterpriseAsked | AnswerRelayed, case: Case, at: datetime) -> Case:
    """What they change beside the record is an event of its own."""
    return case


IN_HAND = frozenset(
    {
        *(Status.SUBMITTED, Status.TRIAGE, Status.ASSIGNED, Status.VERIFIED, Status.REPLIED),
        Status.SUSPENDED,
    }
)
OF_THE_HANDLING = frozenset(
    {RequestKind.RETURN, RequestKind.EXTENSION, RequestKind.SUSPENSION, RequestKind.REVEAL}
)
OVER_BEFORE_ITS_OUTCOME = frozenset({Status.DECLINED, Status.WITHDRAWN, Status.MERGED})


def made_consistent(before: Case, after: Case, at: datetime) -> Case:
    """What follows from any event, whoever's rule it is.

    A new round has dates of its own. Where the handling is over, what was asked about it is moot,
    and so is a suspension; what a unit asked is moot once another leads. No decision is owed on a
    request that nobody waits for any more.
    """
    if after.round != before.round:
        known = {clock.key for clock in before.clocks}
        fresh = EnterpriseDates.of(clock for clock in after.clocks if clock.key not in known)
        after = replace(after, dates=fresh or after.dates)
    return _without_suspension(_without_moot_requests(after, at), at)


def _without_suspension(case: Case, at: datetime) -> Case:
    if case.suspension is None or case.status is Status.SUSPENDED:
        return case
    return replace(
        case,
        suspension=None,
        suspended_from=None,
        clocks=ended(case.clocks, at, lambda clock: clock.stage is Stage.SUSPENSION),
    )


def _without_moot_requests(case: Case, at: datetime) -> Case:
    moot = {
        request.id
        for request in case.requests
        if request.state is RequestState.UNDECIDED and _is_moot(request, case)
    }
    if not moot:
        return case
    return replace(
        case,
        requests=tuple(
            replace(request, state=RequestState.MOOT, decided_at=at)
            if request.id in moot
            else request
            for request in case.requests
        ),
        clocks=ended(
            case.clocks,
            at,
            lambda clock: clock.stage in DECIDED_BY_OTHERS and clock.request in moot,
        ),
    )


DECIDED_BY_OTHERS = frozenset({Stage.REQUEST_DECISION, Stage.OBJECTION_DECISION})


def _is_moot(request: CaseRequest, case: Case) -> bool:
    """Whether nobody waits for the decision any more. A withdrawn case may go on, if there was
    pressure: what is more than a matter of time waits for that.
    """
    if request.kind in OF_THE_HANDLING:
        return case.status not in IN_HAND or request.unit != case.lead
    if case.status.is_open or case.undecided(RequestKind.WITHDRAWAL_REVIEW):
        return False
    if request.kind is RequestKind.OBJECTION:
        return case.status in OVER_BEFORE_ITS_OUTCOME
    return request.kind is RequestKind.FALSE_REPORT


def _asked(
    case: Case,
    kind: RequestKind,
    body: ReturnRequested | ExtensionRequested | SuspensionRequested | RevealRequested,
    at: datetime,
    *,
    days: int | None = None,
    reason: str | None = None,
) -> Case:
    """The request on record; clocks that it holds stand still, that of the decision runs."""
    request = CaseRequest(
        *(body.request, kind, body.unit, body.decider, at),
        round=case.round,
        days=days,
        reason=reason,
    )
    clocks = merged(case.clocks, body.clocks)
    return replace(case, requests=(*case.requests, request), clocks=clocks)


def _decided(
    case: Case, id_: str, at: datetime, state: RequestState, *, groundless: bool = False
) -> Case:
    """The request decided, and the clock of the decision ended."""
    return replace(
        case,
        requests=tuple(
            replace(each, state=state, decided_at=at, groundless=groundless)
            if each.id == id_
            else each
            for each in case.requests
        ),
        clocks=ended(
            case.clocks,
            at,
            lambda clock: clock.stage is Stage.REQUEST_DECISION and clock.request == id_,
        ),
    )


def _moved(
    case: Case, body: ExtensionGranted | CaseSuspended | SuspensionLifted | OneMatterOpened
) -> Case:
    return replace(case, clocks=merged(case.clocks, body.clocks), dates=body.dates or case.dates)
