"""How objections, withdrawals, reviews and requests about personal data change a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from casework.domain.case import Case, Disposition, Status, TaskState
from casework.domain.clocks import OUTLIVES_THE_CASE, Stage
from casework.domain.contest_events import (
    CaseDeclined,
    CaseWithdrawn,
    ContactMade,
    CorrectionAsked,
    CorrectionMade,
    CorrectionRefused,
    DeclineReviewAsked,
    DeclineReviewed,
    ErasureAsked,
    ErasureRefused,
    FalseReportDecided,
    FalseReportProposed,
    ObjectionDecided,
    ObjectionRaised,
    ParticularsErased,
    RatingReviewed,
    RatingWithdrawn,
    WithdrawalReviewed,
)
from casework.domain.enterprise_dates import EnterpriseDates
from casework.domain.evolving import evolve
from casework.domain.oversight_state import RedLight, RedLightState
from casework.domain.requests import CaseRequest, RequestKind, RequestState

if TYPE_CHECKING:
    from collections.abc import Collection

    from casework.domain.clocks import Clock


@evolve.register
def _(body: ObjectionRaised, case: Case, at: datetime) -> Case:
    """Who objects is not silent."""
    asked = _asked(case, RequestKind.OBJECTION, body.request, body.decider, at)
    clocks = (*_ended(case, at, {Stage.SILENCE}), *body.clocks)
    raised = replace(asked, clocks=clocks)
    if not body.escalated:
        return raised
    taken = _decided(raised, body.request, at, accepted=True)
    return _opened_again(taken, Status.REPLIED if case.lead else Status.TRIAGE)


@evolve.register
def _(body: ObjectionDecided, case: Case, at: datetime) -> Case:
    decided = _decided(case, body.request, at, accepted=body.upheld)
    if not body.upheld:
        return decided
    opened = _opened_again(decided, Status.ASSIGNED if case.lead else Status.TRIAGE)
    found = (body.unit,) if body.false_closing and body.unit else ()
    return replace(
        opened,
        verified_at=None,
        replied_at=None,
        tasks=tuple(
            replace(task, state=TaskState.OPEN) if task.state is TaskState.REPORTED else task
            for task in case.tasks
        ),
        clocks=(*opened.clocks, *body.clocks),
        false_closings=(*case.false_closings, *found),
        dates=EnterpriseDates.of(body.clocks),
    )


@evolve.register
def _(body: CaseWithdrawn, case: Case, at: datetime) -> Case:
    withdrawn = case
    if body.request and body.decider:
        kind = RequestKind.WITHDRAWAL_REVIEW
        withdrawn = _asked(case, kind, body.request, body.decider, at)
    return replace(
        withdrawn,
        status=Status.WITHDRAWN,
        disposition=case.disposition or Disposition.OTHER,
        withdrawn_at=at,
        withdrawn_from=case.suspended_from or case.status,
        clocks=(*_ended(case, at, frozenset(Stage) - OUTLIVES_THE_CASE), *body.clocks),
    )


@evolve.register
def _(body: WithdrawalReviewed, case: Case, at: datetime) -> Case:
    decided = _decided(case, body.request, at, accepted=body.pressure)
    if not body.pressure or case.withdrawn_from is None:
        return decided
    going_on = {clock.key: clock for clock in body.clocks}
    return replace(
        decided,
        status=case.withdrawn_from,
        withdrawn_at=None,
        withdrawn_from=None,
        dates=body.dates,
        clocks=tuple(going_on.get(clock.key, clock) for clock in decided.clocks),
        pressure=(*case.pressure, *_unit(body.unit)),
    )


@evolve.register
def _(body: RatingWithdrawn, case: Case, at: datetime) -> Case:
    withdrawn = case
    if body.request and body.decider:
        withdrawn = _asked(case, RequestKind.RATING_REVIEW, body.request, body.decider, at)
    return replace(withdrawn, rating_withdrawn_at=at, clocks=(*case.clocks, *body.clocks))


@evolve.register
def _(body: RatingReviewed, case: Case, at: datetime) -> Case:
    decided = _decided(case, body.request, at, accepted=body.pressure)
    if not body.pressure:
        return decided
    pressure = (*case.pressure, *_unit(body.unit))
    return replace(decided, rating_withdrawn_at=None, pressure=pressure)


@evolve.register
def _(body: CaseDeclined, case: Case, at: datetime) -> Case:
    return replace(
        case,
        status=Status.DECLINED,
        disposition=case.disposition or Disposition.OTHER,
        declined_at=at,
        objection_by=body.review_by,
        clocks=_ended(case, at, {Stage.TRIAGE}),
    )


@evolve.register
def _(body: DeclineReviewAsked, case: Case, at: datetime) -> Case:
    asked = _asked(case, RequestKind.DECLINE_REVIEW, body.request, body.decider, at)
    return replace(asked, clocks=(*case.clocks, *body.clocks))


@evolve.register
def _(body: DeclineReviewed, case: Case, at: datetime) -> Case:
    decided = _decided(case, body.request, at, accepted=body.overturned)
    if not body.overturned:
        return decided
    opened = _opened_again(decided, Status.TRIAGE)
    return replace(opened, declined_at=None, clocks=(*decided.clocks, *body.clocks))


@evolve.register
def _(body: ContactMade, case: Case, at: datetime) -> Case:
    """Whoever confirmed once is the reporter."""
    return replace(
        case,
        contacted_at=case.contacted_at or at,
        reporter_confirmed=body.confirmed or bool(case.reporter_confirmed),
    )


@evolve.register
def _(body: FalseReportProposed, case: Case, at: datetime) -> Case:
    kind = RequestKind.FALSE_REPORT
    asked = _asked(case, kind, body.request, body.decider, at, unit=body.unit)
    return replace(asked, clocks=(*case.clocks, *body.clocks))


@evolve.register
def _(body: FalseReportDecided, case: Case, at: datetime) -> Case:
    """Accepted, nothing is owed any more, and no miss shows; each stays on record."""
    decided = _decided(case, body.request, at, accepted=body.accepted)
    if not body.accepted:
        return decided
    ended = _ended(decided, at, frozenset(Stage) - OF_THE_ENTERPRISE)
    return replace(
        decided,
        clocks=tuple(replace(clock, excused=clock.missed) for clock in ended),
        letters=tuple(replace(letter, excused=True) for letter in case.letters),
        red_lights=tuple(_erased(light, at) for light in case.red_lights),
    )


@evolve.register
def _(body: CorrectionAsked, case: Case, at: datetime) -> Case:
    asked = _asked(case, RequestKind.CORRECTION, body.request, body.decider, at)
    return replace(asked, clocks=(*case.clocks, *body.clocks))


@evolve.register(CorrectionMade)
@evolve.register(CorrectionRefused)
def _(body: CorrectionMade | CorrectionRefused, case: Case, at: datetime) -> Case:
    return _decided(case, body.request, at, accepted=isinstance(body, CorrectionMade))


@evolve.register
def _(body: ErasureAsked, case: Case, at: datetime) -> Case:
    asked = _asked(case, RequestKind.ERASURE, body.request, body.decider, at)
    return replace(asked, clocks=(*case.clocks, *body.clocks))


@evolve.register
def _(body: ErasureRefused, case: Case, at: datetime) -> Case:
    return _decided(case, body.request, at, accepted=False)


@evolve.register
def _(body: ParticularsErased, case: Case, at: datetime) -> Case:
    """Nobody is left to be told of anything."""
    decided = _decided(case, body.request, at, accepted=True)
    return replace(decided, erased_at=at, not_reached=None)


def _asked(
    case: Case, kind: RequestKind, id_: str, decider: str, at: datetime, *, unit: str | None = None
) -> Case:
    request = CaseRequest(id_, kind, unit, decider, at)
    return replace(case, requests=(*case.requests, request))


def _decided(case: Case, id_: str, at: datetime, *, accepted: bool) -> Case:
    """The request decided, and the clock of the decision ended."""
    state = RequestState.ACCEPTED if accepted else RequestState.REFUSED
    return replace(
        case,
        requests=tuple(
            replace(each, state=state, decided_at=at) if each.id == id_ else each
            for each in case.requests
        ),
        clocks=tuple(
            replace(clock, ended_at=at)
            if clock.is_running and clock.request == id_ and clock.stage in DECISIONS
            else clock
            for clock in case.clocks
        ),
    )


OF_THE_ENTERPRISE = OUTLIVES_THE_CASE - {Stage.LETTER_REPLY}
"""What is owed to the enterprise itself, even where a report was not its own."""

DECISIONS = frozenset(
    {Stage.REQUEST_DECISION, Stage.OBJECTION_DECISION, Stage.REVIEW, Stage.PRIVACY_DECISION}
)
"""Clocks of decisions; an agreed action bears an id of its own in the same place."""


def _opened_again(case: Case, status: Status) -> Case:
    """A new round: whatever ended the case is no longer so."""
    return replace(
        case,
        status=status,
        round=case.round + 1,
        closing=None,
        closed_at=None,
        objection_by=None,
        resolved_at=None,
        answered_at=None,
        dates=None,
    )


def _erased(light: RedLight, at: datetime) -> RedLight:
    """A red light over a false report: one that shows is lifted, a proposal ends undecided on."""
    if light.state.is_shown:
        return replace(light, state=RedLightState.LIFTED)
    if light.state is RedLightState.PROPOSED:
        return replace(light, state=RedLightState.DISMISSED, decided_at=at)
    return light


def _unit(unit: str | None) -> tuple[str, ...]:
    return (unit,) if unit else ()


def _ended(case: Case, at: datetime, stages: Collection[Stage]) -> tuple[Clock, ...]:
    """The clocks of a case, those that ran for these stages ended."""
    return tuple(
        replace(clock, ended_at=at) if clock.is_running and clock.stage in stages else clock
        for clock in case.clocks
    )
