"""Sign-in: staff go to the identity provider and come back with a session (员工登录, DESIGN 8)."""

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from casework.adapters.clients import LateClient
from casework.adapters.dynamodb import table
from casework.adapters.dynamodb.configuration import ORGANISATION, DynamoConfiguration
from casework.adapters.dynamodb.sessions import DynamoSessions
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.adapters.master_secret import secret_mint
from casework.adapters.oidc_issuer import OidcIssuer
from casework.config import from_environment
from casework.domain.errors import CaseworkError, StoreUnavailableError
from casework.domain.organisation import Organisation
from casework.domain.session import ForeignRequestError, FormOfAnotherSessionError
from casework.domain.sign_in import (
    FIRST_PAGE,
    SIGN_IN_AGE,
    IssuerUnavailableError,
    NotRegisteredError,
    SignInDeniedError,
    SignInInterruptedError,
    SignInSeal,
    path_of_ours,
)
from casework.entrypoints.clock import utc_now
from casework.entrypoints.cookies import clear_cookie, cookie, go_to, set_cookie
from casework.entrypoints.http import base_url, header, query, status_of
from casework.entrypoints.observability import logger
from casework.entrypoints.pages import Page, html, language_of, page_app, posted_form
from casework.entrypoints.staff_session import (
    START,
    NoSessionError,
    check_csrf,
    no_session_cookie,
    session_cookie,
    signed_in_session,
)
from casework.services.sign_in_staff import (
    Return,
    SignedInStaff,
    begin_sign_in,
    finish_sign_in,
)
from casework.web.pages.sign_in import SignInState, sign_in_page

PATH = "/sign-in"
LATER = frozenset({"server_error", "temporarily_unavailable"})
"""What an issuer says when it may do better in a moment (RFC 6749, 4.1.2.1)."""

STATES: tuple[tuple[type[CaseworkError], SignInState], ...] = (
    (NotRegisteredError, SignInState.NOT_REGISTERED),
    (SignInInterruptedError, SignInState.INTERRUPTED),
    (SignInDeniedError, SignInState.DENIED),
    (StoreUnavailableError, SignInState.UNAVAILABLE),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    secret_id: str
    aws_region: str
    oidc_issuer: str
    oidc_client_id: str
    oidc_discovery_url: str = ""
    staff_base_url: str = ""


class Room:
    """What the use cases need, made once per container."""

    def __init__(self, settings: Settings) -> None:
        """Bind the table; nothing is read and nobody asked before the first use."""
        region = settings.aws_region
        table.bind(settings.table_name, region)
        self.configuration = DynamoConfiguration((ORGANISATION,))
        self.registry = DynamoStaff()
        self.sessions = DynamoSessions()
        self.issuer = OidcIssuer(
            settings.oidc_issuer, settings.oidc_client_id, settings.oidc_discovery_url
        )
        self.staff_base_url = settings.staff_base_url
        self.mint = secret_mint(
            LateClient("secretsmanager", region, table.session()), settings.secret_id
        )

    @property
    def seal(self) -> SignInSeal:
        """Sign-ins under the deployment's secret, fetched at first use."""
        return SignInSeal(self.mint().master)

    @property
    def organisation(self) -> Organisation:
        """Who there is in the jurisdiction, as now in force."""
        return self.configuration.organisation()


@cache
def room() -> Room:
    """The room of this container."""
    return Room(from_environment(Settings))


app = page_app(lambda: room().organisation)


@app.get("/sign-in/start")
def start() -> Page:
    """On to the identity provider; or first a word why, for a browser whose session is over."""
    to = path_of_ours(query(app.current_event, "to"))
    if query(app.current_event, "ask") == "1":
        typed = to.endswith(("?draft=1", "&draft=1"))
        state = SignInState.TYPED if typed else SignInState.OVER
        return _page(200, state, _start(to))
    seal, anew = room().seal, query(app.current_event, "anew") == "1"
    try:
        begun = begin_sign_in(to, _back_to(), utc_now(), seal=seal, issuer=room().issuer, anew=anew)
    except StoreUnavailableError as error:
        return _refused(error, to)
    kept = set_cookie(_cookie(begun.sign_in.state), seal.seal(begun.sign_in), PATH, SIGN_IN_AGE)
    return go_to(begun.address, kept)


@app.get("/sign-in/return")
def finish() -> Page:
    """Back from the identity provider: a session and the page that was asked for, or why not."""
    event = app.current_event
    state = query(event, "state") or ""
    name = _cookie(state)
    sealed = cookie(event, name)
    try:
        signed_in = _finish(sealed, state)
    except (SignInInterruptedError, SignInDeniedError, NotRegisteredError) as error:
        page = _refused(error, room().seal.destination(sealed))
        page.cookies.append(clear_cookie(name, PATH))
        return page
    except StoreUnavailableError as error:
        return _refused(error, room().seal.destination(sealed))
    return go_to(signed_in.to, session_cookie(signed_in.token), clear_cookie(name, PATH))


@app.post("/sign-in/end")
def end() -> Page:
    """Sign out: the session ends at once, in every window."""
    event, now = app.current_event, utc_now()
    try:
        signed_in = signed_in_session(
            event, now, sessions=room().sessions, registry=room().registry
        )
        check_csrf(event, posted_form(event).fields, signed_in)
    except NoSessionError:
        return go_to(f"{PATH}/ended", no_session_cookie())
    except (ForeignRequestError, FormOfAnotherSessionError) as error:
        return _page(status_of(error), SignInState.STILL_IN, FIRST_PAGE)
    room().sessions.end(signed_in.key, now)
    return go_to(f"{PATH}/ended", no_session_cookie())


@app.get("/sign-in/ended")
def ended() -> Page:
    """Signed out."""
    return _page(200, SignInState.ENDED, f"{START}?anew=1")


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one HTTP request."""
    return app.resolve(event, context)


def _finish(sealed: str, state: str) -> SignedInStaff:
    event, now = app.current_event, utc_now()
    code = query(event, "code") or ""
    if error := query(event, "error"):
        room().seal.open(sealed, state, now)
        raise IssuerUnavailableError(error) if error in LATER else SignInDeniedError
    return finish_sign_in(
        Return(code, state, sealed, header(event, "user-agent") or ""),
        _back_to(),
        now,
        seal=room().seal,
        issuer=room().issuer,
        registry=room().registry,
        sessions=room().sessions,
    )


def _refused(error: CaseworkError, to: str) -> Page:
    """The page for a sign-in that did not come about; nothing about the person is logged."""
    logger().warning("sign-in refused", code=error.code, why=str(error), exc_info=error.__cause__)
    state = next(state for kind, state in STATES if isinstance(error, kind))
    anew = state in {SignInState.NOT_REGISTERED, SignInState.DENIED}
    return _page(status_of(error), state, _start(to, anew=anew))


def _page(status: int, state: SignInState, href: str) -> Page:
    language = language_of(app.current_event)
    page = sign_in_page(state, href=href, organisation=room().organisation, language=language)
    return html(status, page)


def _start(to: str, *, anew: bool = False) -> str:
    return f"{START}?{urlencode({'to': to, **({'anew': '1'} if anew else {})})}"


def _back_to() -> str:
    """Our own address that the identity provider sends people back to; it knows it, exactly."""
    return f"{base_url(app.current_event, room().staff_base_url)}{PATH}/return"


def _cookie(state: str) -> str:
    """Each sign-in has a cookie of its own, so that two windows do not disturb each other."""
    return f"sign_in_{hashlib.sha256(state.encode('utf-8', 'replace')).hexdigest()[:12]}"
