"""The evidence for a red light (红灯, P8): what the case itself says of a unit's passivity, what of
it does not count and why, and when there is enough to propose.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from casework.domain.case_parts import LEADING_GROUP
from casework.domain.clocks import Stage
from casework.domain.deadline import compute_deadline
from casework.domain.oversight_events import Evidence, EvidenceKind, Exclusion, RedLightProposed
from casework.domain.oversight_rules import OwnProcedureError
from casework.domain.oversight_state import RedLightState
from casework.domain.requests import RequestKind, RequestState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.lifecycle import Context


def evidence_against(case: Case, unit: str) -> tuple[Evidence, ...]:
    """Everything that speaks against a unit in a case, by kind; what does not count says why."""
    found = (
        *_missed_again(case, unit),
        *_groundless_returns(case, unit),
        *_upheld(case, unit, EvidenceKind.FALSE_CLOSING, case.false_closings),
        *_unanswered(case, unit),
        *_upheld(case, unit, EvidenceKind.PRESSURE, case.pressure),
    )
    if any(_is_accepted(case, RequestKind.FALSE_REPORT)):
        return tuple(_excluded(item, Exclusion.NOT_THE_REPORTERS) for item in found)
    appealed = _keys(case, unit, {RedLightState.APPEALED})
    why = {**dict.fromkeys(appealed, Exclusion.UNDER_APPEAL), **_by_hand(case, unit)}
    return tuple(_excluded(item, why[item.key]) if item.key in why else item for item in found)


def fresh_evidence(case: Case, unit: str) -> tuple[Evidence, ...]:
    """The evidence that no red light of the unit was decided on; what an appeal is about is shown
    and does not count.
    """
    spent = _keys(case, unit, set(RedLightState) - {RedLightState.APPEALED})
    return tuple(item for item in evidence_against(case, unit) if item.key not in spent)


def counts(case: Case, unit: str) -> bool:
    """Whether any fresh evidence counts against a unit that somebody above it judges; nobody
    judges the leading group.
    """
    fresh = fresh_evidence(case, unit)
    return unit != LEADING_GROUP and any(item.excluded is None for item in fresh)


def check_no_own_procedure(case: Case) -> None:
    """No light refers to a matter with a procedure of its own (DESIGN 4)."""
    if case.procedure_confirmed:
        raise OwnProcedureError


def proposals(case: Case, context: Context) -> tuple[RedLightProposed, ...]:
    """The red lights that the thresholds of the policy propose now: one for each unit against whom
    there is enough new evidence and no other proposal waits; none where `check_no_own_procedure`
    forbids it.
    """
    if case.procedure_confirmed:
        return ()
    proposed: list[RedLightProposed] = []
    for unit in units_in(case):
        evidence = fresh_evidence(case, unit)
        enough = counts(case, unit) and _is_enough(evidence, context)
        if enough and pending_of(case, unit) is None:
            number = len(case.red_lights) + len(proposed) + 1
            proposed.append(proposal_of(str(number), unit, evidence, context))
    return tuple(proposed)


def proposal_of(
    id_: str, unit: str, evidence: tuple[Evidence, ...], context: Context
) -> RedLightProposed:
    """A proposal made now, with the end of the unit's time to state its case."""
    policy = context.policy
    hours = policy.hours
    statement = policy.red_light_statement
    state_by = compute_deadline(context.now, statement, context.calendar, hours=hours).at
    return RedLightProposed(id_, unit, evidence, state_by, policy.version)


def pending_of(case: Case, unit: str) -> str | None:
    """The id of the unit's red light that waits for a decision."""
    waiting = (
        light.id
        for light in case.red_lights
        if light.unit == unit and light.state is RedLightState.PROPOSED
    )
    return next(waiting, None)


def units_in(case: Case) -> tuple[str, ...]:
    """Every unit that anything in the case can speak against, in the order of its clocks."""
    named = (
        *(clock.unit for clock in case.clocks),
        *(request.unit for request in case.requests),
        *case.false_closings,
        *case.pressure,
    )
    return tuple(dict.fromkeys(unit for unit in named if unit is not None))


def _is_enough(evidence: tuple[Evidence, ...], context: Context) -> bool:
    counted = Counter(item.kind for item in evidence if item.excluded is None)
    limits = context.policy.red_light_thresholds
    return any(number >= getattr(limits, kind.value) for kind, number in counted.items())


def _missed_again(case: Case, unit: str) -> Iterator[Evidence]:
    """Deadlines missed after the unit had had a letter in this case."""
    letters = [clock.started_at for clock in _of_letters(case, unit)]
    if not letters:
        return
    for clock in case.clocks:
        missed = clock.missed and clock.unit == unit and clock.stage.has_light
        if missed and clock.due > min(letters):
            by_others = Exclusion.CAUSED_BY_OTHERS if _waited(case, clock) else None
            kind = EvidenceKind.MISSED_AFTER_LETTER
            yield Evidence(kind, _name(clock), clock.due, by_others)


def _waited(case: Case, missed: Clock) -> bool:
    """Whether a lead could not close in time, because a co-handler was late itself (P4)."""
    return missed.stage is Stage.RESOLVE and any(
        clock.stage is Stage.TASK
        and clock.round == missed.round
        and clock.missed
        and (clock.ended_at is None or clock.ended_at >= missed.due)
        for clock in case.clocks
    )


def _unanswered(case: Case, unit: str) -> Iterator[Evidence]:
    for clock in _of_letters(case, unit):
        if clock.missed:
            kind, letter = EvidenceKind.LETTER_UNANSWERED, str(clock.letter)
            yield Evidence(kind, letter, clock.due)


def _groundless_returns(case: Case, unit: str) -> Iterator[Evidence]:
    for request in case.requests:
        if request.groundless and request.unit == unit and request.kind is RequestKind.RETURN:
            yield Evidence(EvidenceKind.GROUNDLESS_RETURN, request.id, request.decided_at)


def _upheld(
    case: Case, unit: str, kind: EvidenceKind, found: tuple[str, ...]
) -> Iterator[Evidence]:
    """Findings against a unit; the n-th of the case came with the n-th request that was upheld."""
    asked = {
        EvidenceKind.FALSE_CLOSING: RequestKind.OBJECTION,
        EvidenceKind.PRESSURE: RequestKind.WITHDRAWAL_REVIEW,
    }
    dates = list(_is_accepted(case, asked[kind]))
    for place, concerned in enumerate(found):
        if concerned == unit:
            at = dates[place] if place < len(dates) else None
            yield Evidence(kind, str(place + 1), at)


def _is_accepted(case: Case, kind: RequestKind) -> Iterator[datetime]:
    """When requests of a kind were accepted."""
    for request in case.requests:
        if request.kind is kind and request.state is RequestState.ACCEPTED and request.decided_at:
            yield request.decided_at


def _of_letters(case: Case, unit: str) -> Iterator[Clock]:
    """The unit's clocks to answer letters: each starts when its letter was issued."""
    return (
        clock for clock in case.clocks if clock.stage is Stage.LETTER_REPLY and clock.unit == unit
    )


def _keys(case: Case, unit: str, states: set[RedLightState]) -> frozenset[tuple[EvidenceKind, str]]:
    return frozenset(
        item.key
        for light in case.red_lights
        if light.unit == unit and light.state in states
        for item in light.evidence
    )


def _by_hand(case: Case, unit: str) -> dict[tuple[EvidenceKind, str], Exclusion]:
    """What was excluded on some red light of the unit."""
    return {
        item.key: item.excluded
        for light in case.red_lights
        if light.unit == unit
        for item in light.evidence
        if item.excluded is Exclusion.CAUSED_BY_OTHERS
    }


def _excluded(item: Evidence, why: Exclusion) -> Evidence:
    return Evidence(item.kind, item.ref, item.at, item.excluded or why)


def _name(clock: Clock) -> str:
    parts = (clock.stage.value, str(clock.round), *((clock.request,) if clock.request else ()))
    return "/".join(parts)
