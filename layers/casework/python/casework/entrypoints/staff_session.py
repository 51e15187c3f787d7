"""Who works at the desk's pages: the session behind a cookie, its forms, and what was typed when it
was over (DESIGN 8).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from casework.domain.draft import DRAFT_AGE, Draft
from casework.domain.session import (
    KEPT_AFTER,
    SESSION_AGE,
    ForeignRequestError,
    FormOfAnotherSessionError,
    SessionRefusal,
)
from casework.entrypoints.cookies import clear_cookie, cookie, go_to, set_cookie
from casework.entrypoints.http import BodyTooLargeError, NotSignedInError, header, query
from casework.entrypoints.pages import posted_form
from casework.services.check_session import check_session
from casework.services.keep_draft import keep_draft
from casework.services.keep_draft import take_draft as draft_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from aws_lambda_powertools.shared.cookies import Cookie
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.domain.session import StaffSession
    from casework.domain.staff import StaffMember
    from casework.entrypoints.pages import Page
    from casework.ports import Drafts, Sessions, StaffRegistry
    from casework.services.check_session import PresentedSession

SESSION = "session"
"""The session cookie."""

CSRF_FIELD = "csrf"
"""The hidden field of every form at the desk; its value is `SignedIn.csrf_token`."""

DESK = "/desk"
START = "/sign-in/start"
OWN = frozenset({"same-origin", "none"})
"""What `Sec-Fetch-Site` says of our own pages and of the address bar (W3C Fetch Metadata)."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A member of staff at work: who, as registered at this moment, and the session."""

    member: StaffMember
    key: str
    session: StaffSession

    @property
    def csrf_token(self) -> str:
        """What the forms of this session carry in the field `csrf`."""
        return self.session.csrf_token


class NoSessionError(NotSignedInError):
    """Nobody is signed in; `why` says how so, `presented` is the session that is not good (HTTP
    401, which `sign_in_first` turns into a sign-in). `page` is the path of the page that holds the
    form that was posted, where that is not the form's own.
    """

    def __init__(
        self, why: SessionRefusal, presented: PresentedSession | None = None, page: str = ""
    ) -> None:
        super().__init__(why=why.value)
        self.why = why
        self.presented = presented
        self.page = page


def session_cookie(token: str) -> Cookie:
    """What the browser keeps of a session: a day longer than it lasts, so that a form sent too late
    still says whose it was.
    """
    return set_cookie(SESSION, token, "/", SESSION_AGE + KEPT_AFTER)


def no_session_cookie() -> Cookie:
    """What makes the browser forget its session."""
    return clear_cookie(SESSION, "/")


def signed_in_session(
    event: APIGatewayProxyEventV2,
    now: datetime,
    *,
    sessions: Sessions,
    registry: StaffRegistry,
    page: str = "",
) -> SignedIn:
    """The person that the request's cookie stands for; two requests to the store.

    Raises NoSessionError, with the `page` to come back to, without a good one. One that comes from
    another browser, or whose person has another role or unit by now, is ended.
    """
    presented = check_session(
        cookie(event, SESSION), _user_agent(event), now, sessions=sessions, registry=registry
    )
    if presented is None:
        raise NoSessionError(SessionRefusal.MISSING, page=page)
    if presented.refusal is not None or presented.member is None:
        raise NoSessionError(presented.refusal or SessionRefusal.ROLE_CHANGED, presented, page)
    return SignedIn(presented.member, presented.key, presented.session)


def check_csrf(
    event: APIGatewayProxyEventV2, fields: Mapping[str, Sequence[str]], signed_in: SignedIn
) -> None:
    """Let only forms of this very session pass.

    Raises ForeignRequestError when the browser says that another site sent it, which is never shown
    again, and FormOfAnotherSessionError for a missing or other token: whoever signed in again in
    another window gets the form once more with what was typed, to check and send.
    """
    if is_from_elsewhere(event):
        raise ForeignRequestError
    if not signed_in.session.accepts_token(_token(fields)):
        raise FormOfAnotherSessionError


def sign_in_first(
    event: APIGatewayProxyEventV2, error: NoSessionError, now: datetime, *, drafts: Drafts
) -> Page:
    """The answer to a request without a session: sign in, then come back to the error's page, whose
    path a query may follow. What was typed is kept when the form was made in the session that is
    over.

    Whoever comes from one of our pages, or with a session that is over, is first shown why: what
    may be a form's request is not redirected to another site by browsers that keep to `form-action
    'self'` (Chromium does not go there), so the way to the identity provider begins at a link.
    """
    is_on_the_way = header(event, "sec-fetch-site") == "same-origin" or cookie(event, SESSION)
    asks = {"ask": "1"} if is_on_the_way else {}
    if event.request_context.http.method != "POST":
        asked = f"{event.raw_path}?{event.raw_query_string}"
        return _sign_in(asked.removesuffix("?"), asks)
    page = error.page or event.raw_path
    token = _kept(event, error, page, now, drafts)
    if token is None:
        return _sign_in(page, {"ask": "1"})
    returned_to = f"{page}{'&' if '?' in page else '?'}draft=1"
    name = _draft_cookie(page)
    return _sign_in(returned_to, {"ask": "1"}, set_cookie(name, token, DESK, DRAFT_AGE))


def take_draft(
    event: APIGatewayProxyEventV2, signed_in: SignedIn, path: str, now: datetime, *, drafts: Drafts
) -> Draft | None:
    """What this person had typed in a form of the page at `path`, when the page was opened with
    `draft=1` after a sign-in; one request to the store then, none otherwise.

    `Draft.form` is the path that the form was posted to, `Draft.fields` what was typed.
    """
    if query(event, "draft") != "1":
        return None
    token = cookie(event, _draft_cookie(path))
    owner = signed_in.member.id
    return draft_of(token, owner, _bare(path), now, drafts=drafts)


def is_from_elsewhere(event: APIGatewayProxyEventV2) -> bool:
    """Whether the browser says that another site sent the request.

    Our pages forbid referrers, so a browser calls their origin `null` (Fetch, 3.1): that alone says
    nothing, and only the form's token decides.
    """
    site, origin = header(event, "sec-fetch-site"), header(event, "origin")
    if site is not None:
        return site.lower() not in OWN
    if origin is None or origin == "null":
        return False
    try:
        return urlsplit(origin).netloc.lower() != (header(event, "host") or "").lower()
    except ValueError:
        return True


def _kept(
    event: APIGatewayProxyEventV2, error: NoSessionError, page: str, now: datetime, drafts: Drafts
) -> str | None:
    """The cookie of a draft; None for a form that was not made in the session that is over, or is
    larger than any of ours.
    """
    presented = error.presented
    if presented is None or is_from_elsewhere(event):
        return None
    try:
        posted = posted_form(event)
    except BodyTooLargeError:
        return None
    if posted.is_broken or not presented.session.accepts_token(_token(posted.fields)):
        return None
    fields = {name: values for name, values in posted.fields.items() if name != CSRF_FIELD}
    return keep_draft(presented, event.raw_path, _bare(page), fields, now, drafts=drafts)


def _sign_in(to: str, asks: Mapping[str, str], *cookies: Cookie) -> Page:
    return go_to(f"{START}?{urlencode({'to': to, **asks})}", *cookies)


def _token(fields: Mapping[str, Sequence[str]]) -> str:
    return next(iter(fields.get(CSRF_FIELD, ())), "")


def _draft_cookie(page: str) -> str:
    """Each page has a cookie of its own, so that two open windows keep both drafts."""
    return f"draft_{hashlib.sha256(_bare(page).encode()).hexdigest()[:8]}"


def _bare(path: str) -> str:
    return path.partition("?")[0]


def _user_agent(event: APIGatewayProxyEventV2) -> str:
    return header(event, "user-agent") or ""
