"""Operations of the ordinary way of a case: assigned or answered, verified, replied to, resolved,
with its co-handlers and its letters.
"""

from casework.domain.assignment import Judgement
from casework.domain.case import Case
from casework.entrypoints.operations import CaseOperations, Ports
from casework.entrypoints.requests import (
    AcknowledgementBody,
    AnswerBody,
    AssignmentBody,
    ExcuseBody,
    JudgementBody,
    LetterAnswerBody,
    ReplyBody,
    ResolutionBody,
    TaskReportBody,
    VerificationBody,
    VerificationPart,
)
from casework.services.answer_case import answer_case
from casework.services.answer_letter import acknowledge_letter, answer_letter
from casework.services.assign_case import Assignment, assign_case
from casework.services.commanding import Request
from casework.services.excuse_co_handler import excuse_co_handler
from casework.services.reply_to_case import Reply, reply_to_case
from casework.services.report_task import report_task
from casework.services.resolve_case import Resolution, resolve_case
from casework.services.verify_case import Verification, verify_case


def mount_handling(operation: CaseOperations, ports: Ports) -> None:
    """What clerks, leads and co-handlers do: the room of the case desk."""

    @operation("assignment")
    def assign(request: Request, body: AssignmentBody) -> Case:
        """Name the lead and its co-handlers (交办)."""
        chosen = Assignment(
            body.lead, tuple(body.co_handlers), _judgement(body), body.released_text
        )
        return assign_case(request, chosen, **ports())

    @operation("answer")
    def answer_directly(request: Request, body: AnswerBody) -> Case:
        """Answer directly (直接答复)."""
        return answer_case(request, body.text, _judgement(body), **ports())

    @operation("verification")
    def verify(request: Request, body: VerificationBody) -> Case:
        """Say what was found to be true (核实)."""
        return verify_case(request, Verification(body.finding, body.text), **ports())

    @operation("reply")
    def reply(request: Request, body: ReplyBody) -> Case:
        """Reply to the enterprise (回复)."""
        given = Reply(body.text, _verification(body.verification))
        return reply_to_case(request, given, **ports())

    @operation("resolution")
    def resolve(request: Request, body: ResolutionBody) -> Case:
        """Say that the matter is done (办结)."""
        part = body.reply
        earlier = Reply(part.text, _verification(part.verification)) if part else None
        return resolve_case(request, Resolution(body.outcome, body.text, earlier), **ports())

    @operation("task-report")
    def report(request: Request, body: TaskReportBody) -> Case:
        """Report what my unit did as co-handler (协办反馈)."""
        return report_task(request, body.text, **ports())

    @operation("excuse")
    def excuse(request: Request, body: ExcuseBody) -> Case:
        """Excuse a co-handler from its task."""
        return excuse_co_handler(request, body.unit, body.reason, **ports())

    @operation("letters/<letter_id>/acknowledgement")
    def acknowledge(request: Request, body: AcknowledgementBody, letter_id: str) -> Case:
        """Say that my unit has the letter (签收)."""
        return acknowledge_letter(request, letter_id, **ports())

    @operation("letters/<letter_id>/answer")
    def answer_the_letter(request: Request, body: LetterAnswerBody, letter_id: str) -> Case:
        """Say why the deadline passed (复函)."""
        return answer_letter(request, letter_id, body.text, **ports())


def _judgement(body: JudgementBody) -> Judgement:
    return Judgement(body.not_a_complaint, body.not_a_procedure)


def _verification(part: VerificationPart | None) -> Verification | None:
    return Verification(part.finding, part.text) if part else None
