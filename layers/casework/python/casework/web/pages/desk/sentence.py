"""What is said of one type of event in a case's history, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A title and further lines: msgids with `%(field)s`. `light` marks what lights or mends
    something: yellow, red or none.
    """

    title: str
    lines: tuple[str, ...] = ()
    light: str | None = None
