"""Propose a red light (红灯) on evidence, where no threshold did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.red_light import ProposeRedLight
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def propose_red_light(
    request: Request,
    unit: str,
    reason: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Put the evidence against a unit side by side; raises what `carry_out` raises,
    NoEvidenceError and RedLightPendingError.
    """
    kind = ParticularsKind.RED_LIGHT_PROPOSAL
    return carry_out(
        request,
        Action.PROPOSE_RED_LIGHT,
        lambda writing: (ProposeRedLight(unit, writing.add(kind, text=reason)),),
        cases=cases,
        configuration=configuration,
    )
