"""Presses a supervision letter (督办) into a PDF that is the same, byte for byte, whenever and
wherever it is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.supervision_notice import LetterForm

if TYPE_CHECKING:
    from casework.domain.letter_sheet import LetterSheet


def press(sheet: LetterSheet) -> bytes:
    """The sheet as an A4 PDF with its font embedded and cut down to what the letter uses.

    The file bears the letter's own time of issue, so the same sheet gives the same bytes under the
    same versions of the locked packages. Raises ConfigurationError for a character that the font
    does not have.
    """
    # Rooms ask the store first; what draws is loaded when there is something to draw.
    from casework.adapters import letter_layouts  # noqa: PLC0415
    from casework.adapters.letter_paper import Paper  # noqa: PLC0415

    paper = Paper(f"{sheet.number_line} {sheet.title}", sheet.issued_at)
    if sheet.form is LetterForm.LETTER:
        letter_layouts.draw_letter(paper, sheet)
    else:
        letter_layouts.draw_form(paper, sheet)
    return paper.finish()
