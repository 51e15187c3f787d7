"""Sign-ins that come to nothing: old, used, foreign, refused, or met by silence."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.exceptions import ConnectTimeoutError

from casework.web.pages.sign_in import SignInState
from tests.integration.browser import Browser
from tests.integration.signing_in import (
    FIRST_PAGE,
    says,
    sign_in,
    sign_in_cookies,
    start,
    way_back,
)
from tests.integration.stack import ISSUER
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.identity import IssuerOverHttp
    from tests.integration.house import House
    from tests.integration.wire import Wire


def test_a_return_that_was_used_leads_to_a_button_and_to_no_session(
    issuer: IssuerOverHttp,
) -> None:
    browser = Browser()
    back = way_back(issuer, start(browser, "/desk/one"))
    browser.get(back)
    browser.jar.pop("session")
    again = browser.get(back)
    assert (again.status, says(again, SignInState.INTERRUPTED)) == (422, True)
    assert "/sign-in/start?to=%2Fdesk%2Fcases" in again.text
    assert "session" not in browser.jar


def test_a_return_in_another_browser_signs_nobody_in(issuer: IssuerOverHttp) -> None:
    mine, other = Browser(), Browser()
    answer = other.get(way_back(issuer, start(mine)))
    assert (answer.status, says(answer, SignInState.INTERRUPTED)) == (422, True)
    assert "session" not in other.jar


def test_somebody_else_s_code_cannot_be_slipped_into_a_sign_in(issuer: IssuerOverHttp) -> None:
    """The attacker's code with the victim's state: the verifier is that of the victim's sign-in."""
    victim = Browser()
    code, _ = issuer.person.let_in(start(Browser()))
    back = way_back(issuer, start(victim), code=code)
    assert says(victim.get(back), SignInState.INTERRUPTED)
    assert "session" not in victim.jar


def test_a_sign_in_of_more_than_ten_minutes_begins_again_where_it_wanted_to_go(
    house: House, issuer: IssuerOverHttp
) -> None:
    browser = Browser()
    back = way_back(issuer, start(browser, "/desk/one"))
    house.clock.advance(minutes=10)
    answer = browser.get(back)
    assert (answer.status, says(answer, SignInState.INTERRUPTED)) == (422, True)
    assert 'href="/sign-in/start?to=%2Fdesk%2Fone"' in answer.text
    assert sign_in_cookies(browser) == []


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x", "?code=x&state=%E7%8A%B6", "?error=x"]
)
def test_a_return_that_says_nothing_is_an_interrupted_sign_in(
    issuer: IssuerOverHttp, query: str
) -> None:
    answer = Browser().get(f"/sign-in/return{query}")
    assert (answer.status, says(answer, SignInState.INTERRUPTED)) == (422, True)
    assert issuer.asked == []


@pytest.mark.parametrize(
    ("error", "status", "state"),
    [
        ("access_denied", 403, SignInState.DENIED),
        ("invalid_scope", 403, SignInState.DENIED),
        ("temporarily_unavailable", 503, SignInState.UNAVAILABLE),
        ("server_error", 503, SignInState.UNAVAILABLE),
    ],
)
def test_what_the_issuer_refuses_is_said_with_a_way_on(
    issuer: IssuerOverHttp, error: str, status: int, state: SignInState
) -> None:
    browser = Browser()
    answer = browser.get(way_back(issuer, start(browser), error=error))
    assert (answer.status, says(answer, state)) == (status, True)
    assert "/sign-in/start?to=%2Fdesk%2Fcases" in answer.text


def test_an_identity_token_for_somebody_else_signs_nobody_in(issuer: IssuerOverHttp) -> None:
    issuer.person.changes["aud"] = "another-client"
    browser = Browser()
    answer = sign_in(issuer, browser)
    assert (answer.status, says(answer, SignInState.DENIED)) == (403, True)
    assert "session" not in browser.jar


def test_who_has_no_post_here_is_told_whom_to_ask_and_may_choose_another_account(
    issuer: IssuerOverHttp,
) -> None:
    issuer.person.subject = "nobody"
    answer = sign_in(issuer, Browser())
    assert (answer.status, says(answer, SignInState.NOT_REGISTERED)) == (403, True)
    assert 'href="tel:' in answer.text
    assert "anew=1" in answer.text
    assert "prompt=login" in Browser().get("/sign-in/start?anew=1").location


@pytest.mark.usefixtures("cold_rooms")
def test_while_the_issuer_does_not_answer_the_page_says_so(issuer: IssuerOverHttp) -> None:
    browser = Browser()
    issuer.trouble = [ConnectTimeoutError(endpoint_url=ISSUER)]
    answer = browser.get("/sign-in/start")
    assert (answer.status, says(answer, SignInState.UNAVAILABLE)) == (503, True)
    back = way_back(issuer, start(browser))
    issuer.trouble = [(502, b"bad gateway")]
    assert browser.get(back).status == 503
    assert browser.get(back).location == FIRST_PAGE


def test_while_the_store_does_not_answer_nobody_is_signed_in(
    issuer: IssuerOverHttp, wire: Wire
) -> None:
    browser = Browser()
    browser.get("/sign-in/ended")
    back = way_back(issuer, start(browser))
    with wire.failing(unreachable("dynamodb")):
        answer = browser.get(back)
    assert (answer.status, says(answer, SignInState.UNAVAILABLE)) == (503, True)
    assert "session" not in browser.jar


def test_codes_states_and_names_are_not_logged(
    issuer: IssuerOverHttp, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = Browser()
    issuer.person.changes["nonce"] = "forged"
    back = way_back(issuer, start(browser))
    browser.get(back)
    logged = capsys.readouterr().out
    assert '"code":"sign_in_denied"' in logged
    for secret in (*parse_qs(urlsplit(back).query)["state"], "code-0", "forged", "李静"):
        assert secret not in logged
