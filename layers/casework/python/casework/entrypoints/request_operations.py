"""Operations of clerks and departments about time: returns, extensions, suspensions, direct
handling, the green channel, questions to the enterprise and what of its answer is relayed.
"""

from casework.domain.assignment import Judgement
from casework.domain.case import Case
from casework.entrypoints.decision_requests import (
    DirectHandlingBody,
    ExtensionBody,
    GreenChannelBody,
    LiftBody,
    QuestionBody,
    RelayBody,
    ReturnBody,
    RevealBody,
    SuspensionBody,
)
from casework.entrypoints.operations import CaseOperations, Ports
from casework.services.ask_enterprise import ask_enterprise
from casework.services.commanding import Request
from casework.services.lift_suspension import lift_suspension
from casework.services.open_green_channel import open_green_channel
from casework.services.relay_answer import relay_answer
from casework.services.request_extension import request_extension
from casework.services.request_return import AskedReturn, request_return
from casework.services.request_reveal import request_reveal
from casework.services.request_suspension import request_suspension
from casework.services.take_direct_handling import take_direct_handling


def mount_requests(operation: CaseOperations, ports: Ports) -> None:
    """What clerks and departments do: the room of the case desk."""

    @operation("return")
    def ask_to_return(request: Request, body: ReturnBody) -> Case:
        """Ask to return the case on a legal ground (退单)."""
        asked = AskedReturn(body.ground, body.text or "", body.suggested)
        return request_return(request, asked, **ports())

    @operation("extension")
    def ask_for_extension(request: Request, body: ExtensionBody) -> Case:
        """Ask for more working days (延期)."""
        return request_extension(request, body.days, body.text, **ports())

    @operation("suspension")
    def ask_for_suspension(request: Request, body: SuspensionBody) -> Case:
        """Ask that the case stand still (挂起)."""
        return request_suspension(request, body.reason, body.days, body.text, **ports())

    @operation("lifting")
    def lift(request: Request, body: LiftBody) -> Case:
        """Let a suspended case go on (恢复办理)."""
        return lift_suspension(request, **ports())

    @operation("question")
    def ask(request: Request, body: QuestionBody) -> Case:
        """Ask the enterprise; the case stands still until it answers (补充材料)."""
        return ask_enterprise(request, body.text, **ports())

    @operation("reveal")
    def ask_for_reveal(request: Request, body: RevealBody) -> Case:
        """Ask who filed a confidential case (申请披露身份)."""
        return request_reveal(request, body.text, **ports())

    @operation("direct-handling")
    def take_directly(request: Request, body: DirectHandlingBody) -> Case:
        """Take the case for direct handling (直接办理)."""
        judged = Judgement(body.not_a_complaint, body.not_a_procedure)
        return take_direct_handling(request, judged, **ports())

    @operation("relay")
    def relay(request: Request, body: RelayBody) -> Case:
        """Relay what a confidential enterprise answered (转达答复)."""
        return relay_answer(request, body.text, **ports())

    @operation("green-channel")
    def open_channel(request: Request, body: GreenChannelBody) -> Case:
        """Mark the case for the green channel (绿色通道)."""
        return open_green_channel(request, body.organ, body.text, **ports())
