"""What a person does to sign in at the room, and what the pages of it say."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from casework.adapters.dynamodb.sessions import DynamoSessions
from casework.domain.session import key_of_token
from casework.web.pages.sign_in import _WORDS, SignInState
from casework.web.wording import wording
from tests.integration.reading import heading

if TYPE_CHECKING:
    from casework.domain.session import StaffSession
    from tests.identity import IssuerOverHttp
    from tests.integration.browser import Browser
    from tests.integration.callers import Answer

FIRST_PAGE = "/desk/cases"


def start(browser: Browser, to: str = FIRST_PAGE) -> str:
    """Begin; the address at the issuer."""
    answer = browser.get(f"/sign-in/start?{urlencode({'to': to})}")
    assert answer.status == 303
    return answer.location


def way_back(issuer: IssuerOverHttp, address: str, **changes: str) -> str:
    """The issuer lets the person in and sends them back to this address."""
    code, state = issuer.person.let_in(address)
    return f"/sign-in/return?{urlencode({'code': code, 'state': state, **changes})}"


def sign_in(issuer: IssuerOverHttp, browser: Browser, to: str = FIRST_PAGE) -> Answer:
    """Begin and come back."""
    return browser.get(way_back(issuer, start(browser, to)))


def session_of(browser: Browser) -> StaffSession:
    """The session as stored that the browser has the cookie of."""
    session = DynamoSessions().find(str(key_of_token(browser.jar["session"][0])))
    assert session is not None
    return session


def says(answer: Answer, state: SignInState) -> bool:
    """Whether the page is the one for this state."""
    return heading(answer.text) == wording("zh")(_WORDS[state][0])


def sign_in_cookies(browser: Browser) -> list[str]:
    """Sign-ins of the browser that are on their way."""
    return [name for name in browser.jar if name.startswith("sign_in_")]
