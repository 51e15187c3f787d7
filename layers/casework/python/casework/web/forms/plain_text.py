"""What people type, read as plain text: one Unicode form, nothing invisible that could change what
a reader sees.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Fields: TypeAlias = "Mapping[str, str | list[str]]"
"""A decoded form body: one value per name, or a list where a name occurs more than once."""

_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"})
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_PLANE_END = 0xFFFE
_ARABIC_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Typed:
    """One field as it may be kept and shown; `refused` says that characters had to be taken out of
    it.
    """

    text: str
    refused: bool


def paragraphs(fields: Fields, name: str) -> Typed:
    """A text of several lines: line breaks are LF, trailing blanks go, at most one empty line in a
    row stays.
    """
    typed = _plain(_first(fields, name))
    lines = [line.rstrip() for line in typed.text.split("\n")]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return Typed("\n".join(kept).strip(), typed.refused)


def line(fields: Fields, name: str) -> Typed:
    """A text of one line: every run of blanks and line breaks is one space."""
    typed = _plain(_first(fields, name))
    return Typed(" ".join(typed.text.split()), typed.refused)


def choices(fields: Fields, name: str) -> tuple[str, ...]:
    """Every value of a name, each once, in the order they came."""
    values = fields.get(name, [])
    return tuple(dict.fromkeys([values] if isinstance(values, str) else values))


def ticked(fields: Fields, name: str) -> bool:
    """Whether a checkbox was sent at all."""
    return bool(choices(fields, name))


def _first(fields: Fields, name: str) -> str:
    return next(iter(choices(fields, name)), "")


def _plain(text: str) -> Typed:
    """NFC text without invisible characters.

    Paste leftovers that mean nothing (soft hyphen, zero-width space, word joiner, byte order mark)
    are dropped silently. Joiners stay: emoji and some scripts are written with them. Every other
    control, format or surrogate character (Cc, Cf, Cs: NUL, bidirectional overrides and isolates,
    tags) and noncharacter is refused: it is taken out and the field reported, so that what the
    sender checks and sends again is what a reader will see. Characters newer than this
    interpreter's Unicode tables pass: names are written with them.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    wanted = composed.translate(_BREAKS).translate(_DROPPED)
    kept = "".join(filter(_is_visible, wanted))
    return Typed(kept, refused=kept != wanted)


def _is_visible(character: str) -> bool:
    if character in "\n\t" or character in _JOINERS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"} and not _is_noncharacter(
        ord(character)
    )


def _is_noncharacter(point: int) -> bool:
    return point & _PLANE_END == _PLANE_END or point in _ARABIC_NONCHARACTERS
