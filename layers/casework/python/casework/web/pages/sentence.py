"""The headline of a tracking page, and its sentences: catalogue text with values filled in."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Headline:
    """`kind` (going, done, late) and `word` make the mark, `title` the heading, `line` the sentence
    beneath.
    """

    kind: str
    word: str
    title: str
    line: Markup


def sentence(text: str, **values: str) -> Markup:
    """A sentence of the catalogue with its values filled in, each escaped unless it is markup of
    ours.
    """
    return Markup(text) % values  # noqa: S704 - catalogue text


def bold(text: str) -> Markup:
    """What the eye shall find first."""
    return Markup("<b>{}</b>").format(text)
