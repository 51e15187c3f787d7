"""Who may do what: one table of role x action x condition; nothing else decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.actions import Action
from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.permissions import TABLE, Condition
from casework.domain.red_light import decider_of
from casework.domain.requesting import decider_of_requests
from casework.domain.requests import RequestState

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.staff import StaffMember

__all__ = ["TABLE", "Action", "Condition", "authorize", "may"]


def authorize(member: StaffMember, action: Action, case: Case | None = None) -> None:
    """Let the act pass or refuse it.

    Raises NotFoundError when the person may not even know the case, so that case numbers cannot be
    probed, and NotPermittedError when the person may see the case (or there is none) but the act is
    someone else's. A unit that a case complains about never learns of it (DESIGN 4), whatever the
    table says, but for the summary that an inspector released.
    """
    if may(member, action, case):
        return
    if case is not None and not may(member, Action.VIEW_CASE, case):
        raise NotFoundError
    raise NotPermittedError(action=action.value, role=member.role.value)


def may(member: StaffMember, action: Action, case: Case | None = None) -> bool:
    """Whether the table gives the act to this person."""
    condition = TABLE[member.role].get(action)
    if condition is None:
        return False
    if case is not None and member.unit in case.about_bodies:
        return action is Action.VIEW_CASE and member.unit in case.summary_for
    return condition is Condition.ALWAYS or (case is not None and _holds(condition, member, case))


def _holds(condition: Condition, member: StaffMember, case: Case) -> bool:
    leads = case.lead == member.unit
    co_handles = case.task_of(member.unit) is not None
    triages = case.triage_unit == member.unit
    asked = any(
        request.decider == member.unit and request.state is RequestState.UNDECIDED
        for request in case.requests
    )
    addressed = any(letter.unit == member.unit for letter in case.letters)
    special = case.special
    has_action = special is not None and member.unit in special.units
    accused = any(light.unit == member.unit for light in case.red_lights)
    judges = any(decider_of(light.unit) == member.unit for light in case.red_lights)
    return {
        Condition.UNIT_IN_CHARGE: case.unit_in_charge == member.unit,
        Condition.UNIT_COORDINATES: special is not None and special.coordinator == member.unit,
        Condition.UNIT_HAS_ACTION: has_action,
        Condition.UNIT_ACCUSED: accused,
        Condition.UNIT_JUDGES: judges,
        Condition.UNIT_ADDRESSED: addressed,
        Condition.UNIT_LEADS: leads,
        Condition.UNIT_CO_HANDLES: co_handles,
        Condition.UNIT_TRIAGES: triages,
        Condition.UNIT_DECIDES: decider_of_requests(case) == member.unit,
        Condition.UNIT_INVOLVED: (
            leads
            or co_handles
            or addressed
            or has_action
            or case.coordinator == member.unit
            or asked
            or accused
            or judges
            or case.merged_for == member.unit
            or (case.lead is None and triages)
        ),
    }[condition]
