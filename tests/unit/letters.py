"""Letters for the tests: one that the service centre issued for a case not resolved in time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from casework.domain.letter_text import compose
from casework.domain.supervision_notice import Letter, LetterForm, LetterNumber
from tests.builders import letter_policy, organisation
from tests.unit.clocks import at_24, local

if TYPE_CHECKING:
    from casework.domain.letter_sheet import LetterSheet

CASE_NUMBER = "MSB-7K3Q-9F2M-4T8W"
URL = (
    "https://a1b2c3d4e5.execute-api.cn-northwest-1.amazonaws.com.cn"
    "/l/7K3Q9F2M4T8W-7.0-2M4T8W7K3Q9F2M4T8W7K"
)
BY_THE_CENTRE = Letter(
    id="7.0",
    case_id="7K3Q9F2M4T8W",
    number=LetterNumber("centre", 2026, 12),
    form=LetterForm.SYSTEM,
    neutral=False,
    unit="transport",
    stage="resolve",
    due=at_24("2026-03-12"),
    reason_only=False,
    issued_at=local("2026-03-13 00:02"),
    reply_by=at_24("2026-03-17"),
)
BY_THE_INSPECTION = replace(
    BY_THE_CENTRE,
    number=LetterNumber("inspection", 2026, 3),
    form=LetterForm.LETTER,
    unit="centre",
    stage="triage",
)
TO_THE_COURT = replace(BY_THE_CENTRE, unit="court", neutral=True)


def sheet_of(letter: Letter, **changes: Any) -> LetterSheet:
    """The letter's sheet under the shipped policy, some fields of the letter changed."""
    changed = replace(letter, **changes)
    return compose(changed, letter_policy(), organisation(), CASE_NUMBER, URL)


def whole(sheet: LetterSheet) -> str:
    """Every word on the sheet, in one line for each piece."""
    facts = (piece for fact in sheet.facts for piece in fact)
    first = (sheet.letterhead, sheet.kind, sheet.number_line, sheet.title, sheet.addressee)
    last = (sheet.issuer, sheet.date, *sheet.notes)
    return "\n".join((*first, *facts, *sheet.paragraphs, *last))
