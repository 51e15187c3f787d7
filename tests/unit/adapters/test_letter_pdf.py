"""Pressed letters, looked at as a reader of the file does: text, font, code, pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp

from casework.adapters.letter_layouts import AREA_WIDTH, CELL, LEFT
from casework.adapters.letter_pdf import press
from casework.adapters.typesetting import NOT_FIRST, NOT_LAST
from casework.domain.errors import ConfigurationError
from tests.unit.letters import (
    BY_THE_CENTRE,
    BY_THE_INSPECTION,
    TO_THE_COURT,
    URL,
    sheet_of,
    whole,
)

if TYPE_CHECKING:
    from PIL.Image import Image

    from casework.domain.letter_sheet import LetterSheet

ROOT = Path(__file__).resolve().parents[3]
FORM, LETTER, NEUTRAL = map(sheet_of, (BY_THE_CENTRE, BY_THE_INSPECTION, TO_THE_COURT))
LONG = replace(LETTER, paragraphs=tuple(paragraph * 3 for paragraph in LETTER.paragraphs))
SHEETS = pytest.mark.parametrize(
    "sheet", [FORM, LETTER, NEUTRAL, LONG], ids=["form", "letter", "neutral", "long"]
)
ELSEWHERE = """
from hashlib import sha256
from casework.adapters.letter_pdf import press
from tests.unit.adapters.test_letter_pdf import LETTER
print(sha256(press(LETTER)).hexdigest())
"""
POINTS = 72 / 25.4


pressed = cache(press)
"""The file of a sheet, for who looks into it: pressed once."""


def pages(sheet: LetterSheet) -> list[str]:
    """What a reader copies from each page."""
    document = pypdfium2.PdfDocument(pressed(sheet))
    return [page.get_textpage().get_text_bounded() for page in document]


def picture(sheet: LetterSheet, page: int = 0, scale: float = 3.0) -> Image:
    document = pypdfium2.PdfDocument(pressed(sheet))
    drawn: Image = document[page].render(scale=scale).to_pil()
    return drawn.convert("RGB")


HYPHEN_AT_THE_END = "\x02"
"""What the reader makes of a hyphen that ends a line."""


def characters(text: str) -> str:
    """The text without the spaces and line ends that setting it brings."""
    return re.sub(r"\s", "", text).replace(HYPHEN_AT_THE_END, "-")


def lines_of_text(page: str) -> list[str]:
    return [line.strip() for line in page.splitlines() if line.strip()]


@SHEETS
def test_a_letter_is_the_same_bytes_every_time(sheet: LetterSheet) -> None:
    assert press(sheet) == pressed(sheet)


def test_a_letter_is_the_same_bytes_in_another_process() -> None:
    for seed in ("1", "2"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": "America/New_York",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'layers/casework/python'}",
        }
        command = [sys.executable, "-c", ELSEWHERE]
        done = subprocess.run(  # noqa: S603 - this interpreter, our own text
            command, env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == sha256(pressed(LETTER)).hexdigest()


def test_another_moment_of_issue_is_another_file() -> None:
    later = replace(LETTER, issued_at=LETTER.issued_at.replace(minute=59))
    assert press(later) != pressed(LETTER)


@SHEETS
def test_a_reader_finds_every_word_of_the_sheet_and_nothing_else(sheet: LetterSheet) -> None:
    shown = characters("".join(pages(sheet)))
    expected = characters(whole(sheet))
    numbers = "".join(f"—{page}—" for page in range(2, len(pages(sheet)) + 1))
    assert sorted(shown) == sorted(expected + numbers)
    for piece in (*sheet.paragraphs, sheet.title, sheet.number_line, *sheet.notes):
        assert characters(piece) in re.sub(r"—\d—", "", shown)


@SHEETS
def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket(sheet: LetterSheet) -> None:
    lines = [line for page in pages(sheet) for line in lines_of_text(page)]
    wrong = [
        line for line in lines if line[0] in NOT_FIRST.replace("—", "") or line[-1] in NOT_LAST
    ]
    assert len(lines) > 10
    assert wrong == []


@SHEETS
def test_nothing_is_written_outside_the_margins(sheet: LetterSheet) -> None:
    for page in pypdfium2.PdfDocument(pressed(sheet)):
        text = page.get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        assert min(left for left, _, _, _ in boxes) >= (LEFT - 0.2) * POINTS
        assert max(right for _, _, right, _ in boxes) <= (LEFT + AREA_WIDTH + 0.5) * POINTS


@SHEETS
def test_the_one_font_is_embedded_and_cut_down(sheet: LetterSheet) -> None:
    file = pressed(sheet)
    assert set(re.findall(rb"/BaseFont /([A-Z]{6}\+\w+)", file)) == {b"MPDFAA+NotoSerifSC"}
    assert b"/FontFile3" in file
    assert len(file) < 100_000


def test_the_file_says_its_title_language_and_time_and_no_author() -> None:
    document = pypdfium2.PdfDocument(pressed(LETTER))
    assert document.get_metadata_dict(skip_empty=True) == {
        "Title": f"{LETTER.number_line} {LETTER.title}",
        "CreationDate": "D:20260312160200Z",
    }
    assert b"/Lang (zh-CN)" in pressed(LETTER)


@SHEETS
def test_the_code_on_the_last_page_opens_the_verification_address(sheet: LetterSheet) -> None:
    last = len(pages(sheet)) - 1
    (found,) = zxingcpp.read_barcodes(picture(sheet, last))
    assert found.text == URL


def red_lines(sheet: LetterSheet, page: int) -> list[int]:
    """Where lines in red cross the left margin (25 mm): their upper edges, in millimetres."""
    drawn = picture(sheet, page, scale=10 * 25.4 / 72)
    column = drawn.crop((250, 0, 251, drawn.height)).tobytes()
    marked = {y for y in range(drawn.height) if column[3 * y] > 150 and column[3 * y + 1] < 100}
    return [round(y / 10) for y in sorted(marked) if y - 1 not in marked]


def test_an_official_letter_has_a_double_line_beneath_its_head_and_20_mm_above_the_edge() -> None:
    # The name begins at 30 mm and is 36 points high: 12.7 mm, then 4 mm.
    assert red_lines(LETTER, 0) == [47, 48, 275, 276]
    assert red_lines(LONG, 1) == []


def test_the_plain_form_has_no_red() -> None:
    assert red_lines(FORM, 0) == []


def test_a_long_letter_goes_over_and_only_the_pages_after_the_first_have_numbers() -> None:
    shown = [characters(page) for page in pages(LONG)]
    assert len(shown) == 2
    assert "—" not in shown[0]
    assert shown[1].count("—2—") == 1
    assert LONG.letterhead in shown[0]


@pytest.mark.parametrize("times", range(1, 7))
def test_a_signature_never_stands_on_a_page_without_text(times: int) -> None:
    *others, last = LETTER.paragraphs
    sheet = replace(LETTER, paragraphs=(*others, last * times))
    signed = lines_of_text(pages(sheet)[-1])
    above, name, date = signed[(end := signed.index(sheet.date)) - 2 : end + 1]
    assert above in characters(last * times)
    assert (name, date) == (sheet.issuer, sheet.date)


@pytest.mark.parametrize("issuer", [LETTER.issuer, "巨野县委"])
def test_the_signature_stands_two_characters_from_the_right_edge(issuer: str) -> None:
    """The date begins two characters after the name does; the longer of both keeps the edge."""
    page = pypdfium2.PdfDocument(press(replace(LETTER, issuer=issuer)))[0]
    name, date = place_of(page, issuer), place_of(page, LETTER.date)
    edge = LEFT + AREA_WIDTH - 2 * CELL
    assert date[0] - name[0] == pytest.approx(2 * CELL, abs=1)
    assert max(name[1], date[1]) == pytest.approx(edge, abs=1)


def place_of(page: pypdfium2.PdfPage, wanted: str) -> tuple[float, float]:
    """Where the last line that reads so begins and ends, in millimetres."""
    text = page.get_textpage()
    start = text.get_text_range().rindex(wanted)
    first, last = text.get_charbox(start), text.get_charbox(start + len(wanted) - 1)
    return first[0] / POINTS, last[2] / POINTS


def test_a_character_that_the_font_lacks_is_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError) as refused:
        press(replace(LETTER, addressee="巨野县\U0001f600局："))
    assert refused.value.facts == {"character": "\U0001f600"}


def test_the_drawing_library_is_loaded_only_when_a_letter_is_pressed() -> None:
    program = "import sys, casework.adapters.letter_pdf; print('fpdf' in sys.modules)"
    path = str(ROOT / "layers/casework/python")
    done = subprocess.run(  # noqa: S603 - this interpreter, our own text
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
