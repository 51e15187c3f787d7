"""Who may do what: one table of role x action x condition; nothing else decides it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.staff import Role

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.staff import StaffMember


class Action(StrEnum):
    """Everything a member of staff can ask for; each staff route names exactly one."""

    LIST_CASES = "list_cases"
    VIEW_CASE = "view_case"
    ASSIGN_CASE = "assign_case"
    ANSWER_CASE = "answer_case"
    VERIFY_CASE = "verify_case"
    REPLY_TO_CASE = "reply_to_case"
    RESOLVE_CASE = "resolve_case"
    REPORT_TASK = "report_task"
    EXCUSE_CO_HANDLER = "excuse_co_handler"
    ANSWER_LETTER = "answer_letter"
    LIST_CODES = "list_codes"
    ISSUE_CODE = "issue_code"
    REVOKE_CODE = "revoke_code"
    LIST_SUBSCRIPTIONS = "list_subscriptions"
    SUBSCRIBE_DEPARTMENT = "subscribe_department"
    TEST_SUBSCRIPTION = "test_subscription"
    UNSUBSCRIBE = "unsubscribe"


class Condition(StrEnum):
    """What must hold between the person's unit and the case."""

    ALWAYS = "always"
    UNIT_LEADS = "unit_leads"
    UNIT_CO_HANDLES = "unit_co_handles"
    UNIT_INVOLVED = "unit_involved"
    UNIT_TRIAGES = "unit_triages"
    UNIT_ADDRESSED = "unit_addressed"


_LEAD_ACTS = (
    Action.VERIFY_CASE,
    Action.REPLY_TO_CASE,
    Action.RESOLVE_CASE,
    Action.EXCUSE_CO_HANDLER,
)
_DEPARTMENT = {
    Action.LIST_CASES: Condition.ALWAYS,
    Action.VIEW_CASE: Condition.UNIT_INVOLVED,
    Action.REPORT_TASK: Condition.UNIT_CO_HANDLES,
    Action.ANSWER_LETTER: Condition.UNIT_ADDRESSED,
    **dict.fromkeys(_LEAD_ACTS, Condition.UNIT_LEADS),
}

TABLE: dict[Role, dict[Action, Condition]] = {
    Role.CLERK: {
        Action.LIST_CASES: Condition.ALWAYS,
        Action.VIEW_CASE: Condition.ALWAYS,
        Action.ASSIGN_CASE: Condition.UNIT_TRIAGES,
        Action.ANSWER_CASE: Condition.UNIT_TRIAGES,
        Action.ANSWER_LETTER: Condition.UNIT_ADDRESSED,
    },
    Role.HANDLER: _DEPARTMENT,
    Role.DEPARTMENT_LEAD: _DEPARTMENT,
    Role.INSPECTOR: {**_DEPARTMENT, Action.ASSIGN_CASE: Condition.UNIT_TRIAGES},
    Role.LEADER: {
        Action.LIST_CASES: Condition.ALWAYS,
        Action.VIEW_CASE: Condition.ALWAYS,
        Action.ASSIGN_CASE: Condition.UNIT_TRIAGES,
    },
    Role.SUPERVISOR: {
        Action.LIST_CASES: Condition.ALWAYS,
        Action.VIEW_CASE: Condition.ALWAYS,
        Action.ANSWER_LETTER: Condition.UNIT_ADDRESSED,
    },
    Role.ADMINISTRATOR: {
        Action.LIST_CODES: Condition.ALWAYS,
        Action.ISSUE_CODE: Condition.ALWAYS,
        Action.REVOKE_CODE: Condition.ALWAYS,
        Action.LIST_SUBSCRIPTIONS: Condition.ALWAYS,
        Action.SUBSCRIBE_DEPARTMENT: Condition.ALWAYS,
        Action.TEST_SUBSCRIPTION: Condition.ALWAYS,
        Action.UNSUBSCRIBE: Condition.ALWAYS,
    },
}


def authorize(member: StaffMember, action: Action, case: Case | None = None) -> None:
    """Let the act pass or refuse it.

    Raises NotFoundError when the person may not even know the case, so that case numbers cannot be
    probed, and NotPermittedError when the person may see the case (or there is none) but the act is
    someone else's. A unit that a case complains about never learns of it (DESIGN 4), whatever the
    table says.
    """
    if may(member, action, case):
        return
    if case is not None and not may(member, Action.VIEW_CASE, case):
        raise NotFoundError
    raise NotPermittedError(action=action.value, role=member.role.value)


def may(member: StaffMember, action: Action, case: Case | None = None) -> bool:
    """Whether the table gives the act to this person."""
    condition = TABLE[member.role].get(action)
    if condition is None or (case is not None and member.unit in case.about_bodies):
        return False
    return condition is Condition.ALWAYS or (case is not None and _holds(condition, member, case))


def _holds(condition: Condition, member: StaffMember, case: Case) -> bool:
    leads = case.lead == member.unit
    co_handles = case.task_of(member.unit) is not None
    triages = case.triage_unit == member.unit
    addressed = any(letter.unit == member.unit for letter in case.letters)
    return {
        Condition.UNIT_ADDRESSED: addressed,
        Condition.UNIT_LEADS: leads,
        Condition.UNIT_CO_HANDLES: co_handles,
        Condition.UNIT_TRIAGES: triages,
        Condition.UNIT_INVOLVED: (
            leads or co_handles or addressed or (case.lead is None and triages)
        ),
    }[condition]
