"""Operations of supervisors on requests about time: returns, extensions, suspensions, reveals, and
one matter one discussion.
"""

from casework.domain.case import Case
from casework.entrypoints.decision_requests import (
    OneMatterBody,
    RequestDecisionBody,
    ReturnDecisionBody,
)
from casework.entrypoints.operations import CaseOperations, Ports
from casework.services.commanding import Request
from casework.services.decide_extension import decide_extension
from casework.services.decide_return import DecidedReturn, decide_return
from casework.services.decide_reveal import decide_reveal
from casework.services.decide_suspension import decide_suspension
from casework.services.decided_request import DecidedRequest
from casework.services.open_one_matter import open_one_matter


def mount_decisions(operation: CaseOperations, ports: Ports) -> None:
    """What supervisors decide: the room of the oversight desk."""

    @operation("return-decision")
    def judge_return(request: Request, body: ReturnDecisionBody) -> Case:
        """Accept a return and name the next units, or refuse it (退单审核)."""
        decided = DecidedReturn(
            body.accepted,
            body.text,
            body.lead or "",
            tuple(body.co_handlers),
            body.released_text,
            body.groundless,
        )
        return decide_return(request, decided, **ports())

    @operation("extension-decision")
    def judge_extension(request: Request, body: RequestDecisionBody) -> Case:
        """Grant or refuse an extension (延期审核)."""
        return decide_extension(request, DecidedRequest(body.accepted, body.text), **ports())

    @operation("suspension-decision")
    def judge_suspension(request: Request, body: RequestDecisionBody) -> Case:
        """Approve or refuse a suspension (挂起审核)."""
        return decide_suspension(request, DecidedRequest(body.accepted, body.text), **ports())

    @operation("reveal-decision")
    def judge_reveal(request: Request, body: RequestDecisionBody) -> Case:
        """Reveal who filed a confidential case, or do not (身份披露审核)."""
        return decide_reveal(request, DecidedRequest(body.accepted, body.text), **ports())

    @operation("one-matter")
    def declare_urgent(request: Request, body: OneMatterBody) -> Case:
        """Open one matter one discussion (一事一议)."""
        return open_one_matter(request, body.coordinator, body.text, **ports())
