"""The record of a supervision letter for paper (打印), beside its own PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.dates import moment_text
from casework.web.pages.desk.letter import letter_facts
from casework.web.pages.desk.letter_number import letter_number
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.case import CaseLetter
    from casework.domain.supervision_notice import Letter
    from casework.web.pages.desk.viewer import Setting, Viewer


def print_letter_page(
    *, viewer: Viewer, setting: Setting, letter: Letter, state: CaseLetter
) -> str:
    """The record as it stands; `sha256` of the file tells the paper that it belongs to."""
    page = renderer(viewer.language)
    return page.desk_page(
        "print_letter",
        viewer=viewer,
        organisation=setting.organisation,
        number=letter_number(letter.number, setting.organisation, page.say),
        facts=letter_facts(letter, state, setting, page.say),
        sha256=state.sha256,
        printed=moment_text(setting.now, viewer.language, setting.now),
        by=viewer.member.name,
    )
