"""The forms of a page as a browser has them: where each leads, and what it sends untouched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from infra.local.browse import UnexpectedAnswerError

CHOSEN_BY_TICKING = frozenset({"radio", "checkbox"})


@dataclass
class Form:
    """A form: where it posts to, what its fields hold, and what each may be set to."""

    action: str
    held: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    """Fields of the form by name; those that are chosen, with their values."""

    def filled(self, fields: dict[str, str | list[str]]) -> list[tuple[str, str]]:
        """What is sent once these fields were filled in; UnexpectedAnswerError for one that nobody
        could fill in here, and for a choice that is not offered.
        """
        sent = dict(self.held)
        for name, value in fields.items():
            values = [value] if isinstance(value, str) else value
            offered = self.choices.get(name)
            if offered is None or (offered and not set(values) <= set(offered)):
                raise UnexpectedAnswerError(f"{self.action} offers {offered} for {name}: {values}")
            sent[name] = values
        return [(name, value) for name, values in sent.items() for value in values]


def forms_on(page: str) -> dict[str, Form]:
    """The forms of a page by the path that each posts to."""
    reader = _Reader()
    reader.feed(page)
    return {form.action: form for form in reader.forms}


def words_of(page: str) -> str:
    """What a page says, its markup, style and scripts left out."""
    body = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = ""
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(own.get("action", ""))
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "option":
            self._offer(self._select, own.get("value", ""), chosen="selected" in own)
        elif tag == "button" and own.get("name"):
            self._form.choices.setdefault(own["name"], [])
            self._offer(own["name"], own.get("value", ""), chosen=False)
        elif tag in {"input", "textarea", "select"} and own.get("name"):
            self._control(self._form, tag, own)

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area is not None:
            typed = "".join(self._form.held.get(self._area, [])) + data
            self._form.held[self._area] = [typed.removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None

    def _control(self, form: Form, tag: str, own: dict[str, str]) -> None:
        name, kind = own["name"], own.get("type", "text")
        form.choices.setdefault(name, [])
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area = name
        elif kind in CHOSEN_BY_TICKING:
            self._offer(name, own.get("value", "on"), chosen="checked" in own)
        else:
            form.held[name] = [own.get("value", "")]

    def _offer(self, name: str, value: str, *, chosen: bool) -> None:
        if self._form is None:
            return
        self._form.choices[name].append(value)
        if chosen:
            self._form.held.setdefault(name, []).append(value)
