"""What becomes of a form whose session is over: kept for its person, and for nobody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casework.domain.draft import LARGEST_DRAFT
from casework.domain.session import key_of_token, opaque_token, start_session
from tests.builders import NOW, clerk, supervisor
from tests.identity import ISSUER, PHONE
from tests.integration.tiny_desk import (
    FORM,
    HALF_A_DAY,
    KEY,
    PAGE,
    TOKEN,
    Desk,
    location,
    text,
)


@pytest.fixture
def desk() -> Desk:
    """The room, a clerk at work in it."""
    return Desk()


def draft_cookie(answer: dict[str, Any]) -> str:
    (kept,) = answer["cookies"]
    pair, *attributes = kept.split("; ")
    lax = ["HttpOnly", "Secure", "SameSite=Lax"]
    assert attributes == ["Path=/desk", "Max-Age=43200", *lax]
    return str(pair)


def typed(desk: Desk, **headers: str) -> dict[str, Any]:
    """The clerk sends a form after twelve hours."""
    desk.now = NOW + HALF_A_DAY
    return desk.post({"csrf": desk.csrf, "reason": "不归我局管", "version": "3"}, **headers)


def signs_in_again(desk: Desk, subject: str = "s-1") -> str:
    """A new session, in the same browser; its cookie."""
    token = opaque_token(bytes(32))
    member = desk.registry.members[ISSUER, subject]
    session = start_session((ISSUER, subject), member, PHONE, "another", desk.now)
    desk.sessions.add(str(key_of_token(token)), session)
    return f"session={token}"


def test_what_was_typed_is_kept_over_the_sign_in_and_stands_in_the_form_again(desk: Desk) -> None:
    answer = typed(desk)
    to = "%2Fdesk%2Fcases%2FE8MY09Q4P0HG%3Fdraft%3D1"
    assert location(answer) == f"/sign-in/start?to={to}&ask=1"
    kept, again = draft_cookie(answer), signs_in_again(desk)
    for _ in range(2):
        shown = text(desk.get(f"{PAGE}?draft=1", f"{again}; {kept}"))
        fields = {"reason": ["不归我局管"], "version": ["3"]}
        assert shown == f"{clerk().id} {FORM} {fields}"
    assert desk.done == []


def test_a_draft_is_not_asked_for_unless_the_address_says_so(desk: Desk) -> None:
    kept, again = draft_cookie(typed(desk)), signs_in_again(desk)
    assert text(desk.get(PAGE, f"{again}; {kept}")) == "blank"


def test_nobody_else_gets_it(desk: Desk) -> None:
    kept = draft_cookie(typed(desk))
    desk.registry.put(ISSUER, "s-2", replace(supervisor(), id="u-2"))
    other = signs_in_again(desk, "s-2")
    assert text(desk.get(f"{PAGE}?draft=1", f"{other}; {kept}")) == "blank"


def test_it_is_gone_after_twelve_hours(desk: Desk) -> None:
    kept = draft_cookie(typed(desk))
    desk.now += HALF_A_DAY
    assert text(desk.get(f"{PAGE}?draft=1", f"{signs_in_again(desk)}; {kept}")) == "blank"


def test_after_signing_out_in_another_window_what_was_typed_is_kept_too(desk: Desk) -> None:
    desk.sessions.end(KEY, NOW)
    assert draft_cookie(desk.post({"csrf": desk.csrf, "reason": "x"}))


@pytest.mark.parametrize(
    ("fields", "cookies", "headers"),
    [
        ({"reason": "x"}, f"session={TOKEN}", {}),
        ({"csrf": "x", "reason": "x"}, f"session={TOKEN}", {}),
        ({"reason": "x"}, "", {}),
        ({"reason": "x"}, f"session={opaque_token(bytes(32))}", {}),
    ],
)
def test_nothing_is_kept_for_whoever_has_no_form_of_a_session_that_is_over(
    desk: Desk, fields: dict[str, str], cookies: str, headers: dict[str, str]
) -> None:
    desk.now = NOW + HALF_A_DAY
    answer = desk.post(fields, cookies, **headers)
    assert location(answer) == "/sign-in/start?to=%2Fdesk%2Fcases%2FE8MY09Q4P0HG&ask=1"
    assert (answer["cookies"], desk.drafts.drafts) == ([], {})


@pytest.mark.parametrize(
    "headers", [{"sec_fetch_site": "cross-site"}, {"origin": "https://evil.example"}]
)
def test_nothing_is_kept_of_what_another_site_sends(desk: Desk, headers: dict[str, str]) -> None:
    assert typed(desk, **headers)["cookies"] == []
    assert desk.drafts.drafts == {}


def test_nothing_is_kept_of_what_another_browser_sends(desk: Desk) -> None:
    answer = desk.post({"csrf": desk.csrf, "reason": "x"}, user_agent="curl/8.0")
    assert (answer["cookies"], desk.drafts.drafts) == ([], {})


def test_a_form_of_64_kilobytes_is_the_largest_that_is_kept(desk: Desk) -> None:
    desk.sessions.end(KEY, NOW)
    spare = LARGEST_DRAFT - len(f"csrf={desk.csrf}&reason=")
    kept = desk.post({"csrf": desk.csrf, "reason": "a" * spare})
    assert draft_cookie(kept)
