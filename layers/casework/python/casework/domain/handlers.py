"""Who in the lead unit handles a case (承办人), by opaque staff id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.oversight_events import HandlerNamed
from casework.domain.oversight_rules import NamesOthersError
from casework.domain.rules import CaseClosedError, NotAssignedError

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context


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
        if self.staff == case.handler:
            return ()
        return (HandlerNamed(str(case.lead), self.staff),)
