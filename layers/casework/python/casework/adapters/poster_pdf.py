"""Sets a poster or table card (海报, 桌牌) as a PDF of the size that it is printed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.adapters.inks import BLACK, GREY, RED
from casework.domain.poster import PaperSize, PosterForm

if TYPE_CHECKING:
    from casework.adapters.inks import Ink
    from casework.adapters.letter_paper import Paper
    from casework.domain.poster import Poster

SIZES = {PaperSize.A4: (210.0, 297.0), PaperSize.A5: (148.0, 210.0)}
"""Width and height of the sheet in millimetres."""


@dataclass(frozen=True, slots=True)
class Face:
    """A part of the sheet that is read by itself, its upper left corner and its measures, in
    millimetres. `scale` is one where a poster is A4.
    """

    left: float
    top: float
    width: float
    height: float
    scale: float


def draw_poster(poster: Poster) -> bytes:
    """The sheet, byte for byte the same each time; its font is embedded.

    Raises ConfigurationError for a character that the font does not have.
    """
    # Most requests of the room print nothing; what draws is loaded when there is something to draw.
    from casework.adapters.letter_paper import Paper  # noqa: PLC0415

    width, height = SIZES[poster.size]
    title = f"{poster.brand} · {poster.caption}"
    paper = Paper(title, poster.issued_at, size=(width, height), language=poster.language)
    paper.add_page()
    if poster.form is PosterForm.POSTER:
        _draw_wall(paper, poster, Face(0.0, 0.0, width, height, width / 210))
    else:
        _draw_card(paper, poster, width, height)
    return paper.finish()


def _draw_wall(paper: Paper, poster: Poster, face: Face) -> None:
    k = face.scale
    _seal_rule(paper, face, 14 * k)
    _centred(paper, poster.office, face, 22 * k, 15 * k, colour=GREY)
    _centred(paper, poster.brand, face, 31 * k, 64 * k, colour=RED)
    _paragraph(paper, poster.headline, face, 60 * k, 30 * k)
    side = 116 * k
    paper.code(poster.url, face.left + (face.width - side) / 2, 82 * k, side)
    _centred(paper, poster.invitation, face, 198 * k, 15 * k)
    _steps(paper, poster, face, 210 * k)
    _centred(paper, poster.consequence, face, 250 * k, 14 * k, bold=False)
    _centred(paper, poster.caption, face, 262 * k, 14 * k)
    for place, line in enumerate(poster.foot):
        _centred(paper, line, face, (273 + 6.5 * place) * k, 11 * k, bold=False, colour=GREY)
    _seal_rule(paper, face, 289 * k)


def _draw_card(paper: Paper, poster: Poster, width: float, height: float) -> None:
    """The lower half upright, the upper half turned: both stand upright when the sheet is folded
    along the middle, which is marked.
    """
    half = height / 2
    face = Face(0.0, half, width, half, width / 210)
    _draw_face(paper, poster, face)
    with paper.upside_down(width / 2, half):
        _draw_face(paper, poster, face)
    for x in (0.0, width - 6 * face.scale):
        paper.rule(x, half, 6 * face.scale, 0.15, colour=GREY)


def _draw_face(paper: Paper, poster: Poster, face: Face) -> None:
    """The code to the left, the words to the right."""
    k, side = face.scale, 84 * face.scale
    _seal_rule(paper, face, face.top + 9 * k)
    paper.code(poster.url, face.left + 10 * k, face.top + 22 * k, side)
    under = Face(face.left + 10 * k, face.top, side, face.height, k)
    _centred(paper, poster.invitation, under, face.top + 109 * k, 10.5 * k, bold=False)
    words = Face(face.left + 98 * k, face.top, face.width - 108 * k, face.height, k)
    _centred(paper, poster.office, words, face.top + 20 * k, 11 * k, colour=GREY)
    _centred(paper, poster.brand, words, face.top + 28 * k, 40 * k, colour=RED)
    _paragraph(paper, poster.headline, words, face.top + 49 * k, 19 * k)
    _steps(paper, poster, words, face.top + 68 * k)
    _centred(paper, poster.consequence, words, face.top + 97 * k, 11.5 * k, bold=False)
    _centred(paper, poster.caption, words, face.top + 107 * k, 12 * k)
    foot = "  ·  ".join(poster.foot)
    _centred(paper, foot, face, face.top + 123 * k, 10 * k, bold=False, colour=GREY)
    _seal_rule(paper, face, face.top + 136 * k)


def _steps(paper: Paper, poster: Poster, face: Face, top: float) -> None:
    """The promises side by side: the number large, what is done by then beneath."""
    inset = face.width * 0.08
    column = (face.width - 2 * inset) / len(poster.steps)
    size = min(46 * face.scale, column * 1.1)
    for place, (number, unit, done) in enumerate(poster.steps):
        part = Face(face.left + inset + place * column, top, column, face.height, face.scale)
        _centred(paper, number, part, top, size, colour=RED)
        _centred(paper, unit, part, top + size * 0.42, size * 0.27, bold=False)
        _centred(paper, done, part, top + size * 0.56, size * 0.38)


def _seal_rule(paper: Paper, face: Face, y: float) -> None:
    margin = 10 * face.scale
    paper.rule(face.left + margin, y, face.width - 2 * margin, 1.1 * face.scale, colour=RED)


def _paragraph(paper: Paper, text: str, face: Face, top: float, size: float) -> None:
    """A sentence in one line where it fits in a type that is not much smaller, else in lines that
    are about as long as each other.
    """
    room = face.width * 0.9
    if paper.measure(text, size) <= room * 1.15:
        _centred(paper, text, face, top + size * 0.12, size)
        return
    smaller = size * 0.8
    balanced = min(room, paper.measure(text, smaller) * 0.58)
    for place, line in enumerate(paper.lines(text, smaller, balanced)):
        _centred(paper, line.text.strip(), face, top + place * size * 0.42, smaller)


def _centred(
    paper: Paper,
    text: str,
    face: Face,
    top: float,
    size: float,
    *,
    bold: bool = True,
    colour: Ink = BLACK,
) -> None:
    """A line in the middle of the face, in smaller type where it would be wider than nine tenths of
    it.
    """
    wide = paper.measure(text, size)
    fitting = min(size, size * face.width * 0.9 / wide) if wide else size
    x = face.left + (face.width - paper.measure(text, fitting)) / 2
    paper.write(text, x, top, fitting, bold=bold, colour=colour)
