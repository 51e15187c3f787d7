"""What a person may do with a case right now: what the table gives, and no rule forbids.

Each act has a check, the very one that its command makes first, so that a page never offers what
would be refused, and never hides what would not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from casework.domain.assignment import check_answer, check_assign
from casework.domain.authorization import Action, may
from casework.domain.complaints import check_release_summary
from casework.domain.contest_times import refuse_who_took_part
from casework.domain.declining import check_decide_decline_review, check_decline
from casework.domain.direct_handling import check_take_direct_handling
from casework.domain.errors import CaseworkError
from casework.domain.evidence_exclusion import check_exclude_evidence
from casework.domain.extensions import check_decide_extension, check_request_extension
from casework.domain.handlers import check_name_handler
from casework.domain.handling import (
    check_excuse,
    check_reply,
    check_report,
    check_resolve,
    check_verify,
)
from casework.domain.letters import check_answer_letter
from casework.domain.merging import check_link, check_merge_away
from casework.domain.notes import check_add_note
from casework.domain.objections import check_decide_objection
from casework.domain.privacy_requests import (
    check_decide_correction,
    check_erase,
    check_refuse_erasure,
)
from casework.domain.procedure_matters import (
    check_confirm_procedure,
    check_guide,
    check_record_contact,
)
from casework.domain.questions import (
    check_ask_enterprise,
    check_decide_reveal,
    check_relay_answer,
    check_request_reveal,
)
from casework.domain.reaching import check_record_reached
from casework.domain.red_light import (
    check_appeal_red_light,
    check_decide_appeal,
    check_decide_red_light,
    check_propose_red_light,
    check_sign_red_light,
    check_state_case,
)
from casework.domain.reporters import (
    check_contact,
    check_decide_false_report,
    check_propose_false_report,
)
from casework.domain.requesting import refuse_own
from casework.domain.requests import RequestKind
from casework.domain.returns import check_decide_return, check_request_return
from casework.domain.special_supervision import (
    check_agree_action,
    check_conclude_special,
    check_organise,
    check_report_action,
    check_start_special,
)
from casework.domain.suspensions import (
    check_decide_suspension,
    check_lift_suspension,
    check_request_suspension,
)
from casework.domain.tracks import check_open_green_channel, check_open_one_matter
from casework.domain.withdrawals import check_decide_rating_review, check_decide_withdrawal_review

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.staff import StaffMember


class Check(Protocol):
    """Raises the rule that forbids an act."""

    def __call__(self, case: Case, now: datetime, member: StaffMember) -> None:
        """Returns when nothing forbids it."""


def anyone(check: Callable[[Case, datetime], None]) -> Check:
    """A check that does not ask who acts."""
    return lambda case, now, member: check(case, now)


def own_unit(check: Callable[[Case, datetime, str], None]) -> Check:
    """A check that asks which unit acts."""
    return lambda case, now, member: check(case, now, member.unit)


def impartial(check: Callable[[Case, datetime], None]) -> Check:
    """A check of what only somebody decides who took no part in the case."""

    def both(case: Case, now: datetime, member: StaffMember) -> None:
        check(case, now)
        refuse_who_took_part(case, member.id)

    return both


def of_others(check: Callable[[Case, datetime], None], kind: RequestKind) -> Check:
    """A check of what only somebody decides who did not ask for it."""

    def both(case: Case, now: datetime, member: StaffMember) -> None:
        check(case, now)
        refuse_own(case, kind, member.id)

    return both


def _decides_red_light(case: Case, now: datetime, member: StaffMember) -> None:
    check_decide_red_light(case, now, member.id, member.unit)


def _signs_red_light(case: Case, now: datetime, member: StaffMember) -> None:
    check_sign_red_light(case, now, member.id, member.unit)


def _excludes_evidence(case: Case, now: datetime, member: StaffMember) -> None:
    check_exclude_evidence(case, now, member.id, member.unit)


def _decides_appeal(case: Case, now: datetime, member: StaffMember) -> None:
    check_decide_appeal(case, now, member.id)


OF_OVERSIGHT: dict[Action, Check] = {
    Action.START_SPECIAL_SUPERVISION: anyone(check_start_special),
    Action.ORGANISE_SPECIAL_SUPERVISION: anyone(check_organise),
    Action.AGREE_ACTION: anyone(check_agree_action),
    Action.REPORT_ACTION: own_unit(check_report_action),
    Action.CONCLUDE_SPECIAL_SUPERVISION: anyone(check_conclude_special),
    Action.PROPOSE_RED_LIGHT: anyone(check_propose_red_light),
    Action.STATE_CASE: own_unit(check_state_case),
    Action.EXCLUDE_EVIDENCE: _excludes_evidence,
    Action.SIGN_RED_LIGHT: _signs_red_light,
    Action.DISMISS_RED_LIGHT: _decides_red_light,
    Action.APPEAL_RED_LIGHT: own_unit(check_appeal_red_light),
    Action.DECIDE_APPEAL: _decides_appeal,
    Action.CONFIRM_PROCEDURE: anyone(check_confirm_procedure),
    Action.GUIDE_TO_PROCEDURE: anyone(check_guide),
    Action.RECORD_JUDICIAL_CONTACT: anyone(check_record_contact),
    Action.RELEASE_SUMMARY: anyone(check_release_summary),
    Action.MERGE_CASE: anyone(check_merge_away),
    Action.LINK_CASES: anyone(check_link),
    Action.NAME_HANDLER: anyone(check_name_handler),
    Action.ADD_NOTE: anyone(check_add_note),
}

CHECKS: dict[Action, Check] = {
    Action.ASSIGN_CASE: anyone(check_assign),
    Action.ANSWER_CASE: anyone(check_answer),
    Action.VERIFY_CASE: anyone(check_verify),
    Action.REPLY_TO_CASE: anyone(check_reply),
    Action.RESOLVE_CASE: anyone(check_resolve),
    Action.REPORT_TASK: own_unit(check_report),
    Action.EXCUSE_CO_HANDLER: anyone(check_excuse),
    Action.ANSWER_LETTER: own_unit(check_answer_letter),
    Action.DECLINE_CASE: anyone(check_decline),
    Action.RECORD_CONTACT: anyone(check_contact),
    Action.RECORD_REACHED: anyone(check_record_reached),
    Action.PROPOSE_FALSE_REPORT: anyone(check_propose_false_report),
    Action.DECIDE_FALSE_REPORT: of_others(check_decide_false_report, RequestKind.FALSE_REPORT),
    Action.DECIDE_OBJECTION: impartial(check_decide_objection),
    Action.DECIDE_WITHDRAWAL_REVIEW: impartial(check_decide_withdrawal_review),
    Action.DECIDE_RATING_REVIEW: impartial(check_decide_rating_review),
    Action.DECIDE_DECLINE_REVIEW: impartial(check_decide_decline_review),
    Action.DECIDE_CORRECTION: anyone(check_decide_correction),
    Action.ERASE_DATA: anyone(check_erase),
    Action.REFUSE_ERASURE: anyone(check_refuse_erasure),
    Action.REQUEST_RETURN: anyone(check_request_return),
    Action.DECIDE_RETURN: of_others(check_decide_return, RequestKind.RETURN),
    Action.REQUEST_EXTENSION: anyone(check_request_extension),
    Action.DECIDE_EXTENSION: of_others(check_decide_extension, RequestKind.EXTENSION),
    Action.REQUEST_SUSPENSION: anyone(check_request_suspension),
    Action.DECIDE_SUSPENSION: of_others(check_decide_suspension, RequestKind.SUSPENSION),
    Action.LIFT_SUSPENSION: anyone(check_lift_suspension),
    Action.TAKE_DIRECT_HANDLING: anyone(check_take_direct_handling),
    Action.OPEN_ONE_MATTER: anyone(check_open_one_matter),
    Action.OPEN_GREEN_CHANNEL: anyone(check_open_green_channel),
    Action.ASK_ENTERPRISE: anyone(check_ask_enterprise),
    Action.RELAY_ANSWER: anyone(check_relay_answer),
    Action.REQUEST_REVEAL: anyone(check_request_reveal),
    Action.DECIDE_REVEAL: of_others(check_decide_reveal, RequestKind.REVEAL),
    **OF_OVERSIGHT,
}
"""Every act on a case but looking at it."""


def possible_actions(member: StaffMember, case: Case, now: datetime) -> tuple[Action, ...]:
    """The acts that this person may do now, in the order of the table above."""
    return tuple(
        action
        for action, check in CHECKS.items()
        if may(member, action, case) and _passes(check, case, now, member)
    )


def _passes(check: Check, case: Case, now: datetime, member: StaffMember) -> bool:
    try:
        check(case, now, member)
    except CaseworkError:
        return False
    return True
