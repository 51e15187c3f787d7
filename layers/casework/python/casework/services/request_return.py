"""Ask to return a case (退单): the department lead signs, on a legal ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.returns import RequestReturn
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.decision_events import ReturnGround
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


@dataclass(frozen=True, slots=True)
class AskedReturn:
    """The ground, the legal basis in words, and who should have the case; a return without ground
    or basis is refused by name.
    """

    ground: ReturnGround | None
    basis: str
    suggested: str | None = None

    def command(self, writing: Writing) -> RequestReturn:
        """The command, its text taken down."""
        kind = ParticularsKind.RETURN_REASON
        ref = writing.add(kind, text=self.basis) if self.basis else None
        return RequestReturn(self.ground, ref, self.suggested)


def request_return(
    request: Request,
    asked: AskedReturn,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the request; raises what `carry_out` raises and the rules of returns."""
    return carry_out(
        request,
        Action.REQUEST_RETURN,
        lambda writing: (asked.command(writing),),
        cases=cases,
        configuration=configuration,
    )
