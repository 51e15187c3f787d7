"""Reply to a case (回复): the lead tells the enterprise what it will do, within three working days
(P6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.handling import ReplyToCase
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.lifecycle import Command
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing
    from casework.services.verify_case import Verification


@dataclass(frozen=True, slots=True)
class Reply:
    """The words of the reply; `verification` when that step is taken together with it."""

    text: str
    verification: Verification | None = None

    def commands(self, writing: Writing) -> tuple[Command, ...]:
        """The steps in their order, texts taken down."""
        earlier = (self.verification.command(writing),) if self.verification else ()
        return (*earlier, ReplyToCase(writing.add(ParticularsKind.REPLY, text=self.text)))


def reply_to_case(
    request: Request, reply: Reply, *, cases: CaseRepository, configuration: Configuration
) -> Case:
    """Record the reply; raises what `carry_out` raises and the rules on the order of steps."""
    return carry_out(
        request, Action.REPLY_TO_CASE, reply.commands, cases=cases, configuration=configuration
    )
