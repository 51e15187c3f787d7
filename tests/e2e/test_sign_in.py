"""Staff sign in at the engine's own hosted page, over HTTP, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from infra.local.accounts import PASSWORD
from infra.local.console import Browser
from infra.local.sign_in import way_back
from tests.e2e.console_sessions import stored

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

START = "/sign-in/start?to=%2Fdesk%2Fcases%3Funit%3Dcentre"


def send(
    browser: Browser, method: str, path: str, form: dict[str, str] | None = None
) -> tuple[int, str]:
    """One request of a browser: its status and where it leads."""
    body = urlencode(form) if form is not None else None
    return browser.ask(method, path, body)[:2]


def signed_in(deployed: Deployed, username: str) -> Browser:
    """Somebody who has been to the hosted page and back."""
    browser = Browser(deployed.port)
    status, address = send(browser, "GET", START)
    assert status == 303
    returned = urlsplit(way_back(address, (username, PASSWORD)))
    assert returned.path == "/sign-in/return"
    outcome = send(browser, "GET", f"{returned.path}?{returned.query}")
    assert outcome == (303, "/desk/cases?unit=centre")
    return browser


def test_a_clerk_signs_in_at_the_hosted_page_and_out_again(deployed: Deployed) -> None:
    browser = signed_in(deployed, "clerk")
    assert list(browser.cookies) == ["session"]
    session, ended_at = stored(deployed, browser)
    assert (session.staff_id, session.role, session.unit) == ("clerk", "clerk", "centre")
    assert ended_at == ""
    cookies = dict(browser.cookies)
    form = {"csrf": session.csrf_token}
    assert send(browser, "POST", "/sign-in/end", form) == (303, "/sign-in/ended")
    assert browser.cookies == {}
    browser.cookies = cookies
    assert stored(deployed, browser)[1] != ""
    assert send(browser, "GET", "/sign-in/ended")[0] == 200


def test_a_return_is_good_once_and_in_its_own_browser_alone(deployed: Deployed) -> None:
    browser, stranger = Browser(deployed.port), Browser(deployed.port)
    _, address = send(browser, "GET", START)
    returned = urlsplit(way_back(address, ("clerk", PASSWORD)))
    back = f"{returned.path}?{returned.query}"
    assert send(stranger, "GET", back) == (422, "")
    assert send(browser, "GET", back)[0] == 303
    assert send(browser, "GET", back) == (422, "")


def test_every_account_of_a_local_run_has_a_post(deployed: Deployed) -> None:
    for username, unit in (("lead-transport", "transport"), ("supervisor-2", "centre")):
        assert stored(deployed, signed_in(deployed, username))[0].unit == unit
    assert stored(deployed, signed_in(deployed, "leader"))[0].role == "leader"
