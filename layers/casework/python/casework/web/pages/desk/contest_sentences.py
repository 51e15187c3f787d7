"""Sentences of what the enterprise contests, withdraws or asks for: rows as in `sentences.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.contest_events import DeclineReason
from casework.web.pages.desk.sentence import Sentence
from casework.web.pages.desk.vocabulary import NOT_REACHED, WAYS
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

_PRESSURE = {
    "True": N_("there was pressure"),
    "False": N_("no pressure was found"),
}

DECLINE_REASONS = {
    DeclineReason.NOT_AN_ENTERPRISES: N_("not a matter of an enterprise"),
    DeclineReason.NO_PUBLIC_BUSINESS: N_("not the business of public bodies"),
    DeclineReason.NOT_IN_THIS_COUNTY: N_("not in this county"),
    DeclineReason.UNVERIFIABLE: N_("cannot be verified"),
    DeclineReason.ALREADY_DECIDED: N_("decided already"),
    DeclineReason.REPEATED: N_("filed repeatedly"),
}

SENTENCES = {
    "ObjectionRaised": Sentence(
        N_("The enterprise objected"), (N_("Decided by %(decider)s"),), light="yellow"
    ),
    "ObjectionDecided": Sentence(N_("Objection: %(upheld)s"), (N_("About: %(unit)s"),)),
    "CaseWithdrawn": Sentence(
        N_("The enterprise withdrew the case"), (N_("Reviewed for pressure by %(decider)s"),)
    ),
    "WithdrawalReviewed": Sentence(N_("Review of the withdrawal: %(pressure)s")),
    "RatingWithdrawn": Sentence(
        N_("The enterprise took its rating back"), (N_("Reviewed for pressure by %(decider)s"),)
    ),
    "RatingReviewed": Sentence(N_("Review of the rating: %(pressure)s")),
    "CaseDeclined": Sentence(
        N_("Declined: %(reason)s"), (N_("A review may be asked for until %(review_by)s"),)
    ),
    "DeclineReviewAsked": Sentence(
        N_("The enterprise asked for a review"), (N_("Decided by %(decider)s"),)
    ),
    "DeclineReviewed": Sentence(N_("Review of the decline: %(overturned)s")),
    "ContactMade": Sentence(N_("%(unit)s reached the contact: %(confirmed)s")),
    "EnterpriseNotReached": Sentence(
        N_("The enterprise could not be told by %(way)s: %(reason)s"),
        (N_("Somebody has to telephone them"),),
    ),
    "EnterpriseReached": Sentence(N_("The enterprise was told on %(on)s")),
    "FalseReportProposed": Sentence(
        N_("%(unit)s thinks the report is not the contact's own"), (N_("Decided by %(decider)s"),)
    ),
    "FalseReportDecided": Sentence(N_("False report: %(accepted)s")),
    "CorrectionAsked": Sentence(
        N_("The enterprise asked to correct its data"), (N_("Decided by %(decider)s"),)
    ),
    "CorrectionMade": Sentence(N_("The data were corrected")),
    "CorrectionRefused": Sentence(N_("The correction was refused")),
    "ErasureAsked": Sentence(
        N_("The enterprise asked to erase its data"), (N_("Decided by %(decider)s"),)
    ),
    "ErasureRefused": Sentence(N_("The erasure was refused")),
    "ParticularsErased": Sentence(N_("Texts were erased")),
}

WORDS: dict[str, Mapping[str, str]] = {
    "ObjectionDecided.upheld": {
        "True": N_("upheld, the case goes on"),
        "False": N_("rejected"),
    },
    "DeclineReviewed.overturned": {
        "True": N_("overturned, back to triage"),
        "False": N_("stays declined"),
    },
    "ContactMade.confirmed": {
        "True": N_("it reported the case"),
        "False": N_("it did not report the case"),
    },
    "EnterpriseNotReached.way": {way.value: word for way, word in WAYS.items()},
    "EnterpriseNotReached.reason": {reason.value: word for reason, word in NOT_REACHED.items()},
    "FalseReportDecided.accepted": {
        "True": N_("accepted, its lights are erased"),
        "False": N_("not accepted"),
    },
    "pressure": _PRESSURE,
    "CaseDeclined.reason": {reason.value: word for reason, word in DECLINE_REASONS.items()},
}
