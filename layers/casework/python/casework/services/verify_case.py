"""Verify a case (核实): the lead says what is true, within one working day of the
assignment (P6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.handling import VerifyCase
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.events import Finding
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


@dataclass(frozen=True, slots=True)
class Verification:
    """What the lead found, and the words for it that the enterprise will read."""

    finding: Finding
    text: str

    def command(self, writing: Writing) -> VerifyCase:
        """The command, its text taken down."""
        ref = writing.add(ParticularsKind.VERIFICATION, text=self.text)
        return VerifyCase(self.finding, ref)


def verify_case(
    request: Request,
    verification: Verification,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the verification; raises what `carry_out` raises and AlreadyVerifiedError."""
    return carry_out(
        request,
        Action.VERIFY_CASE,
        lambda writing: (verification.command(writing),),
        cases=cases,
        configuration=configuration,
    )
