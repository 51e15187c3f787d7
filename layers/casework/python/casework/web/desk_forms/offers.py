"""Which operations the case page offers to a person: the forms of what is possible now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.case import LetterState

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
    "letters/*/acknowledgement": Offer(Action.ANSWER_LETTER, parts=_unread),
    "letters/*/answer": Offer(Action.ANSWER_LETTER, parts=_unanswered),
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
