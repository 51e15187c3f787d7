"""The number of a supervision letter as the console says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.pages.names import unit_name

if TYPE_CHECKING:
    from casework.domain.organisation import Organisation
    from casework.domain.supervision_notice import LetterNumber
    from casework.web.wording import Wording


def letter_number(number: LetterNumber, organisation: Organisation, say: Wording) -> str:
    """A letter's number with its issuer's name for its document sign."""
    issuer = unit_name(number.body, organisation, say)
    return say(
        "%(issuer)s No. %(number)s of %(year)s",
        issuer=issuer,
        number=number.number,
        year=number.year,
    )
