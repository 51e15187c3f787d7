"""Signing in as a person does: our page, the identity provider's, and back with a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from infra.local.accounts import PASSWORD
from tests.browser.visiting import DESK_ZH, SCREENS, Person, Screen, sit_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.e2e.harness import Deployed

AGAIN = {"zh": "请重新登录", "en": "Please sign in again"}
OUT = {"zh": "您已退出登录", "en": "You have signed out"}


@pytest.fixture
def somebody(chromium: Browser, deployed: Deployed) -> Iterator[Person]:
    """Someone at a desk who leaves our site on the way."""
    context, person = sit_down(chromium, DESK_ZH, deployed.url)
    yield person
    context.close()


def sign_in(person: Person, username: str) -> None:
    """Fill the identity provider's form."""
    person.find("input[name=username]").fill(username)
    person.find("input[name=password]").fill(PASSWORD)
    person.press("[type=submit]")


def test_the_button_leads_to_the_identity_provider_and_back_with_a_session(
    somebody: Person,
) -> None:
    somebody.open("/sign-in/start?to=%2Fsign-in%2Fended&ask=1")
    assert somebody.heading() == AGAIN["zh"]
    somebody.press("main a.button")
    assert not somebody.page.url.startswith(somebody.base_url)
    sign_in(somebody, "clerk")
    assert somebody.path() == "/desk/cases"
    assert [each for each in somebody.complaints if "Content Security Policy" in each] == []
    cookies = {each["name"]: each for each in somebody.page.context.cookies()}
    assert list(cookies) == ["session"]
    session = cookies["session"]
    kept = (session["httpOnly"], session["secure"], session["sameSite"], session["path"])
    assert kept == (True, True, "Lax", "/")


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_the_pages_speak_the_person_s_language_and_fit_the_screen(
    person: Person, screen: Screen
) -> None:
    person.open("/sign-in/ended")
    assert person.heading() == OUT[screen.language]
    wide = person.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= screen.width
