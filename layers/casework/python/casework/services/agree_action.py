"""Agree with a department what it does under special supervision, and until when (P5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.special_supervision import AgreeAction
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from datetime import date

    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a department does by the end of a day (local)."""

    department: str
    until: date
    text: str

    def command(self, writing: Writing) -> AgreeAction:
        """The command, its text taken down."""
        ref = writing.add(ParticularsKind.ACTION, text=self.text)
        return AgreeAction(self.department, self.until, ref)


def agree_action(
    request: Request,
    agreement: Agreement,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Start the action's clock; raises what `carry_out` raises, NotTakingPartError and
    NotAWorkingDayError.
    """
    return carry_out(
        request,
        Action.AGREE_ACTION,
        lambda writing: (agreement.command(writing),),
        cases=cases,
        configuration=configuration,
    )
