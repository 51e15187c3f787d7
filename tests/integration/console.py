"""The console's pages as a person and a browser meet them: forms with what stands in them, what is
wrong, where links lead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from casework.entrypoints.staff_session import DESK
from tests.integration.callers import function_for
from tests.integration.stack import rooms

if TYPE_CHECKING:
    from casework.domain.events import Event
    from tests.integration.callers import Answer
    from tests.integration.desk_people import AtTheDesk
    from tests.integration.house import House

SENT_ALONG = {"csrf", "version", "form_key"}


@dataclass
class Control:
    """A field: how it is asked for, what it may hold, what it holds."""

    name: str
    kind: str
    options: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


@dataclass
class Form(HTMLParser):
    """A form of a page; `method` is `get` or `post`."""

    action: str
    method: str
    source: str
    controls: dict[str, Control] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what stands within it."""
        super().__init__(convert_charrefs=True)
        self._text: Control | None = None
        self._select: Control | None = None
        self.feed(self.source)

    @property
    def fields(self) -> dict[str, str | list[str]]:
        """What a browser sends if nothing is touched, without the session's token."""
        held = {each.name: each.values for each in self.controls.values() if each.values}
        return {
            name: values if len(values) > 1 else values[0]
            for name, values in held.items()
            if name != "csrf"
        }

    def filled(self, **changes: str | list[str]) -> dict[str, str | list[str]]:
        """The same with every empty field filled: a sentence, or the first choice."""
        given = dict(self.fields)
        for each in self.controls.values():
            if not each.values and each.name not in SENT_ALONG and each.kind != "checkbox":
                given[each.name] = each.options[0] if each.options else "已核对，情况属实。"
        return {**given, **changes}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One control, or one option of it."""
        own = {name: value or "" for name, value in attrs}
        name, value = own.get("name", ""), own.get("value", "")
        kind = own.get("type", "text") if tag == "input" else tag
        if tag == "option" and self._select and value:
            self._select.options.append(value)
            if "selected" in own:
                self._select.values.append(value)
        if tag not in {"input", "textarea", "select"} or not name:
            return
        control = self.controls.setdefault(name, Control(name, kind))
        if kind in {"radio", "checkbox"}:
            control.options.append(value)
            control.values += [value] if "checked" in own else []
        elif kind == "textarea":
            self._text = control
        elif kind == "select":
            self._select = control
        elif value:
            control.values.append(value)

    def handle_data(self, data: str) -> None:
        """What stands in a text area; its first line break is the markup's."""
        if self._text is not None and data.removeprefix("\n"):
            self._text.values.append(data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        """No more of that field."""
        self._text = None if tag == "textarea" else self._text
        self._select = None if tag == "select" else self._select


def forms_on(page: str) -> dict[str, Form]:
    """The forms of a page by where they lead; signing out, which is on each, is left out."""
    found = {}
    for attributes, body in re.findall(r"<form\b([^>]*)>(.*?)</form>", page, re.DOTALL):
        action = re.search(r'action="([^"]*)"', attributes)
        method = re.search(r'method="([^"]*)"', attributes)
        form = Form(action[1] if action else "", method[1] if method else "get", body)
        found[form.action] = form
    found.pop("/sign-in/end", None)
    return found


def operations_on(page: str, case_id: str) -> set[str]:
    """The operations that a case page offers."""
    pattern = re.compile(rf"/desk/(?:cases|oversight)/{case_id}/(.+)")
    matches = (pattern.fullmatch(action) for action in forms_on(page))
    return {found[1] for found in matches if found}


def open_operations(page: str) -> list[str]:
    """The anchors of forms that stand open."""
    return re.findall(r'<section class="do open[^"]*" id="do-([^"]+)"', page)


def links_on(page: str) -> set[str]:
    """Where the links of a page lead, within our own site."""
    return {link for link in re.findall(r'href="(/[^"#]*)', page) if link.startswith(DESK)}


def has_a_route(method: str, path: str) -> bool:
    """Whether the template and the room behind it take a request."""
    try:
        room = rooms()[function_for(method, path)]
    except LookupError:
        return False
    routes = [*room.app._static_routes, *room.app._dynamic_routes]
    return any(each.rule.match(path) and method in each.method for each in routes)


def events_of(house: House, case_id: str) -> list[str]:
    """What happened in a case, by the types of its events."""
    return [event.type for event in house.case_file(case_id).events]


def last_event(house: House, case_id: str) -> Event:
    """The last event of a case."""
    return house.case_file(case_id).events[-1]


def form_for(person: AtTheDesk, case_id: str, operation: str) -> Form:
    """The form of an operation on the case page of this person."""
    page = person.get(f"/desk/cases/{case_id}")
    assert page.status == 200, page.text
    found = [
        form
        for action, form in forms_on(page.text).items()
        if action.endswith(f"/{case_id}/{operation}")
    ]
    assert found, f"no form for {operation}"
    return found[0]


def is_a_desk_page(answer: Answer) -> bool:
    """Whether an answer carries what every page of the console does: no cache keeps it, nothing
    foreign runs in it or frames it, no referrer tells of it.
    """
    headers = answer.headers
    policy = headers.get("content-security-policy", "")
    wanted = ("default-src 'none'", "form-action 'self'", "base-uri 'none'")
    return (
        headers["cache-control"] == "no-store"
        and headers["referrer-policy"] == "no-referrer"
        and headers["x-content-type-options"] == "nosniff"
        and all(part in policy for part in (*wanted, "frame-ancestors 'none'"))
        and "unsafe" not in policy
    )
