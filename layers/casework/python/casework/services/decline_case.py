"""Decline a case (不予受理): a clerk says why, in words that the enterprise reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.declining import DeclineCase
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.contest_events import DeclineReason
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def decline_case(
    request: Request,
    reason: DeclineReason,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record it; raises what `carry_out` raises, AlreadyDispatchedError, CaseClosedError."""
    return carry_out(
        request,
        Action.DECLINE_CASE,
        lambda writing: (DeclineCase(reason, writing.add(ParticularsKind.DECLINE, text=text)),),
        cases=cases,
        configuration=configuration,
    )
