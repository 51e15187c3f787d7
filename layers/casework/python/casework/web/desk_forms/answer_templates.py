"""Answer templates (答复模板): texts with blanks in braces that a form begins with when chosen.

They are the county's, in Chinese: whoever answers fills the blanks in.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILLED = frozenset({"answer", "reply"})
"""Operations whose text may begin with a template."""

_FILE = Path(__file__).parents[2] / "policy" / "answer_templates.json"


@dataclass(frozen=True, slots=True)
class AnswerTemplate:
    """One template; `zh` is what it is called."""

    id: str
    zh: str
    text: str


@dataclass(frozen=True, slots=True)
class TemplateLink:
    """A template as the form offers it: the link opens the form with its text."""

    href: str
    name: str


@cache
def answer_templates() -> tuple[AnswerTemplate, ...]:
    """The packaged templates, in the order of the file."""
    entries = json.loads(_FILE.read_text(encoding="utf-8"))["templates"]
    return tuple(AnswerTemplate(**entry) for entry in entries)


def template_links(operation: str, anchor: str) -> tuple[TemplateLink, ...]:
    """The templates that a form offers; none for an operation that answers nobody."""
    if operation not in FILLED:
        return ()
    return tuple(
        TemplateLink(f"?do={operation}&template={each.id}#{anchor}", each.zh)
        for each in answer_templates()
    )


def begun_with(operation: str, template: str | None) -> dict[str, list[str]] | None:
    """What the form holds as if it were typed; None where no such template was chosen."""
    if operation not in FILLED:
        return None
    chosen = (each.text for each in answer_templates() if each.id == template)
    text = next(chosen, None)
    return {"text": [text]} if text is not None else None
