"""The words for the closed vocabularies of the domain: the same fact has the same words on every
page.
"""

from __future__ import annotations

from casework.domain.clocks import Stage
from casework.domain.contest_events import DeclineReason
from casework.domain.decision_events import SuspensionReason
from casework.domain.evaluation import Grade, RatingReason
from casework.domain.events import Finding, Outcome
from casework.domain.particulars import ParticularsKind
from casework.domain.routing_facts import TriageReason
from casework.domain.supervision_events import Closing
from casework.web.wording import N_

FINDINGS = {
    Finding.CONFIRMED: N_("the facts are as you said"),
    Finding.PARTLY_CONFIRMED: N_("the facts are partly as you said"),
    Finding.NOT_CONFIRMED: N_("what you described was not found"),
}

OUTCOMES = {
    Outcome.SETTLED: N_("the matter is settled"),
    Outcome.MEASURES_TAKEN: N_("measures have been taken"),
    Outcome.EXPLAINED: N_("the rules have been explained"),
    Outcome.NOT_POSSIBLE: N_("the law gives no way to do it"),
    Outcome.GUIDED: N_("you were told who decides it"),
}

GRADES = {
    Grade.VERY_SATISFIED: N_("Very satisfied"),
    Grade.SATISFIED: N_("Satisfied"),
    Grade.FAIRLY_SATISFIED: N_("Fairly satisfied"),
    Grade.DISSATISFIED: N_("Dissatisfied"),
    Grade.VERY_DISSATISFIED: N_("Very dissatisfied"),
}

RATING_REASONS = {
    RatingReason.NOT_SOLVED: N_("The problem was not solved"),
    RatingReason.LONG_WAIT: N_("It took too long"),
    RatingReason.PASSED_AROUND: N_("Passed from office to office"),
    RatingReason.REPEATED_TRIPS: N_("Had to come several times"),
    RatingReason.PAPERS_NOT_CLEAR: N_("Not told at once which papers are needed"),
    RatingReason.ATTITUDE: N_("Attitude"),
}

TRIAGE_REASONS = {
    TriageReason.CONFIDENTIAL: N_("A confidential case is never passed on automatically."),
    TriageReason.ABOUT_PUBLIC_BODY: N_(
        "It is about a public body or its staff: a person takes it on and keeps it from that body."
    ),
    TriageReason.OWN_PROCEDURE: N_(
        "It may belong to a procedure of its own, such as a court's: a person makes sure."
    ),
    TriageReason.OVER_QUOTA: N_("More was filed through one code or device than usual."),
    TriageReason.ANSWERED_AT_ONCE: N_("The clerk who took it down answered it at once."),
    TriageReason.NOT_CONFIDENT: N_("The duty catalogue gives no clear answer: a person decides."),
}

STAGES_MISSED = {
    Stage.TRIAGE: N_("%(unit)s did not assign or answer it in time"),
    Stage.VERIFY: N_("%(unit)s did not verify it in time"),
    Stage.REPLY: N_("%(unit)s did not reply in time"),
    Stage.RESOLVE: N_("%(unit)s did not close it in time"),
    Stage.TASK: N_("%(unit)s did not do its share in time"),
    Stage.DIRECT_VERIFY: N_("%(unit)s did not verify it in time"),
    Stage.DIRECT_ANSWER: N_("%(unit)s did not answer in time"),
    Stage.REQUEST_DECISION: N_("%(unit)s did not decide on a request of the handling body in time"),
    Stage.OBJECTION_DECISION: N_("%(unit)s did not decide on your objection in time"),
    Stage.REVIEW: N_("%(unit)s did not finish the review in time"),
    Stage.PRIVACY_DECISION: N_("%(unit)s did not answer about your information in time"),
}

DECLINE_REASONS = {
    DeclineReason.NOT_AN_ENTERPRISES: N_("it is not an enterprise's matter"),
    DeclineReason.NO_PUBLIC_BUSINESS: N_("no public body is responsible for it"),
    DeclineReason.NOT_IN_THIS_COUNTY: N_("it is not a matter of this county"),
    DeclineReason.UNVERIFIABLE: N_("it is anonymous and cannot be verified"),
    DeclineReason.ALREADY_DECIDED: N_("it was decided already"),
    DeclineReason.REPEATED: N_("the same matter is being handled already"),
}

SUSPENSION_REASONS = {
    SuspensionReason.WAITING_FOR_ENTERPRISE: N_("we are waiting for your answer"),
    SuspensionReason.FORCE_MAJEURE: N_("force majeure"),
    SuspensionReason.EXPERT_APPRAISAL: N_("an expert opinion or appraisal is under way"),
    SuspensionReason.OTHER_PROCEDURE: N_("the result of another procedure is needed first"),
    SuspensionReason.HIGHER_BODY: N_("a higher body has been asked"),
}

CLOSINGS = {
    Closing.NOT_CONTESTED: N_(
        "We heard nothing from you after it was closed, so it counts as not contested."
    ),
    Closing.CONFIRMED: N_("You confirmed it."),
    Closing.OBJECTION_REJECTED: N_("Your objection was rejected."),
    Closing.NOT_THE_REPORTERS: N_("The person named in it says that the report is not theirs."),
    Closing.SPECIAL_SUPERVISION: N_("It ended with its special supervision."),
}

TEXT_KINDS = {
    ParticularsKind.FILING: N_("What you reported"),
    ParticularsKind.ADDITION: N_("What you added"),
    ParticularsKind.RELEASED: N_("What the handling body was given to read"),
    ParticularsKind.ANSWER: N_("The answer"),
    ParticularsKind.VERIFICATION: N_("What verification found"),
    ParticularsKind.REPLY: N_("The reply"),
    ParticularsKind.RESOLUTION: N_("How the matter was closed"),
    ParticularsKind.RATING: N_("What you said in your rating"),
    ParticularsKind.GUIDANCE: N_("Where and how this is decided"),
    ParticularsKind.EXTENSION_REASON: N_("Why it takes longer"),
    ParticularsKind.QUESTION: N_("What you were asked"),
    ParticularsKind.SPECIAL_RESULT: N_("What special supervision brought about"),
    ParticularsKind.OBJECTION: N_("Your objection"),
    ParticularsKind.OBJECTION_DECISION: N_("The decision on your objection"),
    ParticularsKind.WITHDRAWAL: N_("Why you withdrew it"),
    ParticularsKind.DECLINE: N_("Why the case is declined"),
    ParticularsKind.REVIEW_REQUEST: N_("Why you asked for a review"),
    ParticularsKind.REVIEW_DECISION: N_("The decision of the review"),
    ParticularsKind.CORRECTION_REQUEST: N_("What you asked to correct"),
    ParticularsKind.CORRECTED: N_("Your information as corrected"),
    ParticularsKind.PRIVACY_DECISION: N_("The answer about your information"),
}
"""Every kind that the enterprise may read; what is missing here passes between public bodies only.
"""
