"""Finds thousands of fixed phrases in one text, with nothing to compile at cold start."""

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
"""Characters that one `GAP` may stand for; over longer gaps words of different clauses would be
joined.
"""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Marks that take no room on the page: soft hyphen, zero-width characters, direction marks, byte
order mark.
"""

_WITHOUT_INVISIBLE = str.maketrans("", "", INVISIBLE)


def normalise(text: str) -> str:
    """The form in which texts and phrases are compared: NFKC, case folded, no spaces, line breaks
    or invisible marks.

    Full-width letters and digits become half-width; a phrase broken over two lines is found all the
    same.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(folded.translate(_WITHOUT_INVISIBLE).split())


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """All phrases, those with gaps once more by their first part, and the length of the longest one
    that begins with a character: most characters of a text begin none.
    """

    phrases: frozenset[str]
    gapped: Mapping[str, list[str]]
    widths: Mapping[str, int]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "PhraseIndex":
        """An index; ConfigurationError when one of the phrases can never be found."""
        distinct = frozenset(phrases)
        _check(distinct)
        gapped: dict[str, list[str]] = {}
        widths: dict[str, int] = {}
        for phrase in distinct:
            widths[phrase[0]] = max(widths.get(phrase[0], 0), len(phrase))
            if GAP in phrase:
                gapped.setdefault(phrase[: phrase.index(GAP)], []).append(phrase)
        return cls(distinct, gapped, widths)

    def find(self, text: str) -> Found:
        """The phrases in a text that `normalise` made."""
        found: dict[str, tuple[Span, ...]] = {}
        for start, character in enumerate(text):
            width = self.widths.get(character, 0)
            for end in range(start + 1, min(start + width, len(text)) + 1):
                piece = text[start:end]
                if piece in self.phrases:
                    found[piece] = (*found.get(piece, ()), (start, end))
                for phrase in self.gapped.get(piece, ()):
                    if spans := _spans(text, start, phrase):
                        found[phrase] = found.get(phrase, ()) + spans
        return found


def _check(phrases: frozenset[str]) -> None:
    """All phrases are looked at as one text: it must be in normal form, and no gap may stand at
    an end or twice.
    """
    joined = "\n".join(("", *phrases, ""))
    if any(wrong in joined for wrong in (f"\n{GAP}", f"{GAP}\n", GAP + GAP, "\n\n", *INVISIBLE)):
        raise ConfigurationError("a phrase is empty, has an invisible mark, or a gap at its end")
    bare = joined.replace(GAP, "")
    if not unicodedata.is_normalized("NFKC", bare) or bare.casefold() != bare:
        raise ConfigurationError("a phrase has full-width or capital letters")


def _spans(text: str, start: int, phrase: str) -> tuple[Span, ...]:
    """Where the parts of a phrase with gaps lie when the first stands at `start`; nothing when a
    later one is missing.
    """
    first, *rest = phrase.split(GAP)
    spans = [(start, start + len(first))]
    for part in rest:
        after = spans[-1][1]
        at = text.find(part, after, after + MAX_GAP + len(part))
        if at < 0:
            return ()
        spans.append((at, at + len(part)))
    return tuple(spans)
