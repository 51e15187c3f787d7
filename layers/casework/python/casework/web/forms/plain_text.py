"""What people type, read as plain text: one Unicode form, nothing invisible that could change what
a reader sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from casework.domain.visible_text import composed, visible, without_wide_gaps

if TYPE_CHECKING:
    from collections.abc import Mapping

Fields: TypeAlias = "Mapping[str, str | list[str]]"
"""A decoded form body: one value per name, or a list where a name occurs more than once."""


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
    return Typed(without_wide_gaps(typed.text), typed.refused)


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
    """The text without invisible characters. Paste leftovers are dropped silently; every other one
    is refused: it is taken out and the field reported, so that what the sender checks and sends
    again is what a reader will see.
    """
    wanted = composed(text)
    kept = visible(wanted)
    return Typed(kept, refused=kept != wanted)
