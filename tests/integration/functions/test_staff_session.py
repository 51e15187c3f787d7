"""Who gets into a room with pages for staff, and which forms count there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casework.domain.session import SessionRefusal, start_session
from casework.entrypoints.pages import html
from casework.entrypoints.staff_session import NoSessionError
from tests.builders import NOW, clerk, supervisor
from tests.identity import ISSUER, PHONE
from tests.integration.tiny_desk import (
    HALF_A_DAY,
    HOST,
    KEY,
    PAGE,
    TOKEN,
    Desk,
    location,
    text,
)

if TYPE_CHECKING:
    from casework.entrypoints.pages import Page


@pytest.fixture
def desk() -> Desk:
    """The room, a clerk at work in it."""
    return Desk()


# ---- Who gets in --------------------------------------------------------------------------------


def test_a_good_session_opens_the_page(desk: Desk) -> None:
    assert desk.get(PAGE)["statusCode"] == 200


def test_the_cookie_is_read_where_the_local_engine_leaves_it(desk: Desk) -> None:
    assert desk.get(PAGE, "", cookie=f"seen=1; session={TOKEN}")["statusCode"] == 200


@pytest.mark.parametrize("cookies", ["", "session=", "session=x", "other=1"])
def test_without_a_session_a_page_leads_to_the_sign_in_and_back_to_itself(
    desk: Desk, cookies: str
) -> None:
    led = location(desk.get(f"{PAGE}?lang=en&start=a", cookies))
    to = "%2Fdesk%2Fcases%2FE8MY09Q4P0HG%3Flang%3Den%26start%3Da"
    expected = f"/sign-in/start?to={to}"
    assert led.removesuffix("&ask=1") == expected
    assert led.endswith("&ask=1") is (cookies in {"session=x"})


def test_each_reason_has_its_name(desk: Desk) -> None:
    found = []

    def note(error: NoSessionError) -> Page:
        found.append((error.why, error.facts))
        return html(401, "")

    desk.app.exception_handler(NoSessionError)(note)
    desk.get(PAGE, "")
    desk.get(PAGE, user_agent="curl/8.0")
    desk.get(PAGE)
    desk.now = NOW + HALF_A_DAY
    desk.sessions.add(KEY, start_session((ISSUER, "s-1"), clerk(), PHONE, "5ec4e7", NOW))
    desk.get(PAGE)
    desk.now = NOW
    desk.registry.put(ISSUER, "s-1", supervisor())
    desk.get(PAGE)
    reasons = [
        SessionRefusal.MISSING,
        SessionRefusal.OTHER_BROWSER,
        SessionRefusal.ENDED,
        SessionRefusal.EXPIRED,
        SessionRefusal.ROLE_CHANGED,
    ]
    assert found == [(why, {"why": why.value}) for why in reasons]


def test_who_had_a_session_is_shown_why_before_the_way_leads_to_another_site(desk: Desk) -> None:
    desk.now = NOW + HALF_A_DAY
    assert location(desk.get(PAGE)).endswith("&ask=1")


def test_what_may_be_a_form_of_our_own_page_is_not_sent_on_to_another_site(desk: Desk) -> None:
    assert location(desk.get(PAGE, "", sec_fetch_site="same-origin")).endswith("&ask=1")
    for site in ("none", "cross-site"):
        assert not location(desk.get(PAGE, "", sec_fetch_site=site)).endswith("&ask=1")


# ---- Which forms count --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "null", "sec_fetch_site": "same-origin"},
        {"origin": f"https://{HOST}"},
        {"sec_fetch_site": "none"},
    ],
)
def test_a_form_of_the_session_is_done(desk: Desk, headers: dict[str, str]) -> None:
    assert desk.post({"csrf": desk.csrf, "reason": "x"}, **headers)["statusCode"] == 200
    assert [fields["reason"] for fields in desk.done] == [["x"]]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": f"https://{HOST}.evil.example"},
        {"origin": f"https://{HOST}:8443"},
        {"origin": "https://["},
        {"sec_fetch_site": "cross-site", "origin": f"https://{HOST}"},
    ],
)
def test_what_another_site_sends_is_refused_whatever_it_carries(
    desk: Desk, headers: dict[str, str]
) -> None:
    answer = desk.post({"csrf": desk.csrf}, **headers)
    assert (answer["statusCode"], text(answer)) == (403, "foreign_request")
    assert desk.done == []


@pytest.mark.parametrize("fields", [{}, {"csrf": ""}, {"csrf": "x"}, {"csrf": "令牌"}])
def test_a_form_without_the_session_s_token_is_refused(desk: Desk, fields: dict[str, str]) -> None:
    answer = desk.post(fields)
    assert (answer["statusCode"], text(answer)) == (403, "form_of_another_session")
    assert desk.done == []
