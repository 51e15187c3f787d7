"""Operations of supervisors on objections, reviews and false reports."""

from casework.domain.case import Case
from casework.entrypoints.contest_requests import (
    DeclineReviewBody,
    FalseReportDecisionBody,
    ObjectionDecisionBody,
    PressureBody,
)
from casework.entrypoints.operations import CaseOperations, Ports
from casework.services import decide_review as review
from casework.services import record_contact as reporter
from casework.services.commanding import Request
from casework.services.decide_objection import ObjectionRuling, decide_objection


def mount_rulings(operation: CaseOperations, ports: Ports) -> None:
    """What supervisors decide who took no part."""

    @operation("objection-decision")
    def rule_on_objection(request: Request, body: ObjectionDecisionBody) -> Case:
        """Decide the enterprise's objection (异议处理)."""
        ruling = ObjectionRuling(body.upheld, body.false_closing, body.text)
        return decide_objection(request, ruling, **ports())

    @operation("withdrawal-review")
    def review_withdrawal(request: Request, body: PressureBody) -> Case:
        """Decide whether there was pressure to withdraw the case (撤单质检)."""
        return review.decide_withdrawal_review(request, body.pressure, body.text, **ports())

    @operation("rating-review")
    def review_rating(request: Request, body: PressureBody) -> Case:
        """Decide whether there was pressure to take the rating back."""
        return review.decide_rating_review(request, body.pressure, body.text, **ports())

    @operation("decline-review")
    def review_decline(request: Request, body: DeclineReviewBody) -> Case:
        """Decide the review of a declined case (复核)."""
        return review.decide_decline_review(request, body.overturned, body.text, **ports())

    @operation("false-report-decision")
    def rule_on_false_report(request: Request, body: FalseReportDecisionBody) -> Case:
        """Decide whether the report is false (冒名诉求)."""
        return reporter.decide_false_report(request, body.accepted, body.text, **ports())
