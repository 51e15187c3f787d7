"""Sentences of requests and their decisions, of suspension and tracks: as in `sentences.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.decision_events import LiftCause, ReturnGround, SuspensionReason
from casework.domain.requests import RequestKind
from casework.web.pages.desk.sentence import Sentence
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

RETURN_GROUNDS = {
    ReturnGround.NO_COMPETENCE: N_("not within the unit's competence"),
    ReturnGround.OTHER_JURISDICTION: N_("another county's jurisdiction"),
    ReturnGround.OWN_PROCEDURE: N_("a procedure of its own"),
    ReturnGround.OTHER_BODY_BY_LAW: N_("the law names another body"),
    ReturnGround.COMPETENCE_MOVED: N_("the competence was moved"),
}

SUSPENSION_REASONS = {
    SuspensionReason.WAITING_FOR_ENTERPRISE: N_("waiting for the enterprise"),
    SuspensionReason.FORCE_MAJEURE: N_("force majeure"),
    SuspensionReason.EXPERT_APPRAISAL: N_("an appraisal is under way"),
    SuspensionReason.OTHER_PROCEDURE: N_("another procedure comes first"),
    SuspensionReason.HIGHER_BODY: N_("a higher body was asked"),
}

REQUEST_KINDS = {
    RequestKind.RETURN: N_("return"),
    RequestKind.EXTENSION: N_("extension"),
    RequestKind.SUSPENSION: N_("suspension"),
    RequestKind.FALSE_REPORT: N_("false report"),
    RequestKind.REVEAL: N_("reveal"),
    RequestKind.OBJECTION: N_("objection"),
    RequestKind.WITHDRAWAL_REVIEW: N_("review of a withdrawal"),
    RequestKind.RATING_REVIEW: N_("review of a rating"),
    RequestKind.DECLINE_REVIEW: N_("review of a decline"),
    RequestKind.CORRECTION: N_("correction"),
    RequestKind.ERASURE: N_("erasure"),
}

_DECIDER = N_("Decided by %(decider)s")

SENTENCES = {
    "ReturnRequested": Sentence(
        N_("%(unit)s asks to return the case: %(ground)s"),
        (N_("Suggests %(suggested)s"), _DECIDER),
    ),
    "ReturnAccepted": Sentence(
        N_("Return of %(unit)s accepted; the lead is now %(lead)s"),
        (N_("Co-handling: %(co_handlers)s"), N_("%(designated)s")),
    ),
    "RequestRefused": Sentence(
        N_("Refused: %(kind)s asked for by %(unit)s"), (N_("%(groundless)s"),)
    ),
    "ExtensionRequested": Sentence(N_("%(unit)s asks for %(days)s more working days"), (_DECIDER,)),
    "ExtensionGranted": Sentence(N_("Extended by %(days)s working days")),
    "SuspensionRequested": Sentence(
        N_("%(unit)s asks for a suspension: %(reason)s"),
        (N_("For %(days)s days at most"), _DECIDER),
    ),
    "CaseSuspended": Sentence(N_("Suspended: %(reason)s"), (N_("Until %(until)s at the latest"),)),
    "SuspensionLifted": Sentence(N_("The case goes on: %(cause)s")),
    "DirectHandlingTaken": Sentence(N_("%(unit)s handles it directly")),
    "OneMatterOpened": Sentence(N_("One matter, one discussion: shorter limits from now on")),
    "GreenChannelOpened": Sentence(N_("Green channel of %(organ)s opened")),
    "EnterpriseAsked": Sentence(N_("%(unit)s asked the enterprise")),
    "AnswerRelayed": Sentence(N_("The enterprise's answer was passed on")),
    "RevealRequested": Sentence(N_("%(unit)s asks who filed the case"), (_DECIDER,)),
    "IdentityRevealed": Sentence(N_("%(unit)s may read who filed the case")),
}

WORDS: dict[str, Mapping[str, str]] = {
    "ground": {ground.value: word for ground, word in RETURN_GROUNDS.items()},
    "SuspensionRequested.reason": {r.value: word for r, word in SUSPENSION_REASONS.items()},
    "CaseSuspended.reason": {r.value: word for r, word in SUSPENSION_REASONS.items()},
    "RequestRefused.kind": {kind.value: word for kind, word in REQUEST_KINDS.items()},
    "groundless": {"True": N_("It named no legal ground; it counts against the unit.")},
    "designated": {"True": N_("Designated finally")},
    "cause": {
        LiftCause.PERSON.value: N_("lifted by a supervisor"),
        LiftCause.EXPIRED.value: N_("its longest time is over"),
        LiftCause.ANSWERED.value: N_("the enterprise answered"),
    },
}
