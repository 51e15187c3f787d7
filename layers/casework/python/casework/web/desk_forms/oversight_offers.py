"""Which parts of a case the operations of oversight are offered for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import LEADING_GROUP
from casework.domain.oversight_state import RedLightState
from casework.domain.red_light import decider_of

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.staff import StaffMember


def own_actions(case: Case, member: StaffMember) -> tuple[str, ...]:
    """Actions under special supervision that the person's unit has not reported."""
    actions = case.special.open_actions if case.special else ()
    return tuple(action.id for action in actions if action.department == member.unit)


def to_state(case: Case, member: StaffMember) -> tuple[str, ...]:
    """Proposed red lights on which the person's unit may still be heard."""
    return tuple(
        light.id
        for light in case.red_lights
        if light.unit == member.unit
        and light.state is RedLightState.PROPOSED
        and light.stated_at is None
    )


def to_decide(case: Case, member: StaffMember) -> tuple[str, ...]:
    """Proposed red lights that the person's unit decides."""
    return tuple(
        light.id
        for light in case.red_lights
        if light.state is RedLightState.PROPOSED and decider_of(light.unit) == member.unit
    )


def to_exclude(case: Case, member: StaffMember) -> tuple[str, ...]:
    """Red lights to decide with evidence that counts."""
    counting = {light.id for light in case.red_lights if light.counted}
    return tuple(light for light in to_decide(case, member) if light in counting)


def to_appeal(case: Case, member: StaffMember) -> tuple[str, ...]:
    """Signed red lights against which the person's unit may appeal."""
    return tuple(
        light.id
        for light in case.red_lights
        if light.unit == member.unit and light.state is RedLightState.SIGNED
    )


def appealed(case: Case, member: StaffMember) -> tuple[str, ...]:
    """Red lights whose appeal waits, for the leading group alone."""
    if member.unit != LEADING_GROUP:
        return ()
    return tuple(light.id for light in case.red_lights if light.state is RedLightState.APPEALED)
