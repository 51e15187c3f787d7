"""The console's words for closed vocabularies: what staff say among themselves.

Tables keyed by code take codes that are still to come; a code without a word is shown by the
general word of its table's `say_code`, never as it is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import Disposition, LetterState, Status, TaskState
from casework.domain.clocks import Stage
from casework.domain.event_facts import Way
from casework.domain.events import Finding, Outcome
from casework.domain.light import Light
from casework.domain.particulars import ParticularsKind
from casework.domain.reach_events import NotReachedReason
from casework.domain.staff import Role
from casework.domain.supervision_events import Closing
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casework.web.wording import Wording

ROLES = {
    Role.CLERK: N_("clerk"),
    Role.HANDLER: N_("handler"),
    Role.DEPARTMENT_LEAD: N_("department lead"),
    Role.SUPERVISOR: N_("supervisor"),
    Role.INSPECTOR: N_("inspector"),
    Role.LEADER: N_("leading group"),
    Role.ADMINISTRATOR: N_("administrator"),
}

CHANNELS = {
    "scan": N_("Scan"),
    "wechat": N_("WeChat"),
    "telephone": N_("Telephone"),
    "mail": N_("E-mail"),
    "letter": N_("Post"),
    "visit": N_("Visit"),
    "station": N_("Escort station"),
}

WAYS = {
    Way.SMS: N_("Text message"),
    Way.EMAIL: N_("E-mail"),
    Way.WECHAT: N_("WeChat"),
}

NOT_REACHED = {
    NotReachedReason.REFUSED: N_("the number or address was refused"),
    NotReachedReason.NOT_SUBSCRIBED: N_("they do not follow the official account any more"),
    NotReachedReason.UNANSWERED: N_("the service did not take the message for a day"),
    NotReachedReason.NOT_OFFERED: N_("this way is not offered any more"),
}

DISPOSITIONS = {
    Disposition.DIRECT: N_("answered directly"),
    Disposition.TRANSFERRED: N_("transferred"),
    Disposition.OTHER: N_("other"),
}

STATUSES = {
    Status.SUBMITTED: N_("being routed"),
    Status.TRIAGE: N_("to triage"),
    Status.ASSIGNED: N_("to verify"),
    Status.VERIFIED: N_("to reply"),
    Status.REPLIED: N_("to resolve"),
    Status.SUSPENDED: N_("suspended"),
    Status.RESOLVED: N_("resolved"),
    Status.ANSWERED: N_("answered directly"),
    Status.CLOSED: N_("closed"),
    Status.DECLINED: N_("declined"),
    Status.WITHDRAWN: N_("withdrawn"),
    Status.MERGED: N_("merged"),
}

STAGES = {
    Stage.TRIAGE: N_("Assign or answer"),
    Stage.VERIFY: N_("Verify"),
    Stage.REPLY: N_("Reply"),
    Stage.RESOLVE: N_("Resolve"),
    Stage.DIRECT_VERIFY: N_("Verify directly"),
    Stage.DIRECT_ANSWER: N_("Answer directly"),
    Stage.TASK: N_("Co-handling"),
    Stage.REQUEST_DECISION: N_("Decide the request"),
    Stage.OBJECTION_DECISION: N_("Decide the objection"),
    Stage.REVIEW: N_("Review"),
    Stage.PRIVACY_DECISION: N_("Decide on personal data"),
    Stage.ACTION: N_("Agreed action"),
    Stage.SUSPENSION: N_("End of the suspension"),
    Stage.LETTER_REPLY: N_("Answer to the letter"),
    Stage.SILENCE: N_("Enterprise confirms"),
}

TASK_STATES = {
    TaskState.OPEN: N_("not reported yet"),
    TaskState.REPORTED: N_("reported"),
    TaskState.EXCUSED: N_("excused"),
}

LETTER_STATES = {
    LetterState.ISSUED: N_("not acknowledged"),
    LetterState.ACKNOWLEDGED: N_("waits for its answer"),
    LetterState.ANSWERED: N_("answered"),
}

LIGHTS = {
    Light.NONE.value: N_("Normal"),
    Light.YELLOW.value: N_("Yellow light"),
    Light.RED.value: N_("Red light"),
}

FINDINGS = {
    Finding.CONFIRMED: N_("confirmed"),
    Finding.PARTLY_CONFIRMED: N_("partly confirmed"),
    Finding.NOT_CONFIRMED: N_("not confirmed"),
}

OUTCOMES = {
    Outcome.SETTLED: N_("settled"),
    Outcome.MEASURES_TAKEN: N_("measures taken"),
    Outcome.EXPLAINED: N_("explained"),
    Outcome.NOT_POSSIBLE: N_("not possible by law"),
}

EVERY_OUTCOME = {**OUTCOMES, Outcome.GUIDED: N_("guided to the procedure")}
"""With the outcome that has an operation of its own."""

CLOSINGS = {
    Closing.NOT_CONTESTED: N_("not contested"),
    Closing.CONFIRMED: N_("confirmed by the enterprise"),
    Closing.OBJECTION_REJECTED: N_("the objection was rejected"),
    Closing.NOT_THE_REPORTERS: N_("not the reporter's own"),
    Closing.SPECIAL_SUPERVISION: N_("special supervision concluded"),
}

TEXT_KINDS: dict[str, str] = {
    ParticularsKind.FILING: N_("What happened"),
    ParticularsKind.ADDITION: N_("What the enterprise added"),
    ParticularsKind.RELEASED: N_("Released to the department"),
    ParticularsKind.ANSWER: N_("Answer"),
    ParticularsKind.VERIFICATION: N_("What was found"),
    ParticularsKind.REPLY: N_("Reply to the enterprise"),
    ParticularsKind.RESOLUTION: N_("How the matter was resolved"),
    ParticularsKind.TASK_REPORT: N_("Co-handler's report, internal"),
    ParticularsKind.EXCUSE: N_("Reason, internal"),
    ParticularsKind.RATING: N_("Text of the rating"),
    ParticularsKind.LETTER_ANSWER: N_("Answer to the letter, internal"),
    ParticularsKind.OBJECTION: N_("Objection"),
    ParticularsKind.OBJECTION_DECISION: N_("Decision"),
    ParticularsKind.WITHDRAWAL: N_("Why it was withdrawn"),
    ParticularsKind.PRESSURE_FINDING: N_("Finding of the review, internal"),
    ParticularsKind.DECLINE: N_("Why it was declined"),
    ParticularsKind.REVIEW_REQUEST: N_("Why a review is asked for"),
    ParticularsKind.REVIEW_DECISION: N_("Decision"),
    ParticularsKind.CONTACT_NOTE: N_("Note of the contact, internal"),
    ParticularsKind.FALSE_REPORT: N_("Reason, internal"),
    ParticularsKind.FALSE_REPORT_DECISION: N_("Decision"),
    ParticularsKind.CORRECTION_REQUEST: N_("What is to be corrected"),
    ParticularsKind.PRIVACY_DECISION: N_("Decision"),
    ParticularsKind.SPECIAL_SUPERVISION: N_("Reason, internal"),
    ParticularsKind.ACTION: N_("What was agreed"),
    ParticularsKind.ACTION_REPORT: N_("What came of it"),
    ParticularsKind.SPECIAL_RESULT: N_("Result of the special supervision"),
    ParticularsKind.RED_LIGHT_PROPOSAL: N_("Why a red light is proposed"),
    ParticularsKind.STATEMENT: N_("Statement of the unit"),
    ParticularsKind.EVIDENCE_EXCLUSION: N_("Why the evidence does not count"),
    ParticularsKind.RED_LIGHT_DECISION: N_("Decision"),
    ParticularsKind.RED_LIGHT_APPEAL: N_("Appeal"),
    ParticularsKind.RED_LIGHT_APPEAL_DECISION: N_("Decision"),
    ParticularsKind.GUIDANCE: N_("Guidance to the enterprise"),
    ParticularsKind.JUDICIAL_CONTACT: N_("What was said"),
    ParticularsKind.SUMMARY: N_("Summary released"),
    ParticularsKind.NOTE: N_("Note, internal"),
    ParticularsKind.RETURN_REASON: N_("Reason, internal"),
    ParticularsKind.EXTENSION_REASON: N_("Reason, internal"),
    ParticularsKind.SUSPENSION_REASON: N_("Reason, internal"),
    ParticularsKind.REVEAL_REASON: N_("Reason, internal"),
    ParticularsKind.REQUEST_DECISION: N_("Decision"),
    ParticularsKind.TRACK_REASON: N_("Reason, internal"),
    ParticularsKind.QUESTION: N_("Question to the enterprise"),
}
"""By kind; a kind without a word here is `A_TEXT`."""

A_TEXT = N_("Text")


def say_code(table: Mapping[str, str], code: str, say: Wording, otherwise: str = "–") -> str:
    """The word for a code of a table that may not know it yet."""
    return say(table[code]) if code in table else otherwise
