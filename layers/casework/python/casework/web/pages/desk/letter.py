"""A supervision letter (督办函) at the desk: the record, how far it is, its file, and for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.domain.clocks import Stage
from casework.web.dates import deadline_text, moment_text
from casework.web.pages.desk.figures import strip_of
from casework.web.pages.desk.letter_number import letter_number
from casework.web.pages.desk.vocabulary import LETTER_STATES, STAGES
from casework.web.pages.names import unit_name
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.buckets import Buckets
    from casework.domain.case import CaseLetter
    from casework.domain.supervision_notice import Letter
    from casework.web.pages.desk.viewer import Setting, Viewer
    from casework.web.wording import Wording


def desk_letter_page(
    *,
    viewer: Viewer,
    setting: Setting,
    letter: Letter,
    state: CaseLetter,
    file_href: str | None,
    buckets: Buckets | None,
) -> str:
    """The letter as it is on record; `file_href` opens its PDF once it was printed, else None."""
    page = renderer(viewer.language)
    return page.desk_page(
        "letter",
        viewer=viewer,
        organisation=setting.organisation,
        number=letter_number(letter.number, setting.organisation, page.say),
        case_href=f"/desk/cases/{letter.case_id}",
        file_href=file_href,
        facts=letter_facts(letter, state, setting, page.say),
        strip=strip_of(buckets, page.say),
    )


def letter_facts(
    letter: Letter, state: CaseLetter, setting: Setting, say: Wording
) -> list[tuple[str, str]]:
    """What is fixed of a letter, and how far it is."""
    organisation, language, now = setting.organisation, say.language, setting.now
    reason_only = say("Only the reason: the step was taken meanwhile")
    return [
        (say("To"), unit_name(letter.unit, organisation, say)),
        (say("From"), unit_name(letter.number.body, organisation, say)),
        (say("Case number"), case_number(letter.case_id)),
        (say("What was missed"), say(STAGES[Stage(letter.stage)])),
        (say("Was due"), deadline_text(letter.due, language, now)),
        (say("Issued"), moment_text(letter.issued_at, language, now)),
        (say("To be answered by"), deadline_text(letter.reply_by, language, now)),
        (say("Asks for"), reason_only if letter.reason_only else say("The step and the reason")),
        (say("State"), say(LETTER_STATES[state.state])),
    ]
