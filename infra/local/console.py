"""A member of staff at the console's pages, as with a browser: signed in at the identity provider's
page, a session cookie, and forms that are looked for on a page, filled in and sent.
"""

from __future__ import annotations

import http.client
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from infra.local.accounts import PASSWORD
from infra.local.after_deploy import DOMAIN
from infra.local.browse import UnexpectedAnswerError
from infra.local.page_forms import Form, forms_on, words_of
from infra.local.sign_in import way_back

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infra.local.deploy import Deployment

FORM = "application/x-www-form-urlencoded"
MOST_REDIRECTS = 5
REDIRECTED = frozenset({302, 303})


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as a browser has it at last, redirects within the site followed."""

    status: int
    path: str
    text: str

    @property
    def words(self) -> str:
        """What the page says."""
        return words_of(self.text)

    @property
    def forms(self) -> dict[str, Form]:
        """Its forms by where they post to."""
        return forms_on(self.text)

    def form(self, end: str) -> Form:
        """The form whose address ends so; UnexpectedAnswerError where the page has none."""
        found = next((form for action, form in self.forms.items() if action.endswith(end)), None)
        if found is None:
            raise UnexpectedAnswerError(f"{self.path} has no form for {end}: {list(self.forms)}")
        return found


@dataclass(slots=True)
class Browser:
    """Keeps the cookies of the deployment, and looks like no other browser."""

    port: int
    language: str = "zh-CN"
    user_agent: str = field(default_factory=lambda: f"Mashangban-demo/{secrets.token_hex(8)}")
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Shown:
        """Open a page."""
        return self._follow("GET", path, None)

    def post(self, path: str, fields: list[tuple[str, str]], **headers: str) -> Shown:
        """Send a form and see what comes of it."""
        return self._follow("POST", path, urlencode(fields), headers)

    def ask(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        """One request: the status, where it leads, the body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {**self._headers(body), **(headers or {})})
            answer = connection.getresponse()
            for name, text in answer.getheaders():
                if name.lower() == "set-cookie":
                    self._keep(text)
            text = answer.read().decode(errors="replace")
            return answer.status, answer.getheader("Location", ""), text
        finally:
            connection.close()

    def _follow(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str] | None = None
    ) -> Shown:
        for _ in range(MOST_REDIRECTS):
            status, location, text = self.ask(method, path, body, headers)
            led = urlsplit(location)
            if status not in REDIRECTED or led.netloc not in {"", f"{DOMAIN}:{self.port}"}:
                return Shown(status, path, text)
            method, body, headers = "GET", None, None
            path = f"{led.path}?{led.query}".rstrip("?")
        raise UnexpectedAnswerError(f"{path} leads round and round")

    def _headers(self, body: str | None) -> dict[str, str]:
        headers = {
            "Host": f"{DOMAIN}:{self.port}",
            "User-Agent": self.user_agent,
            "Accept-Language": self.language,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        return headers if body is None else {**headers, "Content-Type": FORM, "Origin": "null"}

    def _keep(self, text: str) -> None:
        pair, *attributes = text.split("; ")
        name, _, value = pair.partition("=")
        if "Max-Age=0" in attributes:
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who has signed in and works at the console's pages."""

    username: str
    browser: Browser

    def open(self, path: str) -> Shown:
        """Open a page that this person may see."""
        return self._seen(self.browser.get(path))

    def case(self, case_id: str) -> Shown:
        """The case page."""
        return self.open(f"/desk/cases/{case_id}")

    def may(self, case_id: str, operation: str) -> bool:
        """Whether the case page offers an operation now."""
        actions = self.case(case_id).forms
        return any(action.endswith(f"/{case_id}/{operation}") for action in actions)

    def do(self, case_id: str, operation: str, fields: Mapping[str, str | list[str]]) -> Shown:
        """Fill in the form of an operation on the case page and send it; the page afterwards."""
        form = self.case(case_id).form(f"/{case_id}/{operation}")
        return self.send(form, fields)

    def send(self, form: Form, fields: Mapping[str, str | list[str]]) -> Shown:
        """Fill in a form that stands on a page and send it."""
        return self._seen(self.browser.post(form.action, form.filled(dict(fields))))

    def _seen(self, page: Shown) -> Shown:
        if page.status >= http.client.BAD_REQUEST:
            what = f"{self.username}: {page.path} answered {page.status}"
            raise UnexpectedAnswerError(f"{what}\n{page.words[:800]}")
        return page


def sign_in(
    deployment: Deployment,
    username: str,
    *,
    to: str = "/desk/cases",
    browser: Browser | None = None,
) -> Colleague:
    """Somebody who has been to the identity provider's page and back to a page of the console, in
    a browser of their own unless one is given.

    Raises SignInError where the issuer refuses, UnexpectedAnswerError where we do.
    """
    browser = browser or Browser(deployment.engine.port)
    status, address, _ = browser.ask("GET", f"/sign-in/start?{urlencode({'to': to})}", None)
    if status not in REDIRECTED:
        raise UnexpectedAnswerError(f"the way to the identity provider: {status}")
    returned = urlsplit(way_back(address, (username, PASSWORD)))
    shown = browser.get(f"{returned.path}?{returned.query}")
    if "session" not in browser.cookies:
        raise UnexpectedAnswerError(f"{username} has no session: {shown.status} {shown.path}")
    return Colleague(username, browser)
