"""Paper to set documents on: pages of one size, one typeface in any size, rules and codes.

Lengths are millimetres from the top left corner of the page, sizes of type points.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC
from itertools import groupby
from typing import TYPE_CHECKING

from fpdf import FPDF
from fpdf.enums import TextMode
from fpdf.fonts import TTFFont
from fpdf.prefs import ViewerPreferences
from pylopdf_fonts_zh_cn import serif_path

from casework.adapters.inks import BLACK
from casework.adapters.qr_code import QUIET_ZONE, code_modules
from casework.adapters.typesetting import Line, break_lines
from casework.domain.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from casework.adapters.inks import Ink

WIDTH, HEIGHT = 210.0, 297.0
POINT = 25.4 / 72

_FAMILY = "serif"
_UNUSED_TABLES = {"BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"}
_ASCENT = 0.88
"""Noto Serif SC: from the top of an ideograph's square down to the baseline, in ems."""
_BOLD = 0.028
"""The typeface comes in one weight; titles are its outlines thickened by so many ems."""
_SEAM = 1.04
"""Rows of a code overlap by so much, or viewers show hairlines between them."""


class Paper:
    """A document that grows page by page; the same strokes in the same order give the same file."""

    def __init__(
        self,
        title: str,
        created: datetime,
        *,
        size: str | tuple[float, float] = "A4",
        language: str = "zh-CN",
    ) -> None:
        """An empty document with pages of a named or measured size; title, time and language
        (BCP 47) are all that it says about itself.
        """
        pdf = FPDF(format=size, unit="mm")
        pdf.set_auto_page_break(False)
        pdf.set_margin(0)
        pdf.set_lang(language)
        pdf.set_title(title)
        pdf.set_creation_date(created.astimezone(UTC))
        pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self._pdf = pdf
        self._font = _typeface(pdf)

    @property
    def page(self) -> int:
        """The number of the page under the pen, 0 before the first."""
        return self._pdf.page

    def add_page(self) -> None:
        """Begin the next page."""
        self._pdf.add_page()

    @contextmanager
    def upside_down(self, x: float, y: float) -> Iterator[None]:
        """What is drawn meanwhile is turned by half a circle about that point."""
        with self._pdf.rotation(180, x, y):
            yield

    def finish(self) -> bytes:
        """The file."""
        return bytes(self._pdf.output())

    def measure(self, text: str, size: float) -> float:
        """How wide a text is in that size of type; ConfigurationError when the font lacks a
        character of it.
        """
        return sum(map(self._em, text)) * size * POINT

    def lines(self, text: str, size: float, width: float, *, indent: float = 0.0) -> list[Line]:
        """A paragraph broken into lines of that width."""
        return break_lines(text, width, lambda part: self.measure(part, size), indent=indent)

    def write(
        self,
        text: str,
        x: float,
        top: float,
        size: float,
        *,
        bold: bool = False,
        colour: Ink = BLACK,
    ) -> None:
        """A line of text whose ideographs fill the square from `top` down."""
        pdf = self._pdf
        self.measure(text, size)
        pdf.set_font(_FAMILY, size=size)
        with pdf.local_context(text_color=colour, draw_color=colour):
            if bold:
                pdf.set_line_width(size * _BOLD)
                pdf.text_mode = TextMode.FILL_STROKE
            pdf.text(x, top + _ASCENT * size * POINT, text)

    def write_centred(
        self,
        text: str,
        top: float,
        size: float,
        *,
        bold: bool = False,
        colour: Ink = BLACK,
    ) -> None:
        """A line of text in the middle of the page."""
        x = (WIDTH - self.measure(text, size)) / 2
        self.write(text, x, top, size, bold=bold, colour=colour)

    def write_line(self, line: Line, x: float, top: float, size: float) -> None:
        """A line of a paragraph, its slack spread between the characters."""
        gaps = max(len(line.text) - 1, 1)
        self._pdf.set_char_spacing(line.slack / gaps / POINT)
        self.write(line.text, x + line.indent, top, size)
        self._pdf.set_char_spacing(0)

    def rule(
        self,
        x: float,
        y: float,
        width: float,
        thickness: float,
        *,
        colour: Ink = BLACK,
        upright: bool = False,
    ) -> None:
        """A straight line with its upper left corner there; `upright` ones are `width` long."""
        self._pdf.set_fill_color(*colour)
        across, down = (thickness, width) if upright else (width, thickness)
        self._pdf.rect(x, y, across, down, style="F")

    def code(self, url: str, x: float, y: float, side: float) -> None:
        """A QR code of that side, quiet zone included, as filled rectangles."""
        rows = code_modules(url, for_print=True)
        module = side / (len(rows) + 2 * QUIET_ZONE)
        self._pdf.set_fill_color(*BLACK)
        for row, modules in enumerate(rows, QUIET_ZONE):
            column = QUIET_ZONE
            for dark, run in groupby(modules):
                length = len(list(run))
                if dark:
                    box = (x + column * module, y + row * module, length * module, module * _SEAM)
                    self._pdf.rect(*box, style="F")
                column += length

    def _em(self, character: str) -> float:
        if ord(character) not in self._font.cmap:
            raise ConfigurationError(f"the font has no {character!r}", character=character)
        return self._font.cw[ord(character)] / 1000


def _typeface(pdf: FPDF) -> TTFFont:
    """The typeface, put into the document; only what a printed page needs of it is kept.

    What would shape, kern or set it upright is dropped, and its bounding boxes stay those of the
    whole face: working them out again is half of the time that a letter takes.
    """
    pdf.add_font(_FAMILY, fname=str(serif_path()))
    font = pdf.fonts[_FAMILY]
    if not isinstance(font, TTFFont):
        raise ConfigurationError("the typeface is no OpenType font")
    font.ttfont.recalcBBoxes = False
    for table in _UNUSED_TABLES & set(font.ttfont.keys()):
        del font.ttfont[table]
    return font
