"""Ask for a suspension (挂起申请), with the reason, before the deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.suspensions import RequestSuspension
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.decision_events import SuspensionReason
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def request_suspension(
    request: Request,
    reason: SuspensionReason,
    days: int,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the request; raises what `carry_out` raises and the rules of suspensions."""
    return carry_out(
        request,
        Action.REQUEST_SUSPENSION,
        lambda writing: (
            RequestSuspension(
                reason, days, writing.add(ParticularsKind.SUSPENSION_REASON, text=text)
            ),
        ),
        cases=cases,
        configuration=configuration,
    )
