"""How the facts of oversight change a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, Case, Disposition, Status
from casework.domain.clocks import OUTLIVES_THE_CASE, Stage
from casework.domain.evolving import evolve
from casework.domain.oversight_events import (
    ActionAgreed,
    ActionReported,
    CaseAbsorbed,
    CaseLinked,
    CaseMerged,
    CaseStated,
    EvidenceExcluded,
    GuidedToProcedure,
    HandlerNamed,
    JudicialContactRecorded,
    NoteAdded,
    ProcedureConfirmed,
    RedLightAppealDecided,
    RedLightAppealed,
    RedLightDismissed,
    RedLightProposed,
    RedLightSigned,
    SpecialSupervisionConcluded,
    SpecialSupervisionOrganised,
    SpecialSupervisionStarted,
    SummaryReleased,
)
from casework.domain.oversight_state import (
    CaseLink,
    RedLight,
    RedLightState,
    SpecialAction,
    SpecialSupervision,
)
from casework.domain.supervision_events import Closing

if TYPE_CHECKING:
    from collections.abc import Callable

    from casework.domain.clocks import Clock


@evolve.register
def _(body: SpecialSupervisionStarted, case: Case, at: datetime) -> Case:
    special = SpecialSupervision(body.reason, body.coordinator, body.departments, at)
    return replace(case, special=special)


@evolve.register
def _(body: SpecialSupervisionOrganised, case: Case, at: datetime) -> Case:
    return _with_special(case, coordinator=body.coordinator, departments=body.departments)


@evolve.register
def _(body: ActionAgreed, case: Case, at: datetime) -> Case:
    action = SpecialAction(body.action, body.department, body.due, text=body.particulars)
    special = case.special
    actions = (*(special.actions if special else ()), action)
    agreed = _with_special(case, actions=actions)
    return replace(agreed, clocks=(*case.clocks, *body.clocks))


@evolve.register
def _(body: ActionReported, case: Case, at: datetime) -> Case:
    actions = tuple(
        replace(action, reported_at=at, result=body.particulars)
        if action.id == body.action
        else action
        for action in (case.special.actions if case.special else ())
    )
    ended = _ended(
        case, at, lambda clock: clock.stage is Stage.ACTION and clock.request == body.action
    )
    return replace(_with_special(case, actions=actions), clocks=ended)


@evolve.register
def _(body: SpecialSupervisionConcluded, case: Case, at: datetime) -> Case:
    concluded = _with_special(case, concluded_at=at)
    if body.closes:
        closed = replace(
            concluded, status=Status.CLOSED, closing=Closing.SPECIAL_SUPERVISION, closed_at=at
        )
        return replace(closed, clocks=_ended(case, at, _is_of_the_matter))
    return replace(concluded, clocks=_ended(case, at, lambda clock: clock.stage is Stage.ACTION))


@evolve.register
def _(body: RedLightProposed, case: Case, at: datetime) -> Case:
    light = RedLight(body.red_light, body.unit, body.evidence, at, body.state_by)
    return replace(case, red_lights=(*case.red_lights, light))


@evolve.register
def _(body: EvidenceExcluded, case: Case, at: datetime) -> Case:
    key = (body.evidence, body.ref)
    light = next(light for light in case.red_lights if light.id == body.red_light)
    evidence = tuple(
        replace(item, excluded=body.excluded) if item.key == key else item
        for item in light.evidence
    )
    return _with_red_light(case, body.red_light, evidence=evidence)


@evolve.register
def _(body: CaseStated, case: Case, at: datetime) -> Case:
    return _with_red_light(case, body.red_light, stated_at=at)


@evolve.register
def _(body: RedLightSigned, case: Case, at: datetime) -> Case:
    return _with_red_light(
        case,
        body.red_light,
        state=RedLightState.SIGNED,
        decided_at=at,
        referred_to=body.referred_to,
        appeal_by=body.appeal_by,
    )


@evolve.register
def _(body: RedLightDismissed, case: Case, at: datetime) -> Case:
    return _with_red_light(case, body.red_light, state=RedLightState.DISMISSED, decided_at=at)


@evolve.register
def _(body: RedLightAppealed, case: Case, at: datetime) -> Case:
    return _with_red_light(case, body.red_light, state=RedLightState.APPEALED, appealed_at=at)


@evolve.register
def _(body: RedLightAppealDecided, case: Case, at: datetime) -> Case:
    state = RedLightState.UPHELD if body.upheld else RedLightState.LIFTED
    return _with_red_light(case, body.red_light, state=state)


@evolve.register
def _(body: ProcedureConfirmed, case: Case, at: datetime) -> Case:
    return replace(case, procedure=body.procedure, procedure_confirmed=True)


@evolve.register
def _(body: GuidedToProcedure, case: Case, at: datetime) -> Case:
    """From a lead it is a resolution; from the centre an answer, which ends all that was owed."""
    ended = _ended(case, at, _is_of_the_matter)
    guided = replace(case, clocks=(*ended, *body.clocks), objection_by=body.objection_by)
    if case.lead not in {None, CENTRE}:
        return replace(guided, status=Status.RESOLVED, resolved_at=at)
    disposition = case.disposition or Disposition.DIRECT
    return replace(guided, status=Status.ANSWERED, disposition=disposition, answered_at=at)


@evolve.register(JudicialContactRecorded)
@evolve.register(NoteAdded)
def _(body: JudicialContactRecorded | NoteAdded, case: Case, at: datetime) -> Case:
    """Nothing is met, moved or ended by a note or a contact."""
    return case


@evolve.register
def _(body: SummaryReleased, case: Case, at: datetime) -> Case:
    return replace(case, summary_for=(*case.summary_for, body.body))


@evolve.register
def _(body: CaseMerged, case: Case, at: datetime) -> Case:
    return replace(
        case,
        status=Status.MERGED,
        disposition=case.disposition or Disposition.OTHER,
        merged_into=body.into,
        merged_for=body.lead,
        closed_at=at,
        special=_concluded(case.special, at),
        clocks=_ended(case, at, _is_of_the_matter),
    )


@evolve.register
def _(body: CaseAbsorbed, case: Case, at: datetime) -> Case:
    return replace(case, absorbed=(*case.absorbed, body.merged))


@evolve.register
def _(body: CaseLinked, case: Case, at: datetime) -> Case:
    return replace(case, links=(*case.links, CaseLink(body.other, body.kind)))


@evolve.register
def _(body: HandlerNamed, case: Case, at: datetime) -> Case:
    return replace(case, handler=body.staff)


def _concluded(special: SpecialSupervision | None, at: datetime) -> SpecialSupervision | None:
    """What is over with its case: the case that it was merged into goes on with its own."""
    if special is None or not special.is_running:
        return special
    return replace(special, concluded_at=at)


def _with_special(case: Case, **changes: object) -> Case:
    if case.special is None:
        raise TypeError("there is no special supervision to change")
    return replace(case, special=replace(case.special, **changes))  # type: ignore[arg-type]


def _with_red_light(case: Case, id_: str, **changes: object) -> Case:
    lights = (
        replace(light, **changes) if light.id == id_ else light  # type: ignore[arg-type]
        for light in case.red_lights
    )
    return replace(case, red_lights=tuple(lights))


def _is_of_the_matter(clock: Clock) -> bool:
    return clock.stage not in OUTLIVES_THE_CASE


def _ended(case: Case, at: datetime, which: Callable[[Clock], bool]) -> tuple[Clock, ...]:
    """The clocks of a case, those of them that still ran ended."""
    return tuple(
        replace(clock, ended_at=at) if clock.is_running and which(clock) else clock
        for clock in case.clocks
    )
