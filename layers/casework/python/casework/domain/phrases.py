"""Finds thousands of fixed phrases in one text in a single pass, with nothing to compile at cold start."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from casework.domain.errors import ConfigurationError

Span: TypeAlias = tuple[int, int]
"""Start and end of a stretch of normalised text, the end excluded."""

Found: TypeAlias = Mapping[str, tuple[Span, ...]]
"""The phrases found in a text, each with the spans of its parts, occurrence after occurrence."""

GAP = "…"
"""Stands in a phrase for a few characters of any kind: 欠…工资 is found in 欠了我们三个月工资."""

MAX_GAP = 8
"""Characters that one `GAP` may stand for; over longer gaps words of different clauses would be joined."""

INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))


def normalise(text: str) -> str:
    """The form in which texts and phrases are compared: NFKC, case folded, no spaces, line breaks or invisible marks.

    Full-width letters and digits become half-width; a phrase broken over two lines is found all the same.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(folded.translate(INVISIBLE).split())


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """Phrases without a gap, phrases with one by their first part, and the widths at which either can begin."""

    whole: frozenset[str]
    gapped: Mapping[str, list[tuple[str, ...]]]
    widths: tuple[int, ...]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "PhraseIndex":
        """An index of phrases that are in normal form already; ConfigurationError names one that can never be found."""
        distinct = frozenset(phrases)
        gapped: dict[str, list[tuple[str, ...]]] = {}
        for phrase in distinct:
            if GAP in phrase:
                parts = tuple(phrase.split(GAP))
                gapped.setdefault(parts[0], []).append((phrase, *parts[1:]))
        _check(distinct)
        whole = frozenset(phrase for phrase in distinct if GAP not in phrase)
        return cls(whole, gapped, tuple(sorted({len(start) for start in (*whole, *gapped)})))

    def find(self, text: str) -> Found:
        """The phrases in a text that `normalise` made."""
        found: dict[str, tuple[Span, ...]] = {}
        for start in range(len(text)):
            for width in self.widths:
                piece = text[start : start + width]
                if piece in self.whole and len(piece) == width:
                    found[piece] = (*found.get(piece, ()), (start, start + width))
                for phrase, *rest in self.gapped.get(piece, ()):
                    if spans := _follow(text, (start, start + width), rest):
                        found[phrase] = found.get(phrase, ()) + spans
        return found


def _check(phrases: frozenset[str]) -> None:
    """Compares all phrases with their normal form at once; only where that fails, one by one to name the culprit."""
    joined = "".join(phrases).replace(GAP, "")
    if normalise(joined) != joined or not all(all(phrase.split(GAP)) for phrase in phrases):
        for phrase in phrases:
            parts = phrase.split(GAP)
            if not all(parts) or any(normalise(part) != part for part in parts):
                raise ConfigurationError(f"phrase that can never be found: {phrase!r}")


def _follow(text: str, first: Span, rest: list[str]) -> tuple[Span, ...]:
    """The spans when every further part follows within the gap; nothing otherwise."""
    spans = [first]
    for part in rest:
        after = spans[-1][1]
        at = text.find(part, after, after + MAX_GAP + len(part))
        if at < 0:
            return ()
        spans.append((at, at + len(part)))
    return tuple(spans)
