"""Decide a return (退单审核): accepted, the supervisor names the next units in the same act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.returns import DecideReturn, NextUnits
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


@dataclass(frozen=True, slots=True)
class DecidedReturn:
    """The decision and its reason. Accepted: the next lead and co-handlers, and for a confidential
    case maybe a new text for them. Refused: whether it gave no legal ground.
    """

    accepted: bool
    text: str
    lead: str = ""
    co_handlers: tuple[str, ...] = ()
    released_text: str | None = None
    groundless: bool = False

    def command(self, writing: Writing) -> DecideReturn:
        """The command, its texts taken down."""
        ref = writing.add(ParticularsKind.REQUEST_DECISION, text=self.text)
        if not self.accepted:
            return DecideReturn(None, ref, self.groundless)
        kind, text = ParticularsKind.RELEASED, self.released_text
        released = writing.add(kind, text=text) if text else None
        return DecideReturn(NextUnits(self.lead, self.co_handlers, released), ref, self.groundless)


def decide_return(
    request: Request,
    decided: DecidedReturn,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the decision; raises what `carry_out` raises and the rules of returns."""
    return carry_out(
        request,
        Action.DECIDE_RETURN,
        lambda writing: (decided.command(writing),),
        cases=cases,
        configuration=configuration,
    )
