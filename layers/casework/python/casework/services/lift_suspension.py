"""Lift a suspension (恢复办理) before its time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.suspensions import LiftSuspension
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def lift_suspension(
    request: Request,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Let the case go on; raises what `carry_out` raises and NotSuspendedError."""
    return carry_out(
        request,
        Action.LIFT_SUSPENSION,
        lambda _: (LiftSuspension(),),
        cases=cases,
        configuration=configuration,
    )
