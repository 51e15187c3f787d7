"""Guide an enterprise to the procedure that its matter has (程序指引)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.procedure_matters import GuideToProcedure
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the enterprise reads: the competent body, the reference of its matter there, the
    statutory period in words, and the explanation; `days` where the period is a number of days.
    """

    body: str
    reference: str
    period: str
    text: str
    days: int | None = None

    def command(self, writing: Writing) -> GuideToProcedure:
        """The command, its texts taken down."""
        ref = writing.add(
            ParticularsKind.GUIDANCE,
            body=self.body,
            reference=self.reference,
            period=self.period,
            text=self.text,
        )
        return GuideToProcedure(self.days, ref)


def guide_to_procedure(
    request: Request,
    guidance: Guidance,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Answer or resolve the case by guidance; raises what `carry_out` raises and
    ProcedureNotConfirmedError.
    """
    return carry_out(
        request,
        Action.GUIDE_TO_PROCEDURE,
        lambda writing: (guidance.command(writing),),
        cases=cases,
        configuration=configuration,
    )
