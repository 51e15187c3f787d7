"""Which operations the case page offers to a person: the forms of what is possible now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.case import LetterState
from casework.web.desk_forms.oversight_offers import (
    appealed,
    own_actions,
    to_appeal,
    to_decide,
    to_exclude,
    to_state,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from casework.domain.case import Case
    from casework.domain.staff import StaffMember

CASES = "cases"
"""The room of clerks, departments and their leads: its forms post to /desk/cases/<case id>/..."""

OVERSIGHT = "oversight"
"""The room of supervisors, inspectors and leaders: its forms post to /desk/oversight/..."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An operation: the act that it asks for, and the room that takes it.

    Where the operation has a `*`, `parts` names the parts of the case that this person may act on.
    """

    action: Action
    room: str = CASES
    parts: Callable[[Case, StaffMember], tuple[str, ...]] | None = None


def _unanswered(case: Case, member: StaffMember) -> tuple[str, ...]:
    return tuple(letter.id for letter in case.letters_before(member.unit))


def _unread(case: Case, member: StaffMember) -> tuple[str, ...]:
    letters = case.letters_before(member.unit)
    return tuple(letter.id for letter in letters if letter.state is LetterState.ISSUED)


OFFERS: dict[str, Offer] = {
    "assignment": Offer(Action.ASSIGN_CASE),
    "answer": Offer(Action.ANSWER_CASE),
    "verification": Offer(Action.VERIFY_CASE),
    "reply": Offer(Action.REPLY_TO_CASE),
    "resolution": Offer(Action.RESOLVE_CASE),
    "task-report": Offer(Action.REPORT_TASK),
    "excuse": Offer(Action.EXCUSE_CO_HANDLER),
    "question": Offer(Action.ASK_ENTERPRISE),
    "direct-handling": Offer(Action.TAKE_DIRECT_HANDLING),
    "relay": Offer(Action.RELAY_ANSWER),
    "lifting": Offer(Action.LIFT_SUSPENSION),
    "return": Offer(Action.REQUEST_RETURN),
    "decline": Offer(Action.DECLINE_CASE),
    "reached": Offer(Action.RECORD_REACHED),
    "contact": Offer(Action.RECORD_CONTACT),
    "false-report": Offer(Action.PROPOSE_FALSE_REPORT),
    "correction": Offer(Action.DECIDE_CORRECTION),
    "correction-refusal": Offer(Action.DECIDE_CORRECTION),
    "erasure": Offer(Action.ERASE_DATA),
    "erasure-refusal": Offer(Action.REFUSE_ERASURE),
    "objection-decision": Offer(Action.DECIDE_OBJECTION, OVERSIGHT),
    "withdrawal-review": Offer(Action.DECIDE_WITHDRAWAL_REVIEW, OVERSIGHT),
    "rating-review": Offer(Action.DECIDE_RATING_REVIEW, OVERSIGHT),
    "decline-review": Offer(Action.DECIDE_DECLINE_REVIEW, OVERSIGHT),
    "false-report-decision": Offer(Action.DECIDE_FALSE_REPORT, OVERSIGHT),
    "extension": Offer(Action.REQUEST_EXTENSION),
    "suspension": Offer(Action.REQUEST_SUSPENSION),
    "reveal": Offer(Action.REQUEST_REVEAL),
    "green-channel": Offer(Action.OPEN_GREEN_CHANNEL),
    "one-matter": Offer(Action.OPEN_ONE_MATTER, OVERSIGHT),
    "return-decision": Offer(Action.DECIDE_RETURN, OVERSIGHT),
    "extension-decision": Offer(Action.DECIDE_EXTENSION, OVERSIGHT),
    "suspension-decision": Offer(Action.DECIDE_SUSPENSION, OVERSIGHT),
    "reveal-decision": Offer(Action.DECIDE_REVEAL, OVERSIGHT),
    "letters/*/acknowledgement": Offer(Action.ANSWER_LETTER, parts=_unread),
    "letters/*/answer": Offer(Action.ANSWER_LETTER, parts=_unanswered),
    "special": Offer(Action.START_SPECIAL_SUPERVISION, OVERSIGHT),
    "special/team": Offer(Action.ORGANISE_SPECIAL_SUPERVISION, OVERSIGHT),
    "special/conclusion": Offer(Action.CONCLUDE_SPECIAL_SUPERVISION, OVERSIGHT),
    "actions": Offer(Action.AGREE_ACTION),
    "actions/*/report": Offer(Action.REPORT_ACTION, parts=own_actions),
    "red-light": Offer(Action.PROPOSE_RED_LIGHT, OVERSIGHT),
    "red-lights/*/statement": Offer(Action.STATE_CASE, parts=to_state),
    "red-lights/*/exclusion": Offer(Action.EXCLUDE_EVIDENCE, OVERSIGHT, to_exclude),
    "red-lights/*/signature": Offer(Action.SIGN_RED_LIGHT, OVERSIGHT, to_decide),
    "red-lights/*/dismissal": Offer(Action.DISMISS_RED_LIGHT, OVERSIGHT, to_decide),
    "red-lights/*/appeal": Offer(Action.APPEAL_RED_LIGHT, parts=to_appeal),
    "red-lights/*/appeal-decision": Offer(Action.DECIDE_APPEAL, OVERSIGHT, appealed),
    "procedure": Offer(Action.CONFIRM_PROCEDURE),
    "guidance": Offer(Action.GUIDE_TO_PROCEDURE),
    "judicial-contacts": Offer(Action.RECORD_JUDICIAL_CONTACT),
    "summary": Offer(Action.RELEASE_SUMMARY, OVERSIGHT),
    "merge": Offer(Action.MERGE_CASE),
    "links": Offer(Action.LINK_CASES),
    "notes": Offer(Action.ADD_NOTE),
    "handler": Offer(Action.NAME_HANDLER),
}
"""Every operation on a case, by the end of its address."""


def offered(member: StaffMember, case: Case, possible: Collection[Action]) -> tuple[str, ...]:
    """The operations by which this person may do what is possible now, parts of the case by their
    ids.
    """
    operations: list[str] = []
    for operation, offer in OFFERS.items():
        if offer.action in possible:
            parts = offer.parts(case, member) if offer.parts else ("",)
            operations += [operation.replace("*", part) for part in parts]
    return tuple(operations)


def room_of(operation: str) -> str:
    """The room that takes an operation, its parts named by `*` or by their ids."""
    if operation in OFFERS:
        return OFFERS[operation].room
    steps = operation.split("/")
    for place in range(len(steps)):
        pattern = "/".join((*steps[:place], "*", *steps[place + 1 :]))
        if pattern in OFFERS:
            return OFFERS[pattern].room
    return CASES


def address_of(case_id: str, operation: str) -> str:
    """Where the form of an operation posts to."""
    return f"/desk/{room_of(operation)}/{case_id}/{operation}"
