"""Reads pages as people do: what a notice says, what stands in a field, what elements there are."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from casework.web.pages.notice import problem_notice
from casework.web.wording import wording

if TYPE_CHECKING:
    from casework.web.forms.posted import FormProblem


def hidden_field(page: str, name: str) -> str:
    """The value of a form's hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"the page has no field {name}"
    return found[1]


def problems(page: str) -> list[tuple[str, str]]:
    """What the error summary of a page says: the field that each entry leads to, and the words."""
    summary = re.findall(r'<div class="summary".*?</div>', page, re.DOTALL)
    return re.findall(r'<a href="#([^"]+)">([^<]+)</a>', "".join(summary))


def notice(page: str) -> str:
    """The title of the notice above a form, or nothing."""
    found = re.search(r'<div class="notice [^>]*>\s*<b>([^<]*)</b>', page)
    return found[1] if found else ""


def said(problem: FormProblem) -> str:
    """The title of the notice for a problem."""
    found = problem_notice(problem, wording("zh"))
    assert found
    return found.title


def typed(page: str, field: str) -> str:
    """What a page shows in a field."""
    area = re.search(rf'<textarea id="{field}"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    line = re.search(rf'<input id="{field}"[^>]*? value="([^"]*)"', page)
    found = area or line
    assert found, f"the page has no field {field}"
    return unescape(found[1])


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)


def elements(page: str) -> set[str]:
    """Which elements a browser makes of a page."""
    parser = _Elements()
    parser.feed(page)
    return parser.found


def heading(page: str) -> str:
    """What a page says first, as plain words."""
    found = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
    assert found, "the page has no heading"
    return unescape(re.sub("<[^>]+>", "", found[1]))


def upload_form(page: str) -> tuple[str, dict[str, str]]:
    """Where the form for a file posts to, and the fields before the file."""
    form = re.search(r'<form method="post" action="(http[^"]+)" enctype.*?</form>', page, re.DOTALL)
    assert form, "the page takes no file"
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form[0])
    return unescape(form[1]), {name: unescape(value) for name, value in fields}
