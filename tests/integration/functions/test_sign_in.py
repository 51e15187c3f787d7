"""Signing in and out through the room: to the issuer and back, and out again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from casework.adapters.dynamodb.staff import DynamoStaff
from casework.web.pages.sign_in import SignInState
from tests.integration.browser import Browser
from tests.integration.county import STAFF
from tests.integration.signing_in import (
    FIRST_PAGE,
    says,
    session_of,
    sign_in,
    sign_in_cookies,
    start,
    way_back,
)
from tests.integration.stack import CLIENT, DESK, ISSUER

if TYPE_CHECKING:
    from tests.identity import IssuerOverHttp
    from tests.integration.house import House
    from tests.integration.wire import Wire

LAX = ("HttpOnly", "Secure", "SameSite=Lax")


# ---- The way there and back ---------------------------------------------------------------------


def test_a_clerk_signs_in_and_reaches_the_page_that_was_asked_for(
    house: House, issuer: IssuerOverHttp
) -> None:
    browser = Browser()
    answer = sign_in(issuer, browser, "/desk/cases?unit=centre")
    assert (answer.status, answer.location) == (303, "/desk/cases?unit=centre")
    session = session_of(browser)
    assert (session.issuer, session.subject) == (ISSUER, "clerk")
    assert session.staff_id == STAFF["clerk"].id
    assert session.expires_at == house.clock.now + timedelta(hours=12)


def test_the_question_goes_to_the_issuer_and_names_our_own_return(issuer: IssuerOverHttp) -> None:
    asked = urlsplit(start(Browser()))
    question = {name: values[0] for name, values in parse_qs(asked.query).items()}
    assert f"{asked.scheme}://{asked.netloc}{asked.path}" == f"{ISSUER}/authorize"
    assert question["redirect_uri"] == f"{DESK}/sign-in/return"
    assert question["client_id"] == CLIENT
    assert question["code_challenge_method"] == "S256"


def test_cookies_are_for_us_alone(issuer: IssuerOverHttp) -> None:
    browser = Browser()
    begun = browser.get("/sign-in/start")
    (kept,) = begun.cookies
    assert kept.split("; ")[1:] == ["Path=/sign-in", "Max-Age=600", *LAX]
    session, forgotten = browser.get(way_back(issuer, begun.location)).cookies
    assert session.split("; ")[1:] == ["Path=/", "Max-Age=129600", *LAX]
    assert len(session.split("; ")[0]) == len("session=") + 43
    assert forgotten.split("; ")[1:] == ["Path=/sign-in", "Max-Age=0", *LAX]


def test_two_windows_sign_in_beside_each_other(issuer: IssuerOverHttp) -> None:
    browser = Browser()
    first, second = start(browser, "/desk/one"), start(browser, "/desk/two")
    assert len(sign_in_cookies(browser)) == 2
    assert browser.get(way_back(issuer, first)).location == "/desk/one"
    assert browser.get(way_back(issuer, second)).location == "/desk/two"
    assert sign_in_cookies(browser) == []


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example",
        "//evil.example/desk",
        "/desk/\\evil",
        "/desk//evil",
        "/t/x",
        "",
        "\r\n",
    ],
)
def test_nobody_is_led_to_another_site(issuer: IssuerOverHttp, to: str) -> None:
    assert sign_in(issuer, Browser(), to).location == FIRST_PAGE


def test_no_answer_is_kept_or_says_where_it_came_from(issuer: IssuerOverHttp) -> None:
    browser = Browser()
    answers = [browser.get("/sign-in/start"), browser.get("/sign-in/ended")]
    answers.append(browser.get(way_back(issuer, answers[0].location)))
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_sign_in_asks_the_store_twice_and_begins_without_it(
    issuer: IssuerOverHttp, wire: Wire
) -> None:
    browser = Browser()
    sign_in(issuer, browser)
    with wire.recording() as calls:
        address = start(browser)
    assert calls == []
    with wire.recording() as calls:
        browser.get(way_back(issuer, address))
    assert [call.operation for call in calls] == ["GetItem", "PutItem"]


# ---- Signing out --------------------------------------------------------------------------------


def test_signing_out_ends_the_session_at_once(house: House, issuer: IssuerOverHttp) -> None:
    browser = Browser()
    sign_in(issuer, browser)
    before, token = session_of(browser), browser.jar["session"]
    answer = browser.post("/sign-in/end", {"csrf": before.csrf_token})
    assert (answer.status, answer.location) == (303, "/sign-in/ended")
    assert "session" not in browser.jar
    browser.jar["session"] = token
    assert session_of(browser).ended_at == house.clock.now
    assert says(browser.get("/sign-in/ended"), SignInState.ENDED)


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({}, {}),
        ({"csrf": "x"}, {}),
        ("good", {"sec_fetch_site": "cross-site"}),
        ("good", {"sec_fetch_site": "same-site"}),
    ],
)
def test_nobody_else_signs_a_person_out(
    issuer: IssuerOverHttp, fields: dict[str, str] | str, headers: dict[str, str]
) -> None:
    browser = Browser()
    sign_in(issuer, browser)
    form = {"csrf": session_of(browser).csrf_token} if fields == "good" else fields
    assert isinstance(form, dict)
    answer = browser.post("/sign-in/end", form, **headers)
    assert (answer.status, says(answer, SignInState.STILL_IN)) == (403, True)
    assert session_of(browser).ended_at is None


def test_signing_out_without_a_session_is_no_mistake(issuer: IssuerOverHttp) -> None:
    assert issuer.asked == []
    answer = Browser().post("/sign-in/end", {})
    assert (answer.status, answer.location) == (303, "/sign-in/ended")


def test_a_session_from_the_time_before_a_transfer_cannot_be_used_to_sign_out_elsewhere(
    issuer: IssuerOverHttp,
) -> None:
    browser = Browser()
    sign_in(issuer, browser)
    DynamoStaff().put(ISSUER, "clerk", STAFF["justice"])
    assert browser.post("/sign-in/end", {}).location == "/sign-in/ended"


# ---- The word before it -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "state"),
    [("/desk/cases", SignInState.OVER), ("/desk/cases?draft=1", SignInState.TYPED)],
)
def test_who_had_a_session_is_told_why_to_sign_in_again(
    issuer: IssuerOverHttp, to: str, state: SignInState
) -> None:
    answer = Browser().get(f"/sign-in/start?{urlencode({'to': to, 'ask': '1'})}")
    assert (answer.status, says(answer, state)) == (200, True)
    assert f'href="/sign-in/start?{urlencode({"to": to})}"' in answer.text
    assert issuer.asked == []


@pytest.mark.usefixtures("house")
def test_unknown_addresses_of_the_room_are_nowhere() -> None:
    assert Browser().get("/sign-in/elsewhere").status == 404
