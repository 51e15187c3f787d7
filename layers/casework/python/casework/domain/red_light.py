"""Red lights (红灯, P8): proposed on evidence, heard, signed or dismissed by a person who took no
part, appealed once, and ending in a referral (移送建议); never automatic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, INSPECTION, LEADING_GROUP, Status
from casework.domain.contest_rules import TookPartError
from casework.domain.deadline import compute_deadline
from casework.domain.errors import CaseworkError, NotFoundError
from casework.domain.oversight_events import (
    CaseStated,
    RedLightAppealDecided,
    RedLightAppealed,
    RedLightDismissed,
    RedLightProposed,
    RedLightSigned,
)
from casework.domain.oversight_rules import (
    AlreadyAppealedError,
    AlreadyStatedError,
    AppealTooLateError,
    HearingNotOverError,
    NoEvidenceError,
    NotAppealedError,
    NotSignedError,
    RedLightDecidedError,
    RedLightPendingError,
    ReferredToItselfError,
    StatementTooLateError,
    UnknownRedLightError,
)
from casework.domain.oversight_state import RedLightState
from casework.domain.red_light_evidence import (
    check_no_own_procedure,
    counts,
    evidence_against,
    fresh_evidence,
    pending_of,
    proposal_of,
    units_in,
)
from casework.domain.rules import NotYetRoutedError, UnknownUnitError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.events import Actor
    from casework.domain.lifecycle import Context
    from casework.domain.oversight_state import RedLight
    from casework.domain.particulars import ParticularsRef


def decider_of(unit: str) -> str:
    """Whose supervisor signs or dismisses a red light of a unit: the service centre's, but nobody
    in a matter of their own unit.
    """
    return {CENTRE: INSPECTION, INSPECTION: LEADING_GROUP}.get(unit, CENTRE)


def check_propose_red_light(case: Case, now: datetime) -> None:
    """Once the case was read, and there is evidence that counts against some unit of which no
    other proposal waits.
    """
    if case.status is Status.SUBMITTED:
        raise NotYetRoutedError
    check_no_own_procedure(case)
    accused = [unit for unit in units_in(case) if counts(case, unit)]
    if not accused:
        raise NoEvidenceError
    if all(pending_of(case, unit) for unit in accused):
        raise RedLightPendingError


@dataclass(frozen=True, slots=True)
class ProposeRedLight:
    """A supervisor finds that the evidence is enough, though no threshold is reached."""

    unit: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[RedLightProposed]:
        """On evidence that counts and was not decided on before; one proposal at a time."""
        check_propose_red_light(case, context.now)
        if pending_of(case, self.unit) is not None:
            raise RedLightPendingError(unit=self.unit)
        evidence = fresh_evidence(case, self.unit)
        if not counts(case, self.unit):
            raise NoEvidenceError(unit=self.unit)
        proposed = proposal_of(str(len(case.red_lights) + 1), self.unit, evidence, context)
        return (replace(proposed, particulars=self.particulars),)


def check_state_case(case: Case, now: datetime, unit: str) -> None:
    """Whether the unit may state its case on some red light."""
    any_red_light(case, lambda light: _check_may_state(light, now), unit)


@dataclass(frozen=True, slots=True)
class StateCase:
    """The unit states its case (陈述申辩) before anybody decides."""

    red_light: str
    unit: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[CaseStated]:
        """Once, in its time."""
        _check_may_state(_own(case, self.red_light, self.unit), context.now)
        return (CaseStated(self.red_light, self.particulars),)


def check_decide_red_light(case: Case, now: datetime, actor: str, unit: str) -> None:
    """Whether this person, of this unit, may sign or dismiss some red light of the case now."""
    any_red_light(case, lambda light: _check_may_decide(case, light, now, actor, unit))


def check_sign_red_light(case: Case, now: datetime, actor: str, unit: str) -> None:
    """Whether this person, of this unit, may sign some red light, whose evidence still counts."""
    any_red_light(case, lambda light: _check_may_sign(case, light, now, actor, unit))


def _check_may_sign(case: Case, light: RedLight, now: datetime, actor: str, unit: str) -> None:
    check_no_own_procedure(case)
    _check_may_decide(case, light, now, actor, unit)
    counted = {item.key for item in evidence_against(case, light.unit) if not item.excluded}
    if not any(item.key in counted for item in light.counted):
        raise NoEvidenceError(unit=light.unit)


@dataclass(frozen=True, slots=True)
class SignRedLight:
    """A person signs the red light, for reasons, and refers the unit to the competent body."""

    red_light: str
    referred_to: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[RedLightSigned]:
        """After the hearing, by someone who took no part, on evidence that still counts."""
        light, actor = red_light_of(case, self.red_light), context.actor
        _check_may_sign(case, light, context.now, actor.id, _unit_of(actor))
        self._check_referral(light, context)
        limit, hours = context.policy.red_light_appeal, context.policy.hours
        appeal_by = compute_deadline(context.now, limit, context.calendar, hours=hours).at
        signed = RedLightSigned(light.id, light.unit, self.referred_to, appeal_by, self.particulars)
        return (signed,)

    def _check_referral(self, light: RedLight, context: Context) -> None:
        if self.referred_to == light.unit:
            raise ReferredToItselfError(field="referred_to")
        try:
            context.organisation.body(self.referred_to)
        except NotFoundError as error:
            raise UnknownUnitError(unit=self.referred_to) from error


@dataclass(frozen=True, slots=True)
class DismissRedLight:
    """A person finds that the evidence does not bear a red light; the reason is on record."""

    red_light: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[RedLightDismissed]:
        """After the hearing, by someone who took no part."""
        light = _decidable(case, self.red_light, context)
        return (RedLightDismissed(light.id, light.unit, self.particulars),)


def check_appeal_red_light(case: Case, now: datetime, unit: str) -> None:
    """Whether the unit may appeal against some red light."""
    any_red_light(case, lambda light: _check_may_appeal(light, now), unit)


@dataclass(frozen=True, slots=True)
class AppealRedLight:
    """The unit appeals to the leading group (申诉)."""

    red_light: str
    unit: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[RedLightAppealed]:
        """Once, within its time after the signature."""
        light = _own(case, self.red_light, self.unit)
        _check_may_appeal(light, context.now)
        return (RedLightAppealed(light.id, light.unit, self.particulars),)


def check_decide_appeal(case: Case, now: datetime, actor: str) -> None:
    """Whether this person may decide some appeal of the case."""
    any_red_light(case, _check_is_appealed)
    _check_took_no_part(case, actor)


@dataclass(frozen=True, slots=True)
class DecideAppeal:
    """The leading group upholds or lifts the red light, finally."""

    red_light: str
    upheld: bool
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[RedLightAppealDecided]:
        """Once, by someone who took no part."""
        light = red_light_of(case, self.red_light)
        _check_is_appealed(light)
        _check_took_no_part(case, context.actor.id)
        decided = RedLightAppealDecided(light.id, light.unit, self.upheld, self.particulars)
        return (decided,)


def _decidable(case: Case, id_: str, context: Context) -> RedLight:
    light, actor = red_light_of(case, id_), context.actor
    _check_may_decide(case, light, context.now, actor.id, _unit_of(actor))
    return light


def _unit_of(actor: Actor) -> str:
    return actor.unit or ""


def check_takes_part_in_deciding(case: Case, light: RedLight, actor: str, unit: str) -> None:
    """Whether the red light is undecided, this unit's to decide, and no matter of this person's."""
    if light.state is not RedLightState.PROPOSED:
        raise RedLightDecidedError(red_light=light.id)
    if decider_of(light.unit) != unit:
        raise UnknownRedLightError(red_light=light.id)
    _check_took_no_part(case, actor)


def _check_may_decide(case: Case, light: RedLight, now: datetime, actor: str, unit: str) -> None:
    check_takes_part_in_deciding(case, light, actor, unit)
    if light.stated_at is None and now < light.state_by:
        raise HearingNotOverError(until=light.state_by)


def _check_may_state(light: RedLight, now: datetime) -> None:
    if light.state is not RedLightState.PROPOSED:
        raise RedLightDecidedError(red_light=light.id)
    if light.stated_at is not None:
        raise AlreadyStatedError(red_light=light.id)
    if now >= light.state_by:
        raise StatementTooLateError(until=light.state_by)


def _check_may_appeal(light: RedLight, now: datetime) -> None:
    if light.appealed_at is not None:
        raise AlreadyAppealedError(red_light=light.id)
    if light.state is not RedLightState.SIGNED:
        raise NotSignedError(red_light=light.id)
    if light.appeal_by is not None and now >= light.appeal_by:
        raise AppealTooLateError(until=light.appeal_by)


def _check_is_appealed(light: RedLight) -> None:
    if light.state is not RedLightState.APPEALED:
        raise NotAppealedError(red_light=light.id)


def _check_took_no_part(case: Case, actor: str) -> None:
    if actor in case.took_part:
        raise TookPartError


def red_light_of(case: Case, id_: str) -> RedLight:
    """The red light of an id; UnknownRedLightError without one."""
    light = next((light for light in case.red_lights if light.id == id_), None)
    if light is None:
        raise UnknownRedLightError(red_light=id_)
    return light


def _own(case: Case, id_: str, unit: str) -> RedLight:
    light = red_light_of(case, id_)
    if light.unit != unit:
        raise UnknownRedLightError(red_light=id_)
    return light


def any_red_light(case: Case, check: Callable[[RedLight], None], unit: str | None = None) -> None:
    """Passes if the check passes for one of the red lights, of a unit where it is given; else
    raises what forbade the last.
    """
    lights = [light for light in case.red_lights if unit in {None, light.unit}]
    if not lights:
        raise UnknownRedLightError
    for light in lights[:-1]:
        try:
            return check(light)
        except CaseworkError:
            continue
    return check(lights[-1])
