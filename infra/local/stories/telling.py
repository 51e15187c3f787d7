"""What the demonstrations share: a timeline as it happens, a phone, and desks."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from casework.web.dates import deadline_text, moment_text
from infra.local.browse import UnexpectedAnswerError, Visitor, heading, hidden_field
from infra.local.console import sign_in
from infra.local.token import token_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from infra.local.console import Colleague
    from infra.local.deploy import Deployment

PATIENCE_SECONDS = 120
WIDEST_NAME = 4


@dataclass(slots=True)
class Story:
    """Tells what happens, with the seconds since the beginning."""

    deployment: Deployment
    filing_path: str
    began: float = field(default_factory=time.monotonic)
    phone: Visitor = field(init=False)
    """The enterprise's."""
    _colleagues: dict[str, Colleague] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Each story's enterprise has a phone of its own."""
        self.phone = Visitor(self.deployment.engine.port)

    def tell(self, who: str, what: str) -> None:
        """One line of the timeline."""
        elapsed = f"{time.monotonic() - self.began:6.1f} s"
        print(f"{elapsed}  {who}{'　' * (WIDEST_NAME - len(who))}  {what}", flush=True)

    def desk(self, username: str) -> Visitor:
        """A program that works for a member of staff, with a token."""
        return Visitor(self.deployment.engine.port, token_for(self.deployment, username))

    def at_desk(self, username: str) -> Colleague:
        """A member of staff at the console's pages, signed in once a story."""
        if username not in self._colleagues:
            self._colleagues[username] = sign_in(self.deployment, username)
        return self._colleagues[username]

    def act(self, username: str, case_id: str, operation: str, **fields: str | list[str]) -> str:
        """Fill in and send the form of an operation on the case page; the sentence that the page
        then begins with. `__` in the name of a field stands for a dot.
        """
        named = {name.replace("__", "."): value for name, value in fields.items()}
        return heading(self.at_desk(username).do(case_id, operation, named).text)

    def file(self, form: Mapping[str, str]) -> str:
        """Scan, fill in, send twice; returns the path of the tracking page."""
        page = self.phone.get(self.filing_path).text
        self.tell("企业", f"扫码，打开“{heading(page)}”")
        fields = {"form_key": hidden_field(page, "form_key"), "lang": "zh", **form}
        receipt = self.phone.post_form(self.filing_path, fields).location
        if receipt != self.phone.post_form(self.filing_path, fields).location:
            raise UnexpectedAnswerError("the same form made two cases")
        self.tell("企业", f"提交（点了两次，仍是一件）：{heading(self.phone.get(receipt).text)}")
        return re.sub(r"/filed.*", "", receipt)

    def rate(self, tracking: str, text: str) -> None:
        """The enterprise is satisfied (E1)."""
        page = self.page(tracking)
        found = re.search(r'href="(/e/[^"]+)"', page)
        if not found:
            raise UnexpectedAnswerError("the tracking page does not offer a rating")
        answers = {"lang": "zh", "grade": "satisfied", "text": text, "text_consent": "on"}
        path = found[1].replace("&amp;", "&")
        thanks = self.phone.post_form(path, answers).location
        self.tell("企业", f"评价“满意”：{heading(self.phone.get(thanks).text)}")

    def act_by_link(self, tracking: str, act: str, **fields: str) -> str:
        """What the enterprise does on its tracking page; the page's heading afterwards."""
        key = hidden_field(self.page(tracking), "form_key")
        sent = {"act": act, "form_key": key, "lang": "zh", **fields}
        return heading(self.phone.get(self.phone.post_form(tracking, sent).location).text)

    def page(self, tracking: str) -> str:
        """The tracking page as it is now."""
        return self.phone.get(f"{tracking}?lang=zh").text

    def wait_for_heading(self, tracking: str, words: str) -> str:
        """The tracking page's heading once it holds these words."""

        def seen() -> str | None:
            said = heading(self.page(tracking))
            return said if words in said else None

        return str(wait_for(f"the heading {words}", seen))

    def wait_for_triage(self, tracking: str) -> str:
        """The tracking page's heading once a clerk may decide where the case goes."""
        clerk, case_id = self.at_desk("clerk"), case_id_of(tracking)
        wait_for("the triage", lambda: clerk.may(case_id, "assignment"))
        return heading(self.page(tracking))


def wait_for(what: str, look: Callable[[], Any]) -> Any:
    """What `look` finds, as soon as it finds something; UnexpectedAnswerError after two minutes."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.3)
    raise UnexpectedAnswerError(f"{what} did not come within {PATIENCE_SECONDS} s")


def case_id_of(tracking: str) -> str:
    """The case behind a tracking path."""
    return tracking.removeprefix("/t/").partition("-")[0]


def deadline(instant: str) -> str:
    """An instant of the API as a deadline in words."""
    return deadline_text(datetime.fromisoformat(instant), "zh", datetime.now(UTC))


def moment(instant: str) -> str:
    """An instant of the API as a moment in words."""
    return moment_text(datetime.fromisoformat(instant), "zh", datetime.now(UTC))
