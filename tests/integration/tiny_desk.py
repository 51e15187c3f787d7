"""A room with pages for staff, as small as can be: one page, and one form on it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from casework.domain.session import (
    ForeignRequestError,
    FormOfAnotherSessionError,
    key_of_token,
    opaque_token,
    start_session,
)
from casework.entrypoints.pages import html, posted_form
from casework.entrypoints.staff_session import (
    NoSessionError,
    SignedIn,
    check_csrf,
    sign_in_first,
    signed_in_session,
    take_draft,
)
from tests.builders import NOW, clerk
from tests.fakes import InMemoryDrafts, InMemorySessions, InMemoryStaff
from tests.identity import ISSUER, PHONE
from tests.integration.payloads import payload

if TYPE_CHECKING:
    from casework.entrypoints.pages import Page

HOST = "desk.example"
PAGE, FORM = "/desk/cases/E8MY09Q4P0HG", "/desk/cases/E8MY09Q4P0HG/return"
TOKEN = opaque_token(bytes(range(32)))
KEY = str(key_of_token(TOKEN))
HALF_A_DAY = timedelta(hours=12)


@dataclass
class Desk:
    """A page that shows what was typed before, and a form that does something."""

    sessions: InMemorySessions = field(default_factory=InMemorySessions)
    registry: InMemoryStaff = field(default_factory=InMemoryStaff)
    drafts: InMemoryDrafts = field(default_factory=InMemoryDrafts)
    now = NOW
    done: list[dict[str, list[str]]] = field(default_factory=list)
    app: APIGatewayHttpResolver = field(default_factory=APIGatewayHttpResolver)

    def __post_init__(self) -> None:
        """A clerk is at work."""
        self.registry.put(ISSUER, "s-1", clerk())
        self.sessions.add(KEY, start_session((ISSUER, "s-1"), clerk(), PHONE, "5ec4e7", NOW))
        self.app.get("/desk/<rest>")(lambda rest: self.show())
        self.app.get(PAGE)(self.show)
        self.app.post(FORM)(self.act)

        self.app.exception_handler(NoSessionError)(self.sign_in)
        for kind in (ForeignRequestError, FormOfAnotherSessionError):
            self.app.exception_handler(kind)(lambda error: html(403, error.code))

    def sign_in(self, error: NoSessionError) -> Page:
        """What a request without a session gets."""
        event = self.app.current_event
        return sign_in_first(event, error, self.now, drafts=self.drafts)

    def signed_in(self) -> SignedIn:
        """Who asks."""
        return signed_in_session(
            self.app.current_event,
            self.now,
            sessions=self.sessions,
            registry=self.registry,
            page=PAGE,
        )

    def show(self) -> Page:
        """The page, with what was typed before."""
        signed_in = self.signed_in()
        draft = take_draft(self.app.current_event, signed_in, PAGE, self.now, drafts=self.drafts)
        return html(200, f"{signed_in.member.id} {draft.form} {draft.fields}" if draft else "blank")

    def act(self) -> Page:
        """What the form does."""
        signed_in = self.signed_in()
        fields = posted_form(self.app.current_event).fields
        check_csrf(self.app.current_event, fields, signed_in)
        self.done.append(fields)
        return html(200, "done")

    @property
    def csrf(self) -> str:
        """The token of the forms of the first session."""
        return self.sessions.sessions[KEY].csrf_token

    def get(self, path: str, cookies: str = f"session={TOKEN}", **headers: str) -> dict[str, Any]:
        """Open an address; header names with `_` for `-`."""
        return self.send("GET", path, cookies, b"", headers)

    def post(
        self, fields: dict[str, str], cookies: str = f"session={TOKEN}", **headers: str
    ) -> dict[str, Any]:
        """Send the form."""
        return self.send("POST", FORM, cookies, urlencode(fields).encode(), headers)

    def send(
        self, method: str, path: str, cookies: str, body: bytes, headers: dict[str, str]
    ) -> dict[str, Any]:
        """Any request, as API Gateway hands it over."""
        event, parts = payload("scan_intake__open_form"), urlsplit(path)
        own = {name.replace("_", "-"): value for name, value in headers.items()}
        event |= {"rawPath": parts.path, "rawQueryString": parts.query}
        event["queryStringParameters"] = dict(
            pair.split("=") for pair in parts.query.split("&") if pair
        )
        event["headers"] = {"host": HOST, "user-agent": PHONE, **own}
        event["cookies"] = cookies.split("; ") if cookies else []
        event |= {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
        event["requestContext"]["http"] |= {"method": method, "path": parts.path}
        return self.app.resolve(event, None)  # type: ignore[arg-type] # no context is looked at


def location(answer: dict[str, Any]) -> str:
    """Where an answer leads."""
    assert answer["statusCode"] == 303
    return str(answer["headers"]["Location"])


def text(answer: dict[str, Any]) -> str:
    """What an answer says."""
    return str(answer["body"])
