"""Who may do what: one table of role x action x condition; nothing else decides it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.red_light import decider_of
from casework.domain.staff import Role

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.staff import StaffMember


class Action(StrEnum):
    """Everything a member of staff can ask for; each staff route names exactly one."""

    LIST_CASES = "list_cases"
    VIEW_CASE = "view_case"
    VIEW_BOARD = "view_board"
    VIEW_SPECIAL = "view_special"
    SEARCH_CASES = "search_cases"
    ENTER_CASE = "enter_case"
    ASSIGN_CASE = "assign_case"
    ANSWER_CASE = "answer_case"
    VERIFY_CASE = "verify_case"
    REPLY_TO_CASE = "reply_to_case"
    RESOLVE_CASE = "resolve_case"
    REPORT_TASK = "report_task"
    EXCUSE_CO_HANDLER = "excuse_co_handler"
    ANSWER_LETTER = "answer_letter"
    DECLINE_CASE = "decline_case"
    RECORD_CONTACT = "record_contact"
    PROPOSE_FALSE_REPORT = "propose_false_report"
    DECIDE_FALSE_REPORT = "decide_false_report"
    DECIDE_OBJECTION = "decide_objection"
    DECIDE_WITHDRAWAL_REVIEW = "decide_withdrawal_review"
    DECIDE_RATING_REVIEW = "decide_rating_review"
    DECIDE_DECLINE_REVIEW = "decide_decline_review"
    DECIDE_CORRECTION = "decide_correction"
    ERASE_DATA = "erase_data"
    REFUSE_ERASURE = "refuse_erasure"
    START_SPECIAL_SUPERVISION = "start_special_supervision"
    ORGANISE_SPECIAL_SUPERVISION = "organise_special_supervision"
    AGREE_ACTION = "agree_action"
    REPORT_ACTION = "report_action"
    CONCLUDE_SPECIAL_SUPERVISION = "conclude_special_supervision"
    PROPOSE_RED_LIGHT = "propose_red_light"
    STATE_CASE = "state_case"
    SIGN_RED_LIGHT = "sign_red_light"
    DISMISS_RED_LIGHT = "dismiss_red_light"
    APPEAL_RED_LIGHT = "appeal_red_light"
    DECIDE_APPEAL = "decide_appeal"
    CONFIRM_PROCEDURE = "confirm_procedure"
    GUIDE_TO_PROCEDURE = "guide_to_procedure"
    RECORD_JUDICIAL_CONTACT = "record_judicial_contact"
    LIST_JUDICIAL_CONTACTS = "list_judicial_contacts"
    RELEASE_SUMMARY = "release_summary"
    MERGE_CASE = "merge_case"
    LINK_CASES = "link_cases"
    ADD_NOTE = "add_note"
    NAME_HANDLER = "name_handler"
    REQUEST_RETURN = "request_return"
    DECIDE_RETURN = "decide_return"
    REQUEST_EXTENSION = "request_extension"
    DECIDE_EXTENSION = "decide_extension"
    REQUEST_SUSPENSION = "request_suspension"
    DECIDE_SUSPENSION = "decide_suspension"
    LIFT_SUSPENSION = "lift_suspension"
    TAKE_DIRECT_HANDLING = "take_direct_handling"
    OPEN_ONE_MATTER = "open_one_matter"
    OPEN_GREEN_CHANNEL = "open_green_channel"
    ASK_ENTERPRISE = "ask_enterprise"
    RELAY_ANSWER = "relay_answer"
    REQUEST_REVEAL = "request_reveal"
    DECIDE_REVEAL = "decide_reveal"
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
    UNIT_IN_CHARGE = "unit_in_charge"
    UNIT_COORDINATES = "unit_coordinates"
    UNIT_HAS_ACTION = "unit_has_action"
    UNIT_ACCUSED = "unit_accused"
    UNIT_JUDGES = "unit_judges"


_LEADS_TIME = (
    Action.REQUEST_EXTENSION,
    Action.REQUEST_SUSPENSION,
    Action.LIFT_SUSPENSION,
    Action.ASK_ENTERPRISE,
)
"""What whoever handles a case asks about its time, at the centre as in a department."""

_LEAD_ACTS = (
    *_LEADS_TIME,
    Action.VERIFY_CASE,
    Action.REPLY_TO_CASE,
    Action.RESOLVE_CASE,
    Action.EXCUSE_CO_HANDLER,
    Action.RECORD_CONTACT,
    Action.PROPOSE_FALSE_REPORT,
)
_DATA_DECISIONS = {
    Action.DECIDE_CORRECTION: Condition.UNIT_TRIAGES,
    Action.ERASE_DATA: Condition.UNIT_TRIAGES,
    Action.REFUSE_ERASURE: Condition.UNIT_TRIAGES,
}
"""Requests about personal data, decided by whoever decides where the case goes."""

_REVIEWS = {
    Action.DECIDE_RETURN: Condition.UNIT_TRIAGES,
    Action.DECIDE_EXTENSION: Condition.UNIT_TRIAGES,
    Action.DECIDE_SUSPENSION: Condition.UNIT_TRIAGES,
    Action.DECIDE_REVEAL: Condition.UNIT_TRIAGES,
    Action.OPEN_ONE_MATTER: Condition.UNIT_TRIAGES,
    Action.OPEN_GREEN_CHANNEL: Condition.UNIT_TRIAGES,
    Action.DECIDE_OBJECTION: Condition.UNIT_TRIAGES,
    Action.DECIDE_FALSE_REPORT: Condition.UNIT_TRIAGES,
    Action.DECIDE_WITHDRAWAL_REVIEW: Condition.UNIT_TRIAGES,
    Action.DECIDE_RATING_REVIEW: Condition.UNIT_TRIAGES,
    Action.DECIDE_DECLINE_REVIEW: Condition.UNIT_TRIAGES,
    **_DATA_DECISIONS,
}
"""What a supervisor decides, or the superior that a complaint is not about."""

_RED_LIGHT_OF_ONES_OWN = dict.fromkeys(
    (Action.STATE_CASE, Action.APPEAL_RED_LIGHT), Condition.UNIT_ACCUSED
)
_RED_LIGHT_OF_OTHERS = dict.fromkeys(
    (Action.SIGN_RED_LIGHT, Action.DISMISS_RED_LIGHT), Condition.UNIT_JUDGES
)
_SUPERVISION = {
    **dict.fromkeys(
        (
            Action.START_SPECIAL_SUPERVISION,
            Action.ORGANISE_SPECIAL_SUPERVISION,
            Action.AGREE_ACTION,
            Action.CONCLUDE_SPECIAL_SUPERVISION,
            Action.PROPOSE_RED_LIGHT,
            Action.RECORD_JUDICIAL_CONTACT,
            Action.LIST_JUDICIAL_CONTACTS,
            Action.LINK_CASES,
            Action.ADD_NOTE,
        ),
        Condition.ALWAYS,
    ),
    **_RED_LIGHT_OF_ONES_OWN,
    **_RED_LIGHT_OF_OTHERS,
}
_OVERVIEW = dict.fromkeys(
    (Action.VIEW_BOARD, Action.VIEW_SPECIAL, Action.SEARCH_CASES), Condition.ALWAYS
)
_TRIAGE = {
    **dict.fromkeys(
        (Action.CONFIRM_PROCEDURE, Action.MERGE_CASE),
        Condition.UNIT_TRIAGES,
    ),
    Action.GUIDE_TO_PROCEDURE: Condition.UNIT_IN_CHARGE,
    Action.LINK_CASES: Condition.ALWAYS,
    Action.ADD_NOTE: Condition.ALWAYS,
    Action.RECORD_JUDICIAL_CONTACT: Condition.ALWAYS,
    Action.AGREE_ACTION: Condition.UNIT_COORDINATES,
}
_DEPARTMENT = {
    Action.AGREE_ACTION: Condition.UNIT_COORDINATES,
    Action.REPORT_ACTION: Condition.UNIT_HAS_ACTION,
    Action.GUIDE_TO_PROCEDURE: Condition.UNIT_IN_CHARGE,
    Action.RECORD_JUDICIAL_CONTACT: Condition.UNIT_LEADS,
    Action.ADD_NOTE: Condition.UNIT_INVOLVED,
    Action.NAME_HANDLER: Condition.UNIT_LEADS,
    Action.LIST_CASES: Condition.ALWAYS,
    Action.VIEW_CASE: Condition.UNIT_INVOLVED,
    Action.REPORT_TASK: Condition.UNIT_CO_HANDLES,
    Action.ANSWER_LETTER: Condition.UNIT_ADDRESSED,
    **dict.fromkeys(_LEAD_ACTS, Condition.UNIT_LEADS),
}

TABLE: dict[Role, dict[Action, Condition]] = {
    Role.CLERK: {
        **_TRIAGE,
        Action.SEARCH_CASES: Condition.ALWAYS,
        Action.ENTER_CASE: Condition.ALWAYS,
        Action.LIST_CASES: Condition.ALWAYS,
        Action.VIEW_CASE: Condition.ALWAYS,
        Action.ASSIGN_CASE: Condition.UNIT_TRIAGES,
        Action.ANSWER_CASE: Condition.UNIT_TRIAGES,
        Action.ANSWER_LETTER: Condition.UNIT_ADDRESSED,
        Action.DECLINE_CASE: Condition.UNIT_TRIAGES,
        Action.RECORD_CONTACT: Condition.UNIT_TRIAGES,
        Action.TAKE_DIRECT_HANDLING: Condition.UNIT_TRIAGES,
        Action.OPEN_GREEN_CHANNEL: Condition.UNIT_TRIAGES,
        Action.RELAY_ANSWER: Condition.UNIT_TRIAGES,
        Action.VERIFY_CASE: Condition.UNIT_LEADS,
        **dict.fromkeys(_LEADS_TIME, Condition.UNIT_LEADS),
        **_DATA_DECISIONS,
    },
    Role.HANDLER: _DEPARTMENT,
    Role.DEPARTMENT_LEAD: {
        **_DEPARTMENT,
        **_RED_LIGHT_OF_ONES_OWN,
        Action.REQUEST_RETURN: Condition.UNIT_LEADS,
        Action.REQUEST_REVEAL: Condition.UNIT_LEADS,
    },
    Role.INSPECTOR: {
        **_DEPARTMENT,
        **_OVERVIEW,
        **_RED_LIGHT_OF_ONES_OWN,
        **_RED_LIGHT_OF_OTHERS,
        Action.ASSIGN_CASE: Condition.UNIT_TRIAGES,
        Action.RELAY_ANSWER: Condition.UNIT_TRIAGES,
        Action.DECLINE_CASE: Condition.UNIT_TRIAGES,
        **_REVIEWS,
        Action.CONFIRM_PROCEDURE: Condition.UNIT_TRIAGES,
        Action.MERGE_CASE: Condition.UNIT_TRIAGES,
        Action.LINK_CASES: Condition.UNIT_INVOLVED,
        Action.RELEASE_SUMMARY: Condition.UNIT_IN_CHARGE,
        Action.LIST_JUDICIAL_CONTACTS: Condition.ALWAYS,
    },
    Role.LEADER: {
        **_OVERVIEW,
        **_TRIAGE,
        **_RED_LIGHT_OF_OTHERS,
        Action.LIST_JUDICIAL_CONTACTS: Condition.ALWAYS,
        Action.DECIDE_APPEAL: Condition.ALWAYS,
        Action.LIST_CASES: Condition.ALWAYS,
        Action.VIEW_CASE: Condition.ALWAYS,
        Action.ASSIGN_CASE: Condition.UNIT_TRIAGES,
        Action.DECLINE_CASE: Condition.UNIT_TRIAGES,
        **_REVIEWS,
    },
    Role.SUPERVISOR: {
        **_OVERVIEW,
        **_SUPERVISION,
        Action.LIST_CASES: Condition.ALWAYS,
        Action.VIEW_CASE: Condition.ALWAYS,
        Action.ANSWER_LETTER: Condition.UNIT_ADDRESSED,
        **_REVIEWS,
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
        Condition.UNIT_INVOLVED: (
            leads
            or co_handles
            or addressed
            or has_action
            or accused
            or judges
            or case.merged_for == member.unit
            or (case.lead is None and triages)
        ),
    }[condition]
