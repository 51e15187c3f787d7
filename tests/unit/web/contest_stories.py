"""Histories of what an enterprise contests, withdraws or asks for itself, for the tracking page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.clocks import Clock, Stage
from casework.domain.contest_events import (
    CaseDeclined,
    CaseWithdrawn,
    CorrectionAsked,
    CorrectionMade,
    DeclineReason,
    DeclineReviewAsked,
    DeclineReviewed,
    ErasureAsked,
    ErasureRefused,
    FalseReportDecided,
    FalseReportProposed,
    ObjectionDecided,
    ObjectionRaised,
    RatingWithdrawn,
    WithdrawalReviewed,
)
from casework.domain.decision_events import (
    CaseSuspended,
    EnterpriseAsked,
    ExtensionGranted,
    ExtensionRequested,
    ReturnAccepted,
    SuspensionReason,
)
from casework.domain.enterprise_dates import EnterpriseDates
from casework.domain.oversight_events import (
    CaseMerged,
    SpecialReason,
    SpecialSupervisionStarted,
)
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.supervision_events import CaseClosed, Closing
from tests.unit.web.case_files import Story, at, clock, handled

if TYPE_CHECKING:
    from datetime import datetime


def decision(stage: Stage, due: datetime, request: str = "1") -> tuple[Clock, ...]:
    """The clock of a decision that the centre owes."""
    return (replace(clock(stage, "centre", due), request=request),)


def resolved() -> Story:
    """Resolved by its lead, on 10 December."""
    return handled().excused("emergency").resolved()


def objected(when: datetime | None = None) -> Story:
    """The enterprise says that it is not so."""
    story = resolved()
    ref = story.write(ParticularsKind.OBJECTION, text="禁停标牌只设了两块，晚上照样停满。")
    clocks = decision(Stage.OBJECTION_DECISION, at(12, 15))
    body = ObjectionRaised("1", "centre", escalated=False, particulars=ref, clocks=clocks)
    return story.happened(when or at(12, 11, 9, 30), body)


def upheld() -> Story:
    """A supervisor says that the enterprise is right."""
    story = objected()
    ref = story.write(ParticularsKind.OBJECTION_DECISION, text="经现场核查，夜间仍有占道停放。")
    clocks = (
        replace(clock(Stage.VERIFY, "transport", at(12, 15)), round=2),
        replace(clock(Stage.REPLY, "transport", at(12, 17)), round=2),
        replace(clock(Stage.RESOLVE, "transport", at(12, 31)), round=2),
    )
    body = ObjectionDecided("1", True, False, "transport", ref, clocks)
    return story.happened(at(12, 12, 10), body)


def rejected() -> Story:
    """A supervisor says that the outcome stands."""
    story = objected()
    ref = story.write(ParticularsKind.OBJECTION_DECISION, text="现场已无占道停放，标牌按规划设置。")
    story.happened(at(12, 12, 10), ObjectionDecided("1", False, False, "transport", ref, ()))
    return story.happened(at(12, 12, 10), CaseClosed(Closing.OBJECTION_REJECTED))


def special() -> Story:
    """The second objection, in the second round."""
    story = upheld().resolved()
    ref = story.write(ParticularsKind.OBJECTION, text="还是没有解决。")
    resolve = replace(clock(Stage.RESOLVE, "transport", at(12, 31)), round=3)
    story.happened(at(12, 12, 16), ObjectionRaised("2", "centre", True, ref, (resolve,)))
    departments = ("transport", "public_security", "emergency")
    body = SpecialSupervisionStarted(SpecialReason.SECOND_OBJECTION, "centre", departments, None)
    return story.happened(at(12, 12, 16), body)


def confirmed() -> Story:
    """The enterprise confirmed."""
    return resolved().happened(at(12, 11, 9), CaseClosed(Closing.CONFIRMED))


def withdrawn(*, reviewed: bool = True) -> Story:
    """The enterprise withdrew while a handler was at work."""
    story = handled()
    request, decider = ("1", "centre") if reviewed else (None, None)
    clocks = decision(Stage.REVIEW, at(12, 5)) if reviewed else ()
    return story.happened(at(12, 1, 12), CaseWithdrawn(request, decider, None, clocks))


def pressed() -> Story:
    """A review found that the enterprise was pressed to withdraw."""
    story = withdrawn()
    ref = story.write(ParticularsKind.PRESSURE_FINDING, text="内部：承办人员要求企业撤单")
    clocks = (clock(Stage.RESOLVE, "transport", at(12, 19)),)
    dates = story.case().dates
    return story.happened(
        at(12, 3, 10), WithdrawalReviewed("1", True, "transport", ref, clocks, dates)
    )


def declined() -> Story:
    """A clerk declined the case."""
    story = Story().queued(TriageReason.NOT_CONFIDENT)
    ref = story.write(ParticularsKind.DECLINE, text="同一事项您上周已反映，正由县交通运输局办理。")
    body = CaseDeclined(DeclineReason.REPEATED, ref, at(12, 9))
    return story.happened(at(11, 24, 9), body)


def under_review() -> Story:
    """The enterprise asked for a review of that."""
    story = declined()
    ref = story.write(ParticularsKind.REVIEW_REQUEST, text="上周反映的是另一条路。")
    clocks = decision(Stage.REVIEW, at(11, 28))
    return story.happened(at(11, 25, 9), DeclineReviewAsked("1", "centre", ref, clocks))


def declined_for_good() -> Story:
    """The review confirmed it."""
    story = under_review()
    ref = story.write(ParticularsKind.REVIEW_DECISION, text="两次反映为同一路段。")
    return story.happened(at(11, 26, 9), DeclineReviewed("1", False, ref, ()))


def taken_on() -> Story:
    """The review took the case on."""
    story = under_review()
    ref = story.write(ParticularsKind.REVIEW_DECISION, text="路段不同，应当受理。")
    clocks = (replace(clock(Stage.TRIAGE, "centre", at(11, 28)), round=2),)
    return story.happened(at(11, 26, 9), DeclineReviewed("1", True, ref, clocks))


def corrected() -> Story:
    """A wrong number was corrected, and erasure asked for and refused."""
    story = handled()
    ref = story.write(ParticularsKind.CORRECTION_REQUEST, text="电话写错了", right="13900001234")
    clocks = decision(Stage.PRIVACY_DECISION, at(12, 22))
    story.happened(at(12, 1, 9), CorrectionAsked("1", "centre", ref, clocks))
    right = story.write(ParticularsKind.CORRECTED, contact_phone="13900001234")
    story.happened(at(12, 1, 10), CorrectionMade("1", right))
    clocks = decision(Stage.PRIVACY_DECISION, at(12, 23), "2")
    story.happened(at(12, 2, 9), ErasureAsked("2", "centre", clocks))
    why = story.write(ParticularsKind.PRIVACY_DECISION, text="办理期间需要与您联系。")
    return story.happened(at(12, 2, 15), ErasureRefused("2", why))


def erasure_asked() -> Story:
    """Erasure asked for and not decided yet."""
    clocks = decision(Stage.PRIVACY_DECISION, at(12, 30))
    return confirmed().happened(at(12, 12, 9), ErasureAsked("1", "centre", clocks))


def rating_withdrawn() -> Story:
    """A rating taken back after contact."""
    story = resolved().rated()
    clocks = decision(Stage.REVIEW, at(12, 17))
    return story.happened(at(12, 12, 9), RatingWithdrawn("1", "centre", clocks))


def not_the_reporters() -> Story:
    """The person named in the filing did not file it."""
    story = Story().assigned().verified()
    ref = story.write(ParticularsKind.FALSE_REPORT, text="内部：联系人否认")
    clocks = decision(Stage.REQUEST_DECISION, at(11, 27))
    story.happened(at(11, 25, 11), FalseReportProposed("1", "transport", "centre", ref, clocks))
    why = story.write(ParticularsKind.FALSE_REPORT_DECISION, text="内部：属实")
    story.happened(at(11, 25, 15), FalseReportDecided("1", True, why))
    return story.happened(at(11, 25, 15), CaseClosed(Closing.NOT_THE_REPORTERS))


def suspended() -> Story:
    """Waiting for an appraisal."""
    story = handled()
    ref = story.write(ParticularsKind.REQUEST_DECISION, text="需等道路安全评估报告。")
    clocks = ()
    body = CaseSuspended(
        SuspensionReason.EXPERT_APPRAISAL, at(12, 15), "1", ref, clocks, story.case().dates
    )
    return story.happened(at(12, 2, 10), body)


def moved() -> Story:
    """Returned by one body, taken by the next, extended, and asked something."""
    story = Story().assigned(lead="emergency")
    why = story.write(ParticularsKind.REQUEST_DECISION, text="停车管理属交通运输部门职责。")
    clocks = tuple(
        clock(stage, "transport", due)
        for stage, due in (
            (Stage.VERIFY, at(11, 27)),
            (Stage.REPLY, at(12, 1)),
            (Stage.RESOLVE, at(12, 17)),
        )
    )
    body = ReturnAccepted("1", "emergency", "transport", (), False, why, None, clocks)
    story.happened(at(11, 25, 9), body).verified().replied()
    later = replace(clock(Stage.RESOLVE, "transport", at(12, 23)))
    dates = EnterpriseDates.of((*clocks[:2], later))
    why = story.write(ParticularsKind.EXTENSION_REASON, text="车辆较多，部分车主仍在联系。")
    asks = ExtensionRequested("2", "transport", "centre", 4, why, ())
    story.happened(at(12, 1, 9), asks)
    reason = story.write(ParticularsKind.REQUEST_DECISION, text="内部：同意")
    granted = ExtensionGranted("2", "transport", 4, reason, (later,), dates)
    story.happened(at(12, 1, 15), granted)
    asked = story.write(ParticularsKind.QUESTION, text="请告诉我们夜间停车最多的时段。")
    return story.happened(at(12, 2, 9), EnterpriseAsked("transport", asked))


def merged() -> Story:
    """Joined with another case of the same matter."""
    story = Story().queued(TriageReason.NOT_CONFIDENT)
    return story.happened(at(11, 24, 9), CaseMerged("8M2T6R4W9K3Q"))


CONTEST_STORIES = {
    "objected": objected,
    "upheld": upheld,
    "rejected": rejected,
    "special": special,
    "confirmed": confirmed,
    "withdrawn": withdrawn,
    "pressed": pressed,
    "declined": declined,
    "under review": under_review,
    "declined for good": declined_for_good,
    "taken on": taken_on,
    "corrected": corrected,
    "erasure asked": erasure_asked,
    "rating withdrawn": rating_withdrawn,
    "not the reporters": not_the_reporters,
    "suspended": suspended,
    "moved": moved,
    "merged": merged,
}
"""Each by name."""
