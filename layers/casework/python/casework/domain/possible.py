"""What a person may do with a case right now: what the table gives, and no rule forbids.

Each act has a check, the very one that its command makes first, so that a page never offers what
would be refused, and never hides what would not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from casework.domain.assignment import check_answer, check_assign
from casework.domain.authorization import Action, may
from casework.domain.errors import CaseworkError
from casework.domain.handling import (
    check_excuse,
    check_reply,
    check_report,
    check_resolve,
    check_verify,
)
from casework.domain.letters import check_answer_letter

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


CHECKS: dict[Action, Check] = {
    Action.ASSIGN_CASE: anyone(check_assign),
    Action.ANSWER_CASE: anyone(check_answer),
    Action.VERIFY_CASE: anyone(check_verify),
    Action.REPLY_TO_CASE: anyone(check_reply),
    Action.RESOLVE_CASE: anyone(check_resolve),
    Action.REPORT_TASK: own_unit(check_report),
    Action.EXCUSE_CO_HANDLER: anyone(check_excuse),
    Action.ANSWER_LETTER: own_unit(check_answer_letter),
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
