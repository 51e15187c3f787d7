"""Finds many fixed phrases in one text in a single pass, without compiling anything at cold start."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from casework.domain.errors import ConfigurationError

Span: TypeAlias = tuple[int, int]
"""Start and end of a stretch of normalised text, the end excluded."""

GAP_MARK = "…"
"""Stands in a phrase for a few characters of any kind: 欠…工资 is found in 欠了我们三个月工资."""

MAX_GAP = 8
"""Characters that one `GAP_MARK` may stand for; longer gaps join words of different clauses."""

INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))


def normalise(text: str) -> str:
    """The form in which texts and phrases are compared: NFKC, case folded, no spaces, line breaks or invisible marks.

    Full-width letters and digits become half-width; a phrase broken over two lines is found all the same.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(folded.translate(INVISIBLE).split())


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """Phrases by their first two characters: building costs a dictionary, a search one look at each character."""

    openings: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "PhraseIndex":
        """An index of distinct phrases; one with nothing to look for, or nothing beside a gap, is a ConfigurationError."""
        openings: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for phrase in dict.fromkeys(phrases):
            parts = _parts(phrase)
            openings.setdefault(parts[0][:2], []).append((phrase, parts))
        return cls({opening: tuple(entries) for opening, entries in openings.items()})

    def find(self, text: str) -> dict[str, tuple[Span, ...]]:
        """The phrases in a text that `normalise` made, each with the spans of its parts at every occurrence."""
        found: dict[str, tuple[Span, ...]] = {}
        for start in range(len(text)):
            for width in (1, 2):
                for phrase, parts in self.openings.get(text[start : start + width], ()):
                    if len(parts[0]) >= width and (spans := _spans(text, start, parts)):
                        found[phrase] = found.get(phrase, ()) + spans
        return found


def _parts(phrase: str) -> tuple[str, ...]:
    parts = tuple(normalise(part) for part in phrase.split(GAP_MARK))
    if not all(parts):
        raise ConfigurationError(f"phrase with nothing to look for: {phrase!r}", phrase=phrase)
    return parts


def _spans(text: str, start: int, parts: tuple[str, ...]) -> tuple[Span, ...]:
    """Where the parts lie if the first stands at `start` and each next one follows within the gap; else nothing."""
    if not text.startswith(parts[0], start):
        return ()
    spans = [(start, start + len(parts[0]))]
    for part in parts[1:]:
        after = spans[-1][1]
        at = text.find(part, after, after + MAX_GAP + len(part))
        if at < 0:
            return ()
        spans.append((at, at + len(part)))
    return tuple(spans)
