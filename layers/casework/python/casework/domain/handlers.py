"""Who in the lead unit handles a case (承办人), by opaque staff id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.oversight_events import HandlerNamed
from casework.domain.oversight_rules import NamesOthersError, NotAStaffIdError
from casework.domain.rules import CaseClosedError, NotAssignedError

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context


STAFF_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What an id of staff looks like; whether there is such a person, the registry does not tell."""


def check_name_handler(case: Case, now: datetime) -> None:
    """An open case that has a lead."""
    if not case.status.is_open:
        raise CaseClosedError
    if case.lead is None:
        raise NotAssignedError


@dataclass(frozen=True, slots=True)
class NameHandler:
    """The lead of the department gives the case to somebody, or a handler takes it.

    `for_others` says whether the person may name somebody else.
    """

    staff: str
    for_others: bool

    def decide(self, case: Case, context: Context) -> tuple[HandlerNamed, ...]:
        """Who handles the case already is not named again."""
        check_name_handler(case, context.now)
        if self.staff != context.actor.id and not self.for_others:
            raise NamesOthersError
        if self.staff != context.actor.id and not STAFF_ID.fullmatch(self.staff):
            raise NotAStaffIdError(field="staff")
        if self.staff == case.handler:
            return ()
        return (HandlerNamed(str(case.lead), self.staff),)
