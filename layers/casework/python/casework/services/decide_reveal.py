"""Decide a reveal (身份披露审核): granted or refused, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.questions import DecideReveal
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request
    from casework.services.decided_request import DecidedRequest


def decide_reveal(
    request: Request,
    decided: DecidedRequest,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the decision; NoSuchRequestError when none waits, and what `carry_out` raises."""
    return carry_out(
        request,
        Action.DECIDE_REVEAL,
        lambda writing: (DecideReveal(decided.decision(writing)),),
        cases=cases,
        configuration=configuration,
    )
