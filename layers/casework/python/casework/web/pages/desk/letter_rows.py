"""The supervision letters (督办函) of a case, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.web.dates import deadline_text
from casework.web.pages.desk.letter_number import letter_number
from casework.web.pages.desk.vocabulary import LETTER_STATES, STAGES
from casework.web.pages.names import unit_name

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case_file import CaseFile
    from casework.domain.organisation import Organisation
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter of the case: its number, what it is about, how far it is, and its page."""

    number: str
    unit: str
    stage: str
    state: str
    word: str
    reply_by: str | None
    href: str


def letter_rows(
    file: CaseFile, organisation: Organisation, now: datetime, say: Wording
) -> tuple[LetterRow, ...]:
    """Every letter that the file given to this reader has."""
    rows = []
    for letter in file.case.letters:
        issued = file.issued_letter(letter.id)
        rows.append(
            LetterRow(
                number=letter_number(letter.number, organisation, say),
                unit=unit_name(letter.unit, organisation, say),
                stage=say(STAGES[letter.stage]),
                state="answered" if letter.excused else letter.state.value,
                word=say("no answer is owed")
                if letter.excused
                else say(LETTER_STATES[letter.state]),
                reply_by=deadline_text(issued.reply_by, say.language, now) if issued else None,
                href=f"/desk/cases/{file.case.id}/letters/{letter.id}",
            )
        )
    return tuple(reversed(rows))
