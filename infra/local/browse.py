"""A small HTTP client for this machine's deployment: forms like a phone, JSON like a system."""

from __future__ import annotations

import http.client
import json
import re
import secrets
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

from infra.local.after_deploy import DOMAIN


class UnexpectedAnswerError(Exception):
    """An answer had another status than the one the step needs."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers that matter here, and the body as text."""

    status: int
    location: str
    text: str

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.text)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Someone without an account (or, with a token, a member of staff) at the local deployment."""

    port: int
    token: str = ""
    device: str = field(default_factory=lambda: f"Mashangban-demo/{secrets.token_hex(8)}")
    """How its browser looks: filings are counted by network and browser."""

    def get(self, path: str, status: int = 200) -> Answer:
        """Open a page or read a resource."""
        return self._send("GET", path, status)

    def post_form(self, path: str, fields: dict[str, str], status: int = 303) -> Answer:
        """Send a form as a browser does."""
        return self._send(
            "POST", path, status, urlencode(fields), "application/x-www-form-urlencoded"
        )

    def post_json(self, path: str, body: dict[str, Any], status: int = 200) -> Answer:
        """Send a command as a system does."""
        return self._send("POST", path, status, json.dumps(body), "application/json")

    def _send(
        self, method: str, path: str, status: int, body: str | None = None, kind: str = ""
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": f"{DOMAIN}:{self.port}", "Accept-Language": "zh-CN"}
        headers["User-Agent"] = self.device
        if kind:
            headers["Content-Type"] = kind
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            location = urlsplit(response.headers.get("Location", ""))
            where = f"{location.path}?{location.query}".rstrip("?")
            answer = Answer(response.status, where, response.read().decode())
        finally:
            connection.close()
        if answer.status != status:
            what = f"{method} {urlsplit(path).path}: {answer.status} instead of {status}"
            raise UnexpectedAnswerError(f"{what}\n{answer.text[:600]}")
        return answer


def hidden_field(page: str, name: str) -> str:
    """The value of a form's hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    if not found:
        raise UnexpectedAnswerError(f"the page has no field {name}")
    return found[1]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == "h1"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words.append(data.strip())


def heading(page: str) -> str:
    """What the page says first."""
    words = _Words()
    words.feed(page)
    return "".join(words.words)
