"""The table of role x action x condition that `authorization` reads."""

from __future__ import annotations

from enum import StrEnum

from casework.domain.actions import Action
from casework.domain.staff import Role


class Condition(StrEnum):
    """What must hold between the person's unit and the case."""

    ALWAYS = "always"
    UNIT_LEADS = "unit_leads"
    UNIT_CO_HANDLES = "unit_co_handles"
    UNIT_INVOLVED = "unit_involved"
    UNIT_TRIAGES = "unit_triages"
    UNIT_DECIDES = "unit_decides"
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
    Action.DECIDE_RETURN: Condition.UNIT_DECIDES,
    Action.DECIDE_EXTENSION: Condition.UNIT_DECIDES,
    Action.DECIDE_SUSPENSION: Condition.UNIT_DECIDES,
    Action.DECIDE_REVEAL: Condition.UNIT_DECIDES,
    Action.OPEN_ONE_MATTER: Condition.UNIT_TRIAGES,
    Action.OPEN_GREEN_CHANNEL: Condition.UNIT_TRIAGES,
    Action.DECIDE_OBJECTION: Condition.UNIT_DECIDES,
    Action.DECIDE_FALSE_REPORT: Condition.UNIT_DECIDES,
    Action.DECIDE_WITHDRAWAL_REVIEW: Condition.UNIT_DECIDES,
    Action.DECIDE_RATING_REVIEW: Condition.UNIT_DECIDES,
    Action.DECIDE_DECLINE_REVIEW: Condition.UNIT_DECIDES,
    **_DATA_DECISIONS,
}
"""What a supervisor decides, or the superior that a complaint is not about."""

_RED_LIGHT_OF_ONES_OWN = dict.fromkeys(
    (Action.STATE_CASE, Action.APPEAL_RED_LIGHT), Condition.UNIT_ACCUSED
)
_RED_LIGHT_OF_OTHERS = dict.fromkeys(
    (Action.EXCLUDE_EVIDENCE, Action.SIGN_RED_LIGHT, Action.DISMISS_RED_LIGHT),
    Condition.UNIT_JUDGES,
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
        Action.LIST_MAILS: Condition.ALWAYS,
        Action.SETTLE_MAIL: Condition.ALWAYS,
        Action.LIST_CASES: Condition.ALWAYS,
        Action.VIEW_CASE: Condition.ALWAYS,
        Action.ASSIGN_CASE: Condition.UNIT_TRIAGES,
        Action.ASSIGN_CASES: Condition.ALWAYS,
        Action.ANSWER_CASE: Condition.UNIT_TRIAGES,
        Action.ANSWER_LETTER: Condition.UNIT_ADDRESSED,
        Action.DECLINE_CASE: Condition.UNIT_TRIAGES,
        Action.RECORD_CONTACT: Condition.UNIT_TRIAGES,
        Action.RECORD_REACHED: Condition.UNIT_TRIAGES,
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
        Action.ASSIGN_CASES: Condition.ALWAYS,
        Action.RELAY_ANSWER: Condition.UNIT_TRIAGES,
        Action.DECLINE_CASE: Condition.UNIT_TRIAGES,
        Action.RECORD_REACHED: Condition.UNIT_TRIAGES,
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
        **dict.fromkeys(_LEAD_ACTS, Condition.UNIT_LEADS),
        Action.ANSWER_LETTER: Condition.UNIT_ADDRESSED,
        Action.LIST_JUDICIAL_CONTACTS: Condition.ALWAYS,
        Action.DECIDE_APPEAL: Condition.ALWAYS,
        Action.LIST_CASES: Condition.ALWAYS,
        Action.VIEW_CASE: Condition.ALWAYS,
        Action.ASSIGN_CASE: Condition.UNIT_TRIAGES,
        Action.ASSIGN_CASES: Condition.ALWAYS,
        Action.DECLINE_CASE: Condition.UNIT_TRIAGES,
        Action.RECORD_REACHED: Condition.UNIT_TRIAGES,
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
        Action.LINK_CODE: Condition.ALWAYS,
        Action.LIST_SUBSCRIPTIONS: Condition.ALWAYS,
        Action.SUBSCRIBE_DEPARTMENT: Condition.ALWAYS,
        Action.TEST_SUBSCRIPTION: Condition.ALWAYS,
        Action.UNSUBSCRIBE: Condition.ALWAYS,
    },
}
