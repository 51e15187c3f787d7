"""Lays out the two forms of a supervision letter: 督办函 and 系统督办单.

The measures of 督办函 are those of the letter layout (信函格式) of GB/T 9704-2012, 10.1, and of the
type area and grid of 5.2: 156 by 225 mm, 22 lines of 28 characters. The plain form shares the grid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.adapters.inks import RED
from casework.adapters.letter_paper import HEIGHT, POINT, WIDTH

if TYPE_CHECKING:
    from casework.adapters.letter_paper import Paper
    from casework.adapters.typesetting import Line
    from casework.domain.letter_sheet import LetterSheet

LEFT, TOP, AREA_WIDTH, AREA_HEIGHT = 28.0, 37.0, 156.0, 225.0
BOTTOM = TOP + AREA_HEIGHT
CELL = AREA_WIDTH / 28
LINE = AREA_HEIGHT / 22
BODY = CELL / POINT
"""3号 (16 pt), closed up to the grid: 28 characters fill the line."""
TITLE = 22.0
"""2号."""
LARGE, SMALL, SMALLEST = 14.0, 12.0, 10.5
"""4号, 小4号, 5号."""

_DOUBLE = 170.0
_THICK, _THIN, _BETWEEN = 1.0, 0.35, 0.7
_CODE = 24.0
_FOOT = 270.0
"""Where text may end on page one, which has no page number: 7/8 of a character above the lower
double line (10.1).
"""


def draw_letter(paper: Paper, sheet: LetterSheet) -> None:
    """督办函: the body's name in red, a double line beneath it and one at the foot of page one."""
    paper.add_page()
    size = min(36.0, AREA_WIDTH / len(sheet.letterhead) / POINT)
    paper.write_centred(sheet.letterhead, 30.0, size, bold=True, colour=RED)
    y = 30.0 + size * POINT + 4.0
    _double_line(paper, y, thick_first=True)
    y += _THICK + _BETWEEN + _THIN + BODY * POINT * 7 / 8
    paper.write(
        sheet.number_line, LEFT + AREA_WIDTH - paper.measure(sheet.number_line, BODY), y, BODY
    )
    _double_line(paper, HEIGHT - 20.0 - _THIN - _BETWEEN - _THICK, thick_first=False)
    y = _draw_title(paper, sheet.title, y + 3 * LINE)
    _draw_text(paper, sheet, y + LINE, BODY, LINE)


def draw_form(paper: Paper, sheet: LetterSheet) -> None:
    """系统督办单: black, a table of the facts, then the text."""
    paper.add_page()
    paper.write_centred(sheet.kind, TOP - 9.0, 26.0, bold=True)
    y = TOP + 8.0
    paper.write(sheet.letterhead, LEFT, y, SMALL)
    width = paper.measure(sheet.number_line, SMALL)
    paper.write(sheet.number_line, LEFT + AREA_WIDTH - width, y, SMALL)
    paper.rule(LEFT, y + 6.0, AREA_WIDTH, 0.6)
    y = _draw_title(paper, sheet.title, y + 13.0, size=18.0)
    y = _draw_facts(paper, sheet.facts, y + 4.0)
    _draw_text(paper, sheet, y + 7.0, LARGE, 7.8)


def _double_line(paper: Paper, y: float, *, thick_first: bool) -> None:
    """粗细线: 170 mm, in the middle, red."""
    first, second = (_THICK, _THIN) if thick_first else (_THIN, _THICK)
    x = (WIDTH - _DOUBLE) / 2
    paper.rule(x, y, _DOUBLE, first, colour=RED)
    paper.rule(x, y + first + _BETWEEN, _DOUBLE, second, colour=RED)


def _draw_title(paper: Paper, title: str, y: float, *, size: float = TITLE) -> float:
    """The title, each line in the middle, the longer ones first; where it ends."""
    pitch = size * POINT * 1.5
    for line in _even_lines(paper, title, size):
        paper.write_centred(line, y, size, bold=True)
        y += pitch
    return y


def _even_lines(paper: Paper, title: str, size: float) -> list[str]:
    """As few lines as hold the title, about equally long."""
    count = len(paper.lines(title, size, AREA_WIDTH))
    width = paper.measure(title, size) / count
    while len(lines := paper.lines(title, size, width)) > count:
        width += size * POINT / 2
    return [line.text for line in lines]


def _draw_facts(paper: Paper, facts: tuple[tuple[str, str], ...], y: float) -> float:
    """A table of two columns; where it ends."""
    names = 44.0
    top = y
    paper.rule(LEFT, y, AREA_WIDTH, 0.25)
    for name, value in facts:
        lines = paper.lines(value, SMALL, AREA_WIDTH - names - 8.0)
        height = 3.6 + 6.0 * len(lines)
        paper.write(name, LEFT + 4.0, y + (height - SMALL * POINT) / 2, SMALL)
        for place, line in enumerate(lines):
            paper.write_line(line, LEFT + names + 4.0, y + 2.8 + 6.0 * place, SMALL)
        y += height
        paper.rule(LEFT, y, AREA_WIDTH, 0.25)
    for x in (LEFT, LEFT + names, LEFT + AREA_WIDTH - 0.25):
        paper.rule(x, top, y - top + 0.25, 0.25, upright=True)
    return y


def _draw_text(paper: Paper, sheet: LetterSheet, y: float, size: float, pitch: float) -> None:
    """Addressee, paragraphs, signature, then code and notes at the foot of the last page."""
    blocks = [paper.lines(sheet.addressee, size, AREA_WIDTH)]
    indent = 2 * size * POINT
    blocks += [paper.lines(text, size, AREA_WIDTH, indent=indent) for text in sheet.paragraphs]
    for block in blocks[:-1]:
        y = _draw_lines(paper, block, y, size, pitch)
    y = _draw_last(paper, blocks[-1], y, size, pitch)
    _draw_signature(paper, sheet, y + pitch, size, pitch)
    _draw_notes(paper, sheet)


def _draw_last(paper: Paper, lines: list[Line], y: float, size: float, pitch: float) -> float:
    """The last paragraph; where signature and notes do not fit beneath it, it goes over with them,
    all of it or its last two lines: a signature never stands on a page without text (7.3.5.5).
    """
    signature = 3 * pitch
    if y + len(lines) * pitch + signature > _foot_of(paper) - _CODE - 2.0:
        here = min(len(lines) - 2, int((BOTTOM - y) / pitch))
        here = here if here > 1 else 0
        _draw_lines(paper, lines[:here], y, size, pitch)
        y, lines = _turn(paper), lines[here:]
    return _draw_lines(paper, lines, y, size, pitch)


def _draw_lines(paper: Paper, lines: list[Line], y: float, size: float, pitch: float) -> float:
    for line in lines:
        if y + pitch > BOTTOM + 0.01:
            y = _turn(paper)
        paper.write_line(line, LEFT, y, size)
        y += pitch
    return y


def _foot_of(paper: Paper) -> float:
    return _FOOT if paper.page == 1 else BOTTOM


def _turn(paper: Paper) -> float:
    """The next page and where its text begins; its number stands outside (7.5). The first page of
    a letter has none (10.1).
    """
    paper.add_page()
    number = f"— {paper.page} —"
    on_the_left = paper.page % 2 == 0
    far = LEFT + AREA_WIDTH - LARGE * POINT - paper.measure(number, LARGE)
    paper.write(number, LEFT + LARGE * POINT if on_the_left else far, BOTTOM + 7.0, LARGE)
    return TOP


def _draw_signature(paper: Paper, sheet: LetterSheet, y: float, size: float, pitch: float) -> None:
    """署名 and 成文日期 of a document without a seal (7.3.5.2): two characters from the right edge,
    the date two characters further in than the name, or the other way round where it is longer.
    """
    em = size * POINT
    name, date = paper.measure(sheet.issuer, size), paper.measure(sheet.date, size)
    right = LEFT + AREA_WIDTH - 2 * em
    if date + 2 * em <= name:
        begins, dated = right - name, right - name + 2 * em
    else:
        begins, dated = right - date - 2 * em, right - date
    paper.write(sheet.issuer, begins, y, size)
    paper.write(sheet.date, dated, y + pitch, size)


def _draw_notes(paper: Paper, sheet: LetterSheet) -> None:
    """The code at the left, its notes beside it."""
    top = _foot_of(paper) - _CODE
    paper.code(sheet.verification_url, LEFT, top, _CODE)
    x, y = LEFT + _CODE + 2.0, top + 4.0
    for note in sheet.notes:
        for line in paper.lines(note, SMALLEST, LEFT + AREA_WIDTH - x):
            paper.write(line.text, x, y, SMALLEST)
            y += 5.6
