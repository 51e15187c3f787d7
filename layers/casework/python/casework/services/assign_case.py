"""Assign a case (交办): a clerk names the lead and its co-handlers (P4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.assignment import NOTHING_JUDGED, AssignCase, Judgement
from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.lifecycle import Command
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


@dataclass(frozen=True, slots=True)
class Assignment:
    """A clerk's choice; `released_text` is what a department may read of a confidential case."""

    lead: str
    co_handlers: tuple[str, ...] = ()
    judgement: Judgement = NOTHING_JUDGED
    released_text: str | None = None

    def commands(self, writing: Writing) -> tuple[Command, ...]:
        """The assignment, its released text taken down."""
        text = self.released_text
        released = writing.add(ParticularsKind.RELEASED, what_happened=text) if text else None
        return (AssignCase(self.lead, self.co_handlers, self.judgement, released),)


def assign_case(
    request: Request,
    assignment: Assignment,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the assignment; raises what `carry_out` raises and the rules of assignment."""
    return carry_out(
        request, Action.ASSIGN_CASE, assignment.commands, cases=cases, configuration=configuration
    )
