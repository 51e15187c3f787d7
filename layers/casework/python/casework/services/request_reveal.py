"""Ask who filed a confidential case (申请披露身份), with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.questions import RequestReveal
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def request_reveal(
    request: Request,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the request; raises what `carry_out` raises and the rules of reveals."""
    return carry_out(
        request,
        Action.REQUEST_REVEAL,
        lambda writing: (RequestReveal(writing.add(ParticularsKind.REVEAL_REASON, text=text)),),
        cases=cases,
        configuration=configuration,
    )
