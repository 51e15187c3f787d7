"""One sentence for each type of event, as staff read them in a case's history.

To tell a new type, add a row: the title, and further lines. `%(field)s` is the event's field of
that name in words: units by name, codes by `WORDS`, instants as deadlines, letters by number. A
line is left out when one of its fields is empty, so optional facts need no condition; a boolean
needs a table of words for "True" and "False". A type without a row is told by `ANY`.

Families have modules of their own: `contest_`, `decision_` and `oversight_sentences.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.clocks import Stage
from casework.web.pages.desk import (
    attachment_sentences,
    contest_sentences,
    decision_sentences,
    oversight_sentences,
)
from casework.web.pages.desk.sentence import Sentence
from casework.web.pages.desk.vocabulary import CLOSINGS, EVERY_OUTCOME, FINDINGS, STAGES
from casework.web.pages.vocabulary import GRADES, RATING_REASONS, TRIAGE_REASONS
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Mapping


ANY = Sentence(N_("The file was changed"))

SENTENCES: dict[str, Sentence] = {
    "CaseFiled": Sentence(N_("The case was filed")),
    "CaseQueuedForTriage": Sentence(
        N_("Left to a person to assign"),
        (N_("%(reason)s"), N_("About: %(about_bodies)s"), N_("Suggested: %(suggestions)s")),
    ),
    "CaseAssigned": Sentence(
        N_("Assigned to %(lead)s"),
        (N_("Co-handling: %(co_handlers)s"), N_("By the duty catalogue: %(suggestion)s")),
    ),
    "CaseAnswered": Sentence(N_("Answered directly")),
    "CaseVerified": Sentence(N_("Verified: %(finding)s")),
    "CaseReplied": Sentence(N_("Replied to the enterprise")),
    "TaskReported": Sentence(N_("%(unit)s reported its share done")),
    "CoHandlerExcused": Sentence(N_("%(unit)s was excused from co-handling")),
    "CaseResolved": Sentence(N_("Resolved: %(outcome)s")),
    "CaseSupplemented": Sentence(N_("The enterprise added to it")),
    "CaseRated": Sentence(N_("The enterprise rated it: %(grade)s"), (N_("%(reasons)s"),)),
    "CaseClosed": Sentence(N_("The case was closed: %(closing)s")),
    "DeadlineWarned": Sentence(N_("Warning: %(stage)s is due"), (N_("%(unit)s, due %(due)s"),)),
    "DeadlineMissed": Sentence(
        N_("Missed: %(stage)s"), (N_("%(unit)s, was due %(due)s"),), light="yellow"
    ),
    "LetterIssued": Sentence(
        N_("Letter %(letter)s went to %(unit)s"),
        (N_("About: %(stage)s"), N_("To be answered by %(reply_by)s")),
    ),
    "LetterRendered": Sentence(N_("Letter %(letter)s was printed")),
    "LetterAcknowledged": Sentence(N_("Letter %(letter)s was acknowledged")),
    "LetterAnswered": Sentence(N_("Letter %(letter)s was answered")),
    "CalendarAdopted": Sentence(N_("The year's public holidays were published; dates are certain")),
    **attachment_sentences.SENTENCES,
    **contest_sentences.SENTENCES,
    **decision_sentences.SENTENCES,
    **oversight_sentences.SENTENCES,
}

STAGE_WORDS = {stage.value: STAGES[stage] for stage in Stage}

WORDS: dict[str, Mapping[str, str]] = {
    "finding": {str(code): word for code, word in FINDINGS.items()},
    "outcome": {str(code): word for code, word in EVERY_OUTCOME.items()},
    "grade": {str(code): word for code, word in GRADES.items()},
    "reasons": {str(code): word for code, word in RATING_REASONS.items()},
    "reason": {str(code): word for code, word in TRIAGE_REASONS.items()},
    "stage": STAGE_WORDS,
    "closing": {closing.value: word for closing, word in CLOSINGS.items()},
    **attachment_sentences.WORDS,
    **contest_sentences.WORDS,
    **decision_sentences.WORDS,
    **oversight_sentences.WORDS,
}
"""Words for codes, by the name of the field that holds them. The row of a type may need another
table for the same name: `Type.field` wins over `field`.
"""
