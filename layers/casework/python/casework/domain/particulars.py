"""What people wrote about a case (情况材料): kept apart from its events, so that it can be erased
and the record stays.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum


class ParticularsKind(StrEnum):
    """What a text is, which decides who may read it."""

    FILING = "filing"
    ADDITION = "addition"
    RELEASED = "released"
    ANSWER = "answer"
    VERIFICATION = "verification"
    REPLY = "reply"
    RESOLUTION = "resolution"
    TASK_REPORT = "task_report"
    EXCUSE = "excuse"
    RATING = "rating"
    LETTER_ANSWER = "letter_answer"
    OBJECTION = "objection"
    OBJECTION_DECISION = "objection_decision"
    WITHDRAWAL = "withdrawal"
    PRESSURE_FINDING = "pressure_finding"
    DECLINE = "decline"
    REVIEW_REQUEST = "review_request"
    REVIEW_DECISION = "review_decision"
    CONTACT_NOTE = "contact_note"
    FALSE_REPORT = "false_report"
    FALSE_REPORT_DECISION = "false_report_decision"
    CORRECTION_REQUEST = "correction_request"
    CORRECTED = "corrected"
    PRIVACY_DECISION = "privacy_decision"
    SPECIAL_SUPERVISION = "special_supervision"
    ACTION = "action"
    ACTION_REPORT = "action_report"
    SPECIAL_RESULT = "special_result"
    RED_LIGHT_PROPOSAL = "red_light_proposal"
    EVIDENCE_EXCLUSION = "evidence_exclusion"
    STATEMENT = "statement"
    RED_LIGHT_DECISION = "red_light_decision"
    RED_LIGHT_APPEAL = "red_light_appeal"
    RED_LIGHT_APPEAL_DECISION = "red_light_appeal_decision"
    GUIDANCE = "guidance"
    JUDICIAL_CONTACT = "judicial_contact"
    SUMMARY = "summary"
    NOTE = "note"
    RETURN_REASON = "return_reason"
    EXTENSION_REASON = "extension_reason"
    SUSPENSION_REASON = "suspension_reason"
    REVEAL_REASON = "reveal_reason"
    REQUEST_DECISION = "request_decision"
    TRACK_REASON = "track_reason"
    QUESTION = "question"


INTERNAL_KINDS = frozenset(
    {
        ParticularsKind.TASK_REPORT,
        ParticularsKind.EXCUSE,
        ParticularsKind.LETTER_ANSWER,
        ParticularsKind.PRESSURE_FINDING,
        ParticularsKind.CONTACT_NOTE,
        ParticularsKind.FALSE_REPORT,
        ParticularsKind.FALSE_REPORT_DECISION,
        ParticularsKind.SPECIAL_SUPERVISION,
        ParticularsKind.ACTION,
        ParticularsKind.ACTION_REPORT,
        ParticularsKind.RED_LIGHT_PROPOSAL,
        ParticularsKind.EVIDENCE_EXCLUSION,
        ParticularsKind.STATEMENT,
        ParticularsKind.RED_LIGHT_DECISION,
        ParticularsKind.RED_LIGHT_APPEAL,
        ParticularsKind.RED_LIGHT_APPEAL_DECISION,
        ParticularsKind.JUDICIAL_CONTACT,
        ParticularsKind.SUMMARY,
        ParticularsKind.NOTE,
        ParticularsKind.RETURN_REASON,
        ParticularsKind.SUSPENSION_REASON,
        ParticularsKind.REVEAL_REASON,
        ParticularsKind.REQUEST_DECISION,
        ParticularsKind.TRACK_REASON,
    }
)
"""Kinds that pass between public bodies only; the enterprise's pages never show them."""


@dataclass(frozen=True, slots=True)
class ParticularsRef:
    """An event's pointer to a text: the text's id within the case and the SHA-256 of what was
    written (hex).

    The digest covers a random salt stored with the text, so a phone number cannot be guessed from
    it after erasure.
    """

    id: str
    kind: ParticularsKind
    sha256: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """One text with its fields (`what_happened`, `contact_phone`, ...). Never part of an event, log
    or message.
    """

    ref: ParticularsRef
    salt: str
    fields: dict[str, str]


def write_down(
    kind: ParticularsKind, seq: int, n: int, fields: dict[str, str], salt: str
) -> Particulars:
    """Give a text its id within the case (`0001.0`: version and place in the command) and its
    digest.
    """
    canonical = json.dumps([salt, fields], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return Particulars(ParticularsRef(f"{seq:04d}.{n}", kind, digest), salt, fields)
