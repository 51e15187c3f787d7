"""What the case page says after an operation (办理结果提示): one sentence for each, with what
follows from it where somebody might wonder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.desk_forms.registry import form_of
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.web.wording import Wording

DECIDED = N_("Your decision is on record. Whoever asked reads it on the case page.")
TOLD = N_("Your decision is on record, and the enterprise is told.")

NOTICES: dict[str, str] = {
    "assignment": N_("The case is assigned. The units are told, and their time limits run."),
    "answer": N_("The answer is sent. The enterprise may confirm, object or rate it."),
    "direct-handling": N_("The centre handles the case itself. Its time limits run from now."),
    "verification": N_("The verification is recorded. The reply to the enterprise comes next."),
    "reply": N_("The reply is sent to the enterprise. Resolving the matter comes next."),
    "resolution": N_("The case is resolved. The enterprise now confirms or objects."),
    "task-report": N_("Your share is reported. The lead reads it on this page."),
    "excuse": N_("The unit is excused and owes nothing any more in this case."),
    "handler": N_("The handler is named. The case is on that person's own list."),
    "contact": N_("The contact is recorded."),
    "reached": N_("It is on record that the enterprise was told."),
    "question": N_("The question is sent. The case stands still until the enterprise answers."),
    "relay": N_("The answer is released to the department."),
    "lifting": N_("The case goes on. The days it stood still are added to its deadlines."),
    "decline": N_("The case is declined. The enterprise may ask for a review."),
    "letters/*/answer": N_("The letter is answered. The light goes out when the step is done."),
    "letters/*/acknowledgement": N_("The letter is acknowledged. Please answer it in time."),
    "return": N_("The return is asked for. Your time limits stand still until it is decided."),
    "extension": N_("The extension is asked for. Time limits stand still until it is decided."),
    "suspension": N_("The suspension is asked for. Time limits stand still until it is decided."),
    "reveal": N_("The reveal is asked for. A supervisor decides."),
    "false-report": N_("It is proposed. A supervisor decides; your time limits go on meanwhile."),
    "return-decision": DECIDED,
    "extension-decision": DECIDED,
    "suspension-decision": DECIDED,
    "reveal-decision": DECIDED,
    "false-report-decision": DECIDED,
    "objection-decision": TOLD,
    "decline-review": TOLD,
    "withdrawal-review": N_("The finding of the review is on record."),
    "rating-review": N_("The finding of the review is on record."),
    "correction": N_("The data are corrected, and the enterprise is told."),
    "correction-refusal": TOLD,
    "erasure": N_("The data are erased for good. The record of the case stays."),
    "erasure-refusal": TOLD,
    "one-matter": N_("One matter one discussion: the shorter limits run from now."),
    "green-channel": N_("The green channel is open."),
    "special": N_("The case is under special supervision. Agree the actions next."),
    "special/team": N_("Who takes part is recorded."),
    "actions": N_("The action is agreed. The department is told by when."),
    "actions/*/report": N_("What came of the action is recorded."),
    "special/conclusion": N_("Special supervision is concluded, and its result is on record."),
    "red-light": N_("The red light is proposed. The unit may now state its case."),
    "red-lights/*/statement": N_("Your statement is recorded and is read before anybody decides."),
    "red-lights/*/exclusion": N_("The evidence is shown as not counted, with your reasons."),
    "red-lights/*/signature": N_("The red light is signed, and the unit is referred."),
    "red-lights/*/dismissal": N_("The red light is dismissed; the reasons are on record."),
    "red-lights/*/appeal": N_("The appeal is sent to the leading group."),
    "red-lights/*/appeal-decision": N_("The appeal is decided, finally."),
    "procedure": N_("It is confirmed that the matter has a procedure of its own."),
    "guidance": N_("The guidance is sent to the enterprise."),
    "judicial-contacts": N_("The contact is entered in the register."),
    "summary": N_("The summary is released to the body."),
    "merge": N_("The case is merged. Its texts stay with it and can be read."),
    "links": N_("The two cases are linked."),
    "notes": N_("The note is kept."),
}
"""By operation, the part of the case as `*`."""


def done_notice(operation: str | None, say: Wording) -> str | None:
    """What was just done; for an operation without a sentence its name, and nothing for what is no
    operation of ours.
    """
    found = form_of(operation) if operation else None
    if found is None:
        return None
    spec, _ = found
    sentence = NOTICES.get(spec.operation)
    return say(sentence) if sentence else say("%(act)s: done", act=say(spec.title))


def assigned_notice(count: int, say: Wording) -> str:
    """How many cases were assigned together."""
    return say("Assigned: %(count)s", count=count)


def filed_notice(number: str, say: Wording) -> str:
    """A clerk's case has its number."""
    return say("Filed as %(number)s", number=number)
