"""Text as a reader sees it: one Unicode form, nothing invisible that could change what is read."""

from __future__ import annotations

import unicodedata

_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"})
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_PLANE_END = 0xFFFE
_ARABIC_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_JOINERS = "\u200c\u200d"


def composed(text: str) -> str:
    """NFC with line breaks as LF, without paste leftovers that mean nothing: soft hyphen,
    zero-width space, word joiner, byte order mark.
    """
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return lines.translate(_BREAKS).translate(_DROPPED)


def visible(text: str) -> str:
    """The text without control, format and surrogate characters (Cc, Cf, Cs: NUL, bidirectional
    overrides and isolates, tags) and noncharacters.

    Joiners stay: emoji and some scripts are written with them. Characters newer than this
    interpreter's Unicode tables pass: names are written with them.
    """
    return "".join(filter(_is_visible, text))


def without_wide_gaps(text: str) -> str:
    """The text without blanks at the ends of lines, and with at most one empty line in a row."""
    lines = [line.rstrip() for line in text.split("\n")]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip()


def _is_visible(character: str) -> bool:
    if character in "\n\t" or character in _JOINERS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"} and not _is_noncharacter(
        ord(character)
    )


def _is_noncharacter(point: int) -> bool:
    return point & _PLANE_END == _PLANE_END or point in _ARABIC_NONCHARACTERS
