"""The catalogue's words by which complaints about public bodies (作风投诉) are known."""

from collections.abc import Collection
from dataclasses import dataclass

from casework.domain.configuration_fields import count_of, entry_of, known, words_of

WORD_LISTS = (
    "plain",
    "soft",
    "private_causes",
    "near_body",
    "hints",
    "unless",
    "acts",
    "enquiries",
    "questions",
)


@dataclass(frozen=True, slots=True)
class Conduct:
    """Words about the conduct of public bodies, and words that make a text doubtful without them.

    What is a complaint: `plain` say it by themselves. `soft` can be said of anyone: they count
    unless the matter is clearly a private wrong, one of the `private_causes` shows that somebody
    else or an accident is behind it, and neither a body nor one of the `acts` of public power is
    named. `near_body` count within `window` characters of a public body or official; `hints`
    likewise, unless one of the `enquiries` shows that somebody asks how to do something. `unless`
    are phrases that only sound so.

    What is doubtful, so that a person decides: without an enquiry, a text that names a body, tells
    of an act or is filed under one of `categories`; without even one of the weaker `questions`, one
    that is not about a private wrong with a private cause.

    `duty` is the inspectors' duty that complaints about public bodies are.
    """

    duty: str
    categories: frozenset[str]
    window: int
    plain: frozenset[str]
    soft: frozenset[str]
    private_causes: frozenset[str]
    near_body: frozenset[str]
    hints: frozenset[str]
    unless: frozenset[str]
    acts: frozenset[str]
    enquiries: frozenset[str]
    questions: frozenset[str]

    @classmethod
    def from_mapping(
        cls, mapping: object, duties: Collection[str], categories: Collection[str]
    ) -> "Conduct":
        """The words of a parsed file; ConfigurationError for an unknown duty or category, or a list
        that is missing.
        """
        required = ("duty", "categories", "window", *WORD_LISTS)
        entry = entry_of(mapping, "conduct", required)
        filed_under = words_of(entry["categories"], "conduct.categories")
        return cls(
            duty=known(entry["duty"], duties, "conduct.duty"),
            categories=frozenset(known(each, categories, "conduct") for each in filed_under),
            window=count_of(entry["window"], "conduct.window"),
            **{name: frozenset(words_of(entry[name], f"conduct.{name}")) for name in WORD_LISTS},
        )

    def words(self) -> frozenset[str]:
        """All words of all lists."""
        return frozenset().union(*(getattr(self, name) for name in WORD_LISTS))
