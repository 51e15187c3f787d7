"""Every command of the domain, by whoever asks for it, with input that is good or might not be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.assignment import AnswerCase
from casework.domain.authorization import Action
from casework.domain.confirmation import ConfirmCase
from casework.domain.contest_events import DeclineReason
from casework.domain.decision_events import ReturnGround, SuspensionReason
from casework.domain.declining import AskDeclineReview, DecideDeclineReview, DeclineCase
from casework.domain.direct_handling import TakeDirectHandling
from casework.domain.evaluation import Grade
from casework.domain.extensions import DecideExtension, RequestExtension
from casework.domain.handlers import NameHandler
from casework.domain.handling import (
    ReportTask,
)
from casework.domain.intake import SupplementCase
from casework.domain.merging import AbsorbCase, LinkCase, MergeCase
from casework.domain.notes import AddNote
from casework.domain.objections import DecideObjection, RaiseObjection
from casework.domain.oversight_events import (
    ContactKind,
    LinkKind,
    OrganKind,
)
from casework.domain.oversight_state import RedLightState
from casework.domain.particulars import ParticularsKind as Kind
from casework.domain.privacy_requests import (
    AskCorrection,
    AskErasure,
    RefuseErasure,
)
from casework.domain.procedure_matters import (
    ConfirmProcedure,
    GuideToProcedure,
    RecordJudicialContact,
)
from casework.domain.questions import AskEnterprise, DecideReveal, RelayAnswer, RequestReveal
from casework.domain.rating import RateCase
from casework.domain.reaching import RecordReached
from casework.domain.red_light import (
    AppealRedLight,
    DecideAppeal,
    DismissRedLight,
    StateCase,
)
from casework.domain.reporters import DecideFalseReport, ProposeFalseReport, RecordContact
from casework.domain.returns import RequestReturn
from casework.domain.special_supervision import (
    ConcludeSpecialSupervision,
    OrganiseSpecialSupervision,
)
from casework.domain.suspensions import DecideSuspension, LiftSuspension, RequestSuspension
from casework.domain.tracks import OpenGreenChannel, OpenOneMatter
from casework.domain.withdrawals import (
    DecideRatingReview,
    DecideWithdrawalReview,
    WithdrawCase,
    WithdrawRating,
)
from casework.domain.working_time import CHINA_TIME
from tests.unit.domain.filled_in import (
    Commands,
    Form,
    agree,
    answer_letter,
    assign,
    coordinator,
    correct,
    decide_return,
    decision,
    erase,
    exclude,
    excuse,
    organ,
    other,
    propose_red,
    reply,
    report_action,
    resolve,
    sign,
    start,
    summary,
    team,
    verify,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from casework.domain.lifecycle import Command


BY_STAFF: dict[Action, Callable[[Form], Commands]] = {
    Action.ASSIGN_CASE: assign,
    Action.ANSWER_CASE: lambda form: (AnswerCase(form.judged, form.write(Kind.ANSWER)),),
    Action.VERIFY_CASE: verify,
    Action.REPLY_TO_CASE: reply,
    Action.RESOLVE_CASE: resolve,
    Action.REPORT_TASK: lambda form: (ReportTask(form.member.unit, form.write(Kind.TASK_REPORT)),),
    Action.EXCUSE_CO_HANDLER: excuse,
    Action.ANSWER_LETTER: answer_letter,
    Action.DECLINE_CASE: lambda form: (
        DeclineCase(DeclineReason.REPEATED, form.write(Kind.DECLINE)),
    ),
    Action.RECORD_REACHED: lambda form: (
        RecordReached(form.now.astimezone(CHINA_TIME).date(), form.write(Kind.CONTACT_NOTE)),
    ),
    Action.RECORD_CONTACT: lambda form: (
        RecordContact(form.member.unit, form.pick(False, True), form.write(Kind.CONTACT_NOTE)),
    ),
    Action.PROPOSE_FALSE_REPORT: lambda form: (
        ProposeFalseReport(form.member.unit, form.write(Kind.FALSE_REPORT)),
    ),
    Action.DECIDE_FALSE_REPORT: lambda form: (
        DecideFalseReport(form.pick(False, True), form.write(Kind.FALSE_REPORT_DECISION)),
    ),
    Action.DECIDE_OBJECTION: lambda form: (
        DecideObjection(
            form.pick(True, False), form.pick(False, True), form.write(Kind.OBJECTION_DECISION)
        ),
    ),
    Action.DECIDE_WITHDRAWAL_REVIEW: lambda form: (
        DecideWithdrawalReview(form.pick(True, False), form.write(Kind.PRESSURE_FINDING)),
    ),
    Action.DECIDE_RATING_REVIEW: lambda form: (
        DecideRatingReview(form.pick(False, True), form.write(Kind.PRESSURE_FINDING)),
    ),
    Action.DECIDE_DECLINE_REVIEW: lambda form: (
        DecideDeclineReview(form.pick(True, False), form.write(Kind.REVIEW_DECISION)),
    ),
    Action.DECIDE_CORRECTION: correct,
    Action.ERASE_DATA: erase,
    Action.REFUSE_ERASURE: lambda form: (RefuseErasure(form.write(Kind.PRIVACY_DECISION)),),
    Action.REQUEST_RETURN: lambda form: (
        RequestReturn(
            form.pick(ReturnGround.NO_COMPETENCE, None), form.write(Kind.RETURN_REASON), None
        ),
    ),
    Action.DECIDE_RETURN: decide_return,
    Action.REQUEST_EXTENSION: lambda form: (
        RequestExtension(form.pick(5, 0, 99), form.write(Kind.EXTENSION_REASON)),
    ),
    Action.DECIDE_EXTENSION: lambda form: (DecideExtension(decision(form)),),
    Action.REQUEST_SUSPENSION: lambda form: (
        RequestSuspension(
            form.pick(SuspensionReason.EXPERT_APPRAISAL, *SuspensionReason),
            form.pick(5, 0, 99),
            form.write(Kind.SUSPENSION_REASON),
        ),
    ),
    Action.DECIDE_SUSPENSION: lambda form: (DecideSuspension(decision(form)),),
    Action.LIFT_SUSPENSION: lambda form: (LiftSuspension(),),
    Action.TAKE_DIRECT_HANDLING: lambda form: (TakeDirectHandling(form.judged),),
    Action.OPEN_ONE_MATTER: lambda form: (
        OpenOneMatter(form.pick(coordinator(form), "nobody"), form.write(Kind.TRACK_REASON)),
    ),
    Action.OPEN_GREEN_CHANNEL: lambda form: (
        OpenGreenChannel(form.pick(organ(form), "nobody"), form.write(Kind.TRACK_REASON)),
    ),
    Action.ASK_ENTERPRISE: lambda form: (AskEnterprise(form.write(Kind.QUESTION)),),
    Action.RELAY_ANSWER: lambda form: (RelayAnswer(form.write(Kind.RELEASED)),),
    Action.REQUEST_REVEAL: lambda form: (RequestReveal(form.write(Kind.REVEAL_REASON)),),
    Action.DECIDE_REVEAL: lambda form: (DecideReveal(decision(form)),),
    Action.START_SPECIAL_SUPERVISION: start,
    Action.ORGANISE_SPECIAL_SUPERVISION: lambda form: (OrganiseSpecialSupervision(*team(form)),),
    Action.AGREE_ACTION: agree,
    Action.REPORT_ACTION: report_action,
    Action.CONCLUDE_SPECIAL_SUPERVISION: lambda form: (
        ConcludeSpecialSupervision(form.write(Kind.SPECIAL_RESULT)),
    ),
    Action.PROPOSE_RED_LIGHT: propose_red,
    Action.STATE_CASE: lambda form: (
        StateCase(
            form.red_light(RedLightState.PROPOSED, mine=True),
            form.member.unit,
            form.write(Kind.STATEMENT),
        ),
    ),
    Action.EXCLUDE_EVIDENCE: exclude,
    Action.SIGN_RED_LIGHT: sign,
    Action.DISMISS_RED_LIGHT: lambda form: (
        DismissRedLight(
            form.red_light(RedLightState.PROPOSED), form.write(Kind.RED_LIGHT_DECISION)
        ),
    ),
    Action.APPEAL_RED_LIGHT: lambda form: (
        AppealRedLight(
            form.red_light(RedLightState.SIGNED, mine=True),
            form.member.unit,
            form.write(Kind.RED_LIGHT_APPEAL),
        ),
    ),
    Action.DECIDE_APPEAL: lambda form: (
        DecideAppeal(
            next(
                (one.id for one in form.case.red_lights if one.state is RedLightState.APPEALED), "1"
            ),
            form.pick(True, False),
            form.write(Kind.RED_LIGHT_APPEAL_DECISION),
        ),
    ),
    Action.CONFIRM_PROCEDURE: lambda form: (ConfirmProcedure(),),
    Action.GUIDE_TO_PROCEDURE: lambda form: (GuideToProcedure(30, form.write(Kind.GUIDANCE)),),
    Action.RECORD_JUDICIAL_CONTACT: lambda form: (
        RecordJudicialContact(
            ContactKind.CALL,
            OrganKind.COURT,
            form.now.astimezone(CHINA_TIME).date(),
            form.write(Kind.JUDICIAL_CONTACT),
        ),
    ),
    Action.RELEASE_SUMMARY: summary,
    Action.MERGE_CASE: lambda form: (MergeCase(other(form)),),
    Action.LINK_CASES: lambda form: (LinkCase(other(form), LinkKind.RELATED),),
    Action.ADD_NOTE: lambda form: (AddNote(form.write(Kind.NOTE)),),
    Action.NAME_HANDLER: lambda form: (
        NameHandler(form.member.id, for_others=form.pick(True, False)),
    ),
}
"""What a member of staff asks of a case."""

BY_ENTERPRISE: dict[str, Callable[[Form], Command]] = {
    "add": lambda form: SupplementCase(form.write(Kind.ADDITION)),
    "confirm": lambda form: ConfirmCase(),
    "object": lambda form: RaiseObjection(form.write(Kind.OBJECTION)),
    "withdraw": lambda form: WithdrawCase(
        form.write(Kind.WITHDRAWAL) if form.pick(False, True) else None
    ),
    "rate": lambda form: RateCase(
        form.pick(Grade.SATISFIED, *Grade),
        (),
        text_consent=False,
        particulars=form.write(Kind.RATING),
    ),
    "withdraw the rating": lambda form: WithdrawRating(),
    "ask for a review": lambda form: AskDeclineReview(form.write(Kind.REVIEW_REQUEST)),
    "ask for a correction": lambda form: AskCorrection(form.write(Kind.CORRECTION_REQUEST)),
    "ask for erasure": lambda form: AskErasure(),
}
"""What the enterprise does by its link or its rating code."""


def absorb(form: Form) -> Command:
    """The other side of a merge, which no person asks for alone."""
    return AbsorbCase(other(form))
