"""Take a case for direct handling (直接办理, P3): the centre verifies and answers it itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.direct_handling import TakeDirectHandling
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.assignment import Judgement
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def take_direct_handling(
    request: Request,
    judgement: Judgement,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Take it out of triage; raises what `carry_out` raises and the rules of assignment."""
    return carry_out(
        request,
        Action.TAKE_DIRECT_HANDLING,
        lambda _: (TakeDirectHandling(judgement),),
        cases=cases,
        configuration=configuration,
    )
