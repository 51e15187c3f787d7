"""The page behind the code on a supervision letter: whether it is genuine, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import LetterState, case_number
from casework.domain.clocks import Stage
from casework.domain.deadline import CHINA_TIME
from casework.domain.letter_text import date_in_full, deadline_in_full, full_name
from casework.domain.supervision_notice import LetterForm, letter_number_text
from casework.web.dates import date_text, deadline_text
from casework.web.pages.filed_facts import Fact
from casework.web.pages.names import unit_name
from casework.web.rendering import renderer
from casework.web.wording import N_

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import CaseLetter
    from casework.domain.organisation import Organisation
    from casework.domain.supervision_notice import Letter, LetterPolicy
    from casework.web.language import Language
    from casework.web.wording import Wording

STATES = {
    LetterState.ISSUED: N_("Issued, not yet acknowledged"),
    LetterState.ACKNOWLEDGED: N_("Acknowledged, not yet answered"),
    LetterState.ANSWERED: N_("Answered"),
}
KINDS = {
    (LetterForm.SYSTEM, False): N_("Notice issued by the system"),
    (LetterForm.SYSTEM, True): N_("Enquiry issued by the system"),
    (LetterForm.LETTER, False): N_("Supervision letter"),
    (LetterForm.LETTER, True): N_("Letter"),
}
"""By form, and whether it is neutral: to a judicial organ, about procedure and service only."""

STAGES = {
    Stage.TRIAGE: N_("Assign"),
    Stage.VERIFY: N_("Verify"),
    Stage.REPLY: N_("Reply"),
    Stage.RESOLVE: N_("Close"),
    Stage.TASK: N_("Co-handle"),
    Stage.OBJECTION_DECISION: N_("Decide the objection"),
    Stage.REVIEW: N_("Review"),
    Stage.PRIVACY_DECISION: N_("Decide on personal data"),
}


def letter_page(
    *,
    letter: Letter,
    state: CaseLetter,
    policy: LetterPolicy,
    link: str | None,
    organisation: Organisation,
    language: Language,
    now: datetime,
) -> str:
    """The letter as it is on record. `link` opens its file for a few minutes; None while it is
    being printed. Nothing of what the case is about is shown.
    """
    page = renderer(language)
    return page.page(
        "letter",
        organisation=organisation,
        number=letter_number_text(letter.number, policy.signs),
        facts=_facts(letter, state, organisation, now, page.say),
        sha256=state.sha256,
        link=link,
    )


def _facts(
    letter: Letter, state: CaseLetter, organisation: Organisation, now: datetime, say: Wording
) -> list[Fact]:
    """In the words of the letter itself, so that the two can be compared."""
    printed = _as_printed if say.language == "zh" else _in_english
    values = (
        (say("Kind"), say(KINDS[letter.form, letter.neutral])),
        *printed(letter, organisation, now, say),
        (say("Case number"), case_number(letter.case_id)),
        (say("What was due"), say(STAGES[Stage(letter.stage)])),
        (say("Asked for"), say("The reason only") if letter.reason_only else None),
        (say("State"), say(STATES[state.state])),
    )
    return [Fact(label, value) for label, value in values if value]


def _as_printed(
    letter: Letter, organisation: Organisation, _now: datetime, say: Wording
) -> tuple[tuple[str, str], ...]:
    day = letter.issued_at.astimezone(CHINA_TIME).date()
    return (
        (say("Issued by"), full_name(letter.number.body, organisation)),
        (say("Addressed to"), full_name(letter.unit, organisation)),
        (say("Issued on"), date_in_full(day)),
        (say("Its deadline"), deadline_in_full(letter.due)),
        (say("Answer expected by"), deadline_in_full(letter.reply_by)),
    )


def _in_english(
    letter: Letter, organisation: Organisation, now: datetime, say: Wording
) -> tuple[tuple[str, str], ...]:
    day = letter.issued_at.astimezone(CHINA_TIME).date()
    return (
        (say("Issued by"), unit_name(letter.number.body, organisation, say)),
        (say("Addressed to"), unit_name(letter.unit, organisation, say)),
        (say("Issued on"), date_text(day, say.language, now)),
        (say("Its deadline"), deadline_text(letter.due, say.language, now)),
        (say("Answer expected by"), deadline_text(letter.reply_by, say.language, now)),
    )
