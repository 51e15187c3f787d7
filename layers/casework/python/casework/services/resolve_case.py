"""Resolve a case (办结): the lead says the matter is done, within fifteen working days (P6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.handling import ResolveCase
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.events import Outcome
    from casework.domain.lifecycle import Command
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing
    from casework.services.reply_to_case import Reply


@dataclass(frozen=True, slots=True)
class Resolution:
    """How the matter ended, in a code and in words; `reply` when earlier steps are taken together
    with it.
    """

    outcome: Outcome
    text: str
    reply: Reply | None = None

    def commands(self, writing: Writing) -> tuple[Command, ...]:
        """The steps in their order, texts taken down."""
        earlier = self.reply.commands(writing) if self.reply else ()
        ref = writing.add(ParticularsKind.RESOLUTION, text=self.text)
        return (*earlier, ResolveCase(self.outcome, ref))


def resolve_case(
    request: Request,
    resolution: Resolution,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the resolution; raises what `carry_out` raises and CoHandlerTaskOpenError."""
    return carry_out(
        request, Action.RESOLVE_CASE, resolution.commands, cases=cases, configuration=configuration
    )
