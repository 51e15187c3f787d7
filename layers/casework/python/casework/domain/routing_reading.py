"""What routing sees in a case: known phrases, and the bodies and townships that it names."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.domain.duty_catalogue import DutyCatalogue
from casework.domain.organisation import Mentions, Organisation
from casework.domain.phrases import Found, Span, normalise

END = "。"
"""Closes every text that is read, so that a phrase can ask for the end of one: 能办不。"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text reduced to known phrases, before anyone judges them; nothing else of the text goes
    any further.
    """

    found: Found
    mentions: Mentions
    category: str | None
    townships: frozenset[str]

    def has_any(self, *kinds: frozenset[str]) -> bool:
        """Whether a phrase of any of these kinds was found."""
        return any(not kind.isdisjoint(self.found) for kind in kinds)

    def spans_of(self, phrases: frozenset[str]) -> list[Span]:
        """Where the phrases stand."""
        return [span for phrase in self.found if phrase in phrases for span in self.found[phrase]]

    def marks(self, phrases: frozenset[str], unless: frozenset[str]) -> list[Span]:
        """Where the phrases stand, but for those inside a phrase that only sounds like one
        (不想打官司, 打官司).
        """
        shields = self.spans_of(unless)
        return [span for span in self.spans_of(phrases) if not lies_within(span, shields)]


def read_case(
    text: str,
    category: str | None,
    township: str | None,
    catalogue: DutyCatalogue,
    organisation: Organisation,
) -> Reading:
    """Read a case; without a township of its own it may be in any that its text names."""
    normal = normalise(text) + END
    mentions = organisation.mentions(normal)
    townships = frozenset({township}) if township else mentions.townships
    return Reading(catalogue.phrases.find(normal), mentions, category, townships)


def lies_within(span: Span, spans: Iterable[Span]) -> bool:
    """Whether one of the spans covers the span."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)
