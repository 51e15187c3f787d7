"""Operations of declining, contacts and personal data at the case desk."""

from collections.abc import Callable

from casework.domain.case import Case
from casework.domain.tokens import TokenMint
from casework.entrypoints.contest_requests import (
    ContactBody,
    CorrectionBody,
    DeclineBody,
    ErasureBody,
    ReachedBody,
    ReasonBody,
)
from casework.entrypoints.operations import CaseOperations, Ports
from casework.services import decide_about_data as data
from casework.services import record_contact as reporter
from casework.services.commanding import Request
from casework.services.decline_case import decline_case
from casework.services.record_reached import record_reached


def mount_contest(operation: CaseOperations, ports: Ports, mint: Callable[[], TokenMint]) -> None:
    """What clerks and departments do: the room of the case desk. The mint is asked for when data
    are corrected: it makes the keys by which the case is found again.
    """

    @operation("decline")
    def decline(request: Request, body: DeclineBody) -> Case:
        """Decline the case for a listed reason (不予受理)."""
        return decline_case(request, body.reason, body.text, **ports())

    @operation("contact")
    def record_contact(request: Request, body: ContactBody) -> Case:
        """Record a contact with the reporter (联系诉求人)."""
        return reporter.record_contact(request, body.confirmed, body.text, **ports())

    @operation("reached")
    def tell(request: Request, body: ReachedBody) -> Case:
        """Record that the enterprise was told what a message could not (另行告知)."""
        return record_reached(request, body.on, body.text, **ports())

    @operation("false-report")
    def propose_false_report(request: Request, body: ReasonBody) -> Case:
        """Propose that the report is not the reporter's (冒名诉求)."""
        return reporter.propose_false_report(request, body.text, **ports())

    @operation("correction")
    def correct(request: Request, body: CorrectionBody) -> Case:
        """Correct the data that the enterprise asked to correct (更正)."""
        values = body.model_dump(exclude={"version"})
        return data.correct_data(request, data.CorrectedData(**values), **ports(), mint=mint())

    @operation("correction-refusal")
    def refuse_correction(request: Request, body: ReasonBody) -> Case:
        """Refuse a correction, with the reason."""
        return data.refuse_correction(request, body.text, **ports())

    @operation("erasure")
    def erase(request: Request, body: ErasureBody) -> Case:
        """Erase what the enterprise typed (删除); nothing of it is kept."""
        return data.erase_data(request, **ports())

    @operation("erasure-refusal")
    def refuse_erasure(request: Request, body: ReasonBody) -> Case:
        """Refuse an erasure, with the reason."""
        return data.refuse_erasure(request, body.text, **ports())
