"""The page behind the code on a supervision letter: whether it is genuine, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import LetterState, case_number
from casework.domain.clocks import Stage
from casework.domain.deadline import CHINA_TIME
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

STATES = {
    LetterState.ISSUED: N_("Issued, not yet acknowledged"),
    LetterState.ACKNOWLEDGED: N_("Acknowledged, not yet answered"),
    LetterState.ANSWERED: N_("Answered"),
}
FORMS = {
    LetterForm.SYSTEM: N_("Notice issued by the system"),
    LetterForm.LETTER: N_("Supervision letter"),
}
STAGES = {
    Stage.TRIAGE: N_("Assign"),
    Stage.VERIFY: N_("Verify"),
    Stage.REPLY: N_("Reply"),
    Stage.RESOLVE: N_("Close"),
    Stage.TASK: N_("Co-handle"),
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
    say = page.say
    day = letter.issued_at.astimezone(CHINA_TIME).date()
    values = (
        (say("Kind"), say(FORMS[letter.form])),
        (say("Issued by"), unit_name(letter.number.body, organisation, say)),
        (say("Addressed to"), unit_name(letter.unit, organisation, say)),
        (
            say("Issued on"),
            date_text(day, language, now),
        ),
        (say("Case number"), case_number(letter.case_id)),
        (say("What was due"), say(STAGES[Stage(letter.stage)])),
        (say("Its deadline"), deadline_text(letter.due, language, now)),
        (say("Answer expected by"), deadline_text(letter.reply_by, language, now)),
        (say("State"), say(STATES[state.state])),
    )
    return page.page(
        "letter",
        organisation=organisation,
        number=letter_number_text(letter.number, policy.signs),
        facts=[Fact(label, value) for label, value in values],
        sha256=state.sha256,
        link=link,
    )
