"""What of an event leaves the case (the bus, queues, messages): an allow-list of fields per type.

What identifies a person is in no event at all; the list keeps out what other rooms have no need of.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casework.domain.events import Event

ALLOWED_FIELDS: dict[str, tuple[str, ...]] = {
    "CaseFiled": ("channel", "place", "category", "township", "confidential", "language"),
    "CaseQueuedForTriage": ("reason", "procedure", "catalogue"),
    "CaseAssigned": (
        *("lead", "co_handlers", "verify_by", "reply_by", "resolve_by", "task_by", "provisional"),
        "automatic",
    ),
    "CaseAnswered": (),
    "CaseVerified": ("finding", "on_time"),
    "CaseReplied": ("on_time",),
    "TaskReported": ("unit", "on_time"),
    "CoHandlerExcused": ("unit",),
    "CaseResolved": ("outcome", "on_time"),
    "CaseSupplemented": (),
    "CaseRated": (),
    "CaseClosed": ("closing",),
    "ObjectionRaised": ("request", "decider", "escalated"),
    "ObjectionDecided": ("request", "upheld", "false_closing", "unit"),
    "CaseWithdrawn": ("request", "decider"),
    "WithdrawalReviewed": ("request", "pressure", "unit"),
    "RatingWithdrawn": ("request", "decider"),
    "RatingReviewed": ("request", "pressure", "unit"),
    "CaseDeclined": ("reason", "review_by"),
    "DeclineReviewAsked": ("request", "decider"),
    "DeclineReviewed": ("request", "overturned"),
    "ContactMade": ("unit", "confirmed"),
    "FalseReportProposed": ("request", "unit", "decider"),
    "FalseReportDecided": ("request", "accepted"),
    "CorrectionAsked": ("request", "decider"),
    "CorrectionMade": ("request",),
    "CorrectionRefused": ("request",),
    "ErasureAsked": ("request", "decider"),
    "ErasureRefused": ("request",),
    "ParticularsErased": ("request",),
    "DeadlineWarned": ("stage", "unit", "letter", "due"),
    "DeadlineMissed": ("stage", "unit", "round", "letter", "due", "request"),
    "LetterIssued": (
        *("letter_id", "unit", "stage", "due", "issuer", "year", "number", "form", "reply_by"),
        "reason_only",
        "policy",
    ),
    "LetterRendered": ("letter",),
    "LetterAcknowledged": ("letter",),
    "LetterAnswered": ("letter", "on_time"),
    "CalendarAdopted": ("calendar",),
    "SpecialSupervisionStarted": ("reason", "coordinator", "departments"),
    "SpecialSupervisionOrganised": ("coordinator", "departments"),
    "ActionAgreed": ("action", "department", "due"),
    "ActionReported": ("action", "department", "on_time"),
    "SpecialSupervisionConcluded": ("closes",),
    "RedLightProposed": ("red_light", "unit", "state_by"),
    "EvidenceExcluded": ("red_light", "unit"),
    "CaseStated": ("red_light",),
    "RedLightSigned": ("red_light", "unit", "referred_to", "appeal_by"),
    "RedLightDismissed": ("red_light", "unit"),
    "RedLightAppealed": ("red_light", "unit"),
    "RedLightAppealDecided": ("red_light", "unit", "upheld"),
    "ProcedureConfirmed": ("procedure",),
    "GuidedToProcedure": ("days",),
    "JudicialContactRecorded": (),
    "SummaryReleased": (),
    "CaseMerged": ("into",),
    "CaseAbsorbed": (),
    "CaseLinked": (),
    "NoteAdded": (),
    "HandlerNamed": ("unit",),
    "ReturnRequested": ("request", "unit", "decider", "ground"),
    "ReturnAccepted": (
        *("request", "unit", "lead", "co_handlers", "verify_by", "task_by", "designated"),
    ),
    "RequestRefused": ("request", "kind", "unit", "groundless"),
    "ExtensionRequested": ("request", "unit", "decider", "days"),
    "ExtensionGranted": ("request", "unit", "days", "due"),
    "SuspensionRequested": ("request", "unit", "decider", "reason", "days"),
    "CaseSuspended": ("reason", "until"),
    "SuspensionLifted": ("cause",),
    "DirectHandlingTaken": ("unit",),
    "OneMatterOpened": ("coordinator",),
    "GreenChannelOpened": ("organ",),
    "EnterpriseAsked": ("unit",),
    "AnswerRelayed": (),
    "RevealRequested": ("request", "unit", "decider"),
    "IdentityRevealed": ("request", "unit"),
    "FileAttached": ("number",),
    "FileRefused": ("number", "reason"),
    "EnterpriseNotReached": (),
    "EnterpriseReached": (),
}
"""A complaint's bodies, ratings, routing words, digests and texts stay with the case."""


@dataclass(frozen=True, slots=True)
class OutboundEvent:
    """A case event as the bus carries it: identity, type, and a detail of plain JSON values."""

    id: str
    type: str
    detail: Mapping[str, object]


def outbound(event: Event) -> OutboundEvent:
    """The public face of an event: envelope without the actor, and the allowed fields of
    its type.
    """
    detail: dict[str, object] = {
        "event_id": event.id,
        "case_id": event.case_id,
        "seq": event.seq,
        "n": event.n,
        "at": event.at.isoformat(),
        "due_version": event.due_version,
        "next_due": event.next_due.isoformat() if event.next_due else None,
        "arms": event.arms,
    }
    for name in ALLOWED_FIELDS[event.type]:
        detail[name] = _plain(getattr(event.body, name))
    return OutboundEvent(event.id, event.type, detail)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if hasattr(value, "isoformat") else value
