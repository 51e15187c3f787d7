"""Confirm that a matter has a procedure of its own, which routing had marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.procedure_matters import ConfirmProcedure
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def confirm_procedure(
    request: Request, *, cases: CaseRepository, configuration: Configuration
) -> Case:
    """Record the confirmation; raises what `carry_out` raises, NoProcedureError and
    ProcedureConfirmedError.
    """
    return carry_out(
        request,
        Action.CONFIRM_PROCEDURE,
        lambda _: (ConfirmProcedure(),),
        cases=cases,
        configuration=configuration,
    )
