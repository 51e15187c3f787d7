"""Excuse a co-handler from its task, with a reason (P4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.handling import ExcuseCoHandler
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def excuse_co_handler(
    request: Request,
    unit: str,
    reason: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Release a unit from its open task; raises what `carry_out` raises and NotACoHandlerError."""
    return carry_out(
        request,
        Action.EXCUSE_CO_HANDLER,
        lambda writing: (ExcuseCoHandler(unit, writing.add(ParticularsKind.EXCUSE, text=reason)),),
        cases=cases,
        configuration=configuration,
    )
