"""Breaks Chinese text into lines as print shops do: no stop at the start of a line, no opening
bracket at its end (避头尾), numbers and years in one piece, case numbers broken at a hyphen only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOT_FIRST = "，。、；：？！）〕》」』】”’％…—·"
"""What never begins a line (GB/T 15834-2011, 5.1.1 to 5.1.9)."""

NOT_LAST = "（〔《「『【“‘"
"""What never ends one."""

_PIECE = re.compile(rf"[{NOT_LAST}]*(?:[!-,.-~]*-|[!-,.-~]+年?|[^!-~])[{NOT_FIRST}]*")
_ADDRESS_PART = re.compile(r"[^/.?&=]*[/.?&=]+|[^/.?&=]+")
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph: what stands in it, where it begins and how much is left of it.

    `slack` is to be spread between the characters; the last line of a paragraph keeps its own
    width, and so has none.
    """

    text: str
    indent: float
    slack: float


def break_lines(
    text: str, width: float, measure: Callable[[str], float], *, indent: float = 0.0
) -> list[Line]:
    """The lines of a paragraph, `width` wide, the first one indented; no character is lost.

    `measure` gives the width of a text, in the same unit. A piece that is wider than a whole line,
    such as an address on the web, is broken after its stops and slashes, or else anywhere.
    """
    rows: list[str] = [""]
    for piece in _pieces(text, width, measure):
        room = width - (indent if len(rows) == 1 else 0.0)
        if rows[-1] and measure(rows[-1] + piece) > room + _ROUNDING:
            rows.append("")
        rows[-1] += piece
    return [_line(rows, place, width, measure, indent) for place in range(len(rows))]


def _pieces(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """What is kept together, and the parts of what cannot be."""
    for piece in _PIECE.findall(text):
        parts = [piece] if measure(piece) <= width else _ADDRESS_PART.findall(piece)
        for part in parts:
            yield from [part] if measure(part) <= width else part


def _line(
    rows: list[str], place: int, width: float, measure: Callable[[str], float], indent: float
) -> Line:
    begins = indent if place == 0 else 0.0
    last = place == len(rows) - 1
    slack = 0.0 if last else max(0.0, width - begins - measure(rows[place]))
    return Line(rows[place], begins, slack)
