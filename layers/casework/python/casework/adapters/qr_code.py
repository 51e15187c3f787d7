"""QR codes (二维码): as small SVG for pages and print, and as half blocks for a terminal."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator

QUIET_ZONE = 4
"""Light modules around the code (ISO/IEC 18004, 5.3.8); scanners need them."""

_SCREEN_MASK = 0
_FONTS = "PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif"
_LARGEST_TYPE = 3.2
_LINE_HEIGHT = 1.5
_WIDE = 1.0
_NARROW = 0.58
_BLACK_ON_WHITE = "\x1b[38;5;16;48;5;231m"
_RESET = "\x1b[0m"
_HALF_BLOCKS = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def code_svg(url: str, *, caption: str | None, for_print: bool) -> str:
    """An SVG element that encodes `url`, black on white, with its quiet zone; the same input gives
    the same text.

    For print: level Q, so that a quarter of a soiled or torn label may be lost, and the mask that
    scores best. On a screen: level M and a fixed mask, which any reader takes and which saves four
    fifths of the work. `caption` is escaped and stands beneath, one line for each line of it, in a
    type that fits the width. It has no fixed size: width and height follow the viewBox, whose unit
    is one module.
    """
    modules = code_modules(url, for_print=for_print)
    width = len(modules) + 2 * QUIET_ZONE
    lines = caption.split("\n") if caption else []
    size = _type_size(lines, width)
    height = width + len(lines) * size * _LINE_HEIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.4g}" role="img" '
        f'aria-label="{_label(caption)}"><path fill="#fff" d="M0 0h{width}v{height:.4g}H0z"/>'
        f'<path stroke="#000" shape-rendering="crispEdges" d="{"".join(_runs(modules))}"/>'
        f"{_caption(lines, width, size)}</svg>"
    )


def code_terminal(url: str) -> str:
    """The code as lines of half blocks, two modules to a character, black on white whatever the
    terminal's colours.
    """
    modules = code_modules(url, for_print=False)
    width = len(modules) + 2 * QUIET_ZONE
    light = [[False] * width for _ in range(QUIET_ZONE)]
    sides = [False] * QUIET_ZONE
    rows = [*light, *(sides + row + sides for row in modules), *light]
    if len(rows) % 2:
        rows.append([False] * width)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join(f"{_BLACK_ON_WHITE}{_half_blocks(*pair)}{_RESET}" for pair in pairs)


def code_modules(url: str, *, for_print: bool) -> list[list[bool]]:
    """Which modules are dark, row by row, without the quiet zone; levels as for `code_svg`."""
    from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q  # noqa: PLC0415 - see below
    from qrcode.main import QRCode  # noqa: PLC0415 - most requests draw no code and start sooner

    level = ERROR_CORRECT_Q if for_print else ERROR_CORRECT_M
    code = QRCode(
        error_correction=level, border=0, mask_pattern=None if for_print else _SCREEN_MASK
    )
    code.add_data(url)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def _runs(modules: list[list[bool]]) -> Iterator[str]:
    """Each run of dark modules as one stroke through the middle of its row."""
    for y, row in enumerate(modules, QUIET_ZONE):
        x = QUIET_ZONE
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                yield f"M{x} {y}.5h{length}"
            x += length


def _caption(lines: list[str], width: int, size: float) -> str:
    return "".join(
        f'<text x="{width / 2:g}" y="{width + (place * _LINE_HEIGHT + 0.6) * size:.4g}" '
        f'text-anchor="middle" font-family="{_FONTS}" font-size="{size:.3g}">'
        f"{escape(line, quote=False)}</text>"
        for place, line in enumerate(lines)
    )


def _type_size(lines: list[str], width: int) -> float:
    """As large as fits the widest line between the quiet zones; wide characters are one em, others
    about 0.58.
    """
    widest = max((sum(map(_ems, line)) for line in lines), default=0)
    return min(_LARGEST_TYPE, (width - 2 * QUIET_ZONE) / widest) if widest else _LARGEST_TYPE


def _ems(character: str) -> float:
    return _WIDE if east_asian_width(character) in "WF" else _NARROW


def _label(caption: str | None) -> str:
    return escape(" ".join(caption.split())) if caption else "QR"


def _half_blocks(upper: list[bool], lower: list[bool]) -> str:
    return "".join(_HALF_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
