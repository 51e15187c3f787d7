"""A sign-in on its way: where it may lead, and that nobody else's is taken for ours."""

import hashlib
from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.sign_in import (
    FIRST_PAGE,
    LONGEST_PATH,
    SignIn,
    SignInInterruptedError,
    SignInSeal,
    path_of_ours,
)
from tests.builders import NOW
from tests.identity import SEAL

OURS = (
    "/desk",
    "/desk/",
    "/desk?lang=en",
    "/desk/cases",
    "/desk/cases/E8MY09Q4P0HG",
    "/desk/cases?unit=justice&light=yellow&start=abc%3D%3D",
    "/desk/search?back=/desk/cases",
    "/desk/cases/E8MY09Q4P0HG?draft=1",
)
HOSTILE = (
    "",
    "desk/cases",
    "https://evil.example/desk/cases",
    "//evil.example/desk",
    "///evil.example/desk",
    "/\\evil.example/desk",
    "\\\\evil.example",
    "/desk\\@evil.example",
    "/desk//evil.example",
    "/desk/..//evil.example",
    "/desk/../t/secret",
    "/desk/%2e%2e/t/secret",
    "/desk/.%2E/t/secret",
    "/desk/./cases",
    "/desk/..",
    "/desk?next=//evil.example",
    "/deskevil.example",
    "/desk.evil.example",
    "/desk@evil.example",
    "/desk:80/cases",
    "/desk#//evil.example",
    "/desk/cases#fragment",
    "/desk/ca ses",
    "/desk/cases\r\nSet-Cookie: session=x",
    "/desk/cases\nLocation: https://evil.example",
    "/desk/\tcases",
    "\t/desk/cases",
    " /desk/cases",
    "/desk/cases\x00",
    "/desk/cases\u2028",
    "/desk/案件",
    "/desk/\u2215\u2215evil.example",
    "javascript:alert(1)//desk",
    "data:text/html,/desk",
    "/DESK/cases",
    "/sign-in/end",
    "/t/secret",
    "/desk/" + "a" * LONGEST_PATH,
)


@pytest.mark.parametrize("path", OURS)
def test_a_path_under_the_desk_is_where_the_person_returns_to(path: str) -> None:
    assert path_of_ours(path) == path


@pytest.mark.parametrize("path", HOSTILE)
def test_whatever_else_is_asked_for_leads_to_the_first_page(path: str) -> None:
    assert path_of_ours(path) == FIRST_PAGE == "/desk/cases"


def test_nothing_asked_for_leads_to_the_first_page() -> None:
    assert path_of_ours(None) == FIRST_PAGE


@given(st.one_of(st.text(), st.text().map("/desk".__add__), st.text().map("/desk/".__add__)))
def test_no_text_leads_to_another_site(text: str) -> None:
    path = path_of_ours(text)
    assert path.startswith("/desk")
    assert path.isascii()
    assert path.isprintable()
    assert not {"\\", "#", " "} & set(path)
    assert "//" not in path
    assert "/.." not in path.partition("?")[0]


def begun(to: str = "/desk/cases?unit=justice", seal: SignInSeal = SEAL) -> SignIn:
    return seal.begin(to, NOW, bytes(range(24)))


def test_a_sealed_sign_in_is_known_again() -> None:
    sign_in = begun()
    assert sign_in.to == "/desk/cases?unit=justice"
    assert SEAL.open(SEAL.seal(sign_in), sign_in.state, NOW) == sign_in


def test_a_sealed_sign_in_is_good_for_ten_minutes() -> None:
    sign_in = begun()
    sealed, last = SEAL.seal(sign_in), NOW + timedelta(minutes=10) - timedelta.resolution
    assert SEAL.open(sealed, sign_in.state, last) == sign_in
    for moment in (NOW + timedelta(minutes=10), NOW - timedelta.resolution):
        with pytest.raises(SignInInterruptedError):
            SEAL.open(sealed, sign_in.state, moment)


def test_another_sign_in_s_state_is_refused() -> None:
    other = SEAL.begin(None, NOW, bytes(24))
    for state in (other.state, "", "状态", begun().state + "x", begun().state[:-1]):
        with pytest.raises(SignInInterruptedError):
            SEAL.open(SEAL.seal(begun()), state, NOW)


@pytest.mark.parametrize("broken", ["", ".", "x", "x.y", "é.é", "." * 5, "MTcK.sig"])
def test_a_cookie_that_is_none_of_ours_is_refused(broken: str) -> None:
    with pytest.raises(SignInInterruptedError):
        SEAL.open(broken, begun().state, NOW)


def test_a_cookie_signed_elsewhere_or_changed_is_refused() -> None:
    sign_in = begun()
    stranger = SignInSeal(b"another deployment's secret").seal(sign_in)
    text, _, signature = SEAL.seal(sign_in).partition(".")
    moved = SEAL.seal(SignIn(sign_in.state, "/desk/elsewhere", NOW)).partition(".")[0]
    for sealed in (stranger, f"{text}.", f"{moved}.{signature}", f"{text}.{signature[:-1]}"):
        with pytest.raises(SignInInterruptedError):
            SEAL.open(sealed, sign_in.state, NOW)


def test_the_cookie_does_not_tell_the_verifier_or_the_nonce() -> None:
    sign_in = begun()
    sealed = SEAL.seal(sign_in)
    assert SEAL.verifier(sign_in) not in sealed
    assert SEAL.nonce(sign_in) not in sealed
    assert SEAL.nonce(sign_in) != SEAL.verifier(sign_in)


def test_the_challenge_is_the_digest_of_a_verifier_as_long_as_the_standard_asks_for() -> None:
    sign_in = begun()
    verifier = SEAL.verifier(sign_in)
    digest = hashlib.sha256(verifier.encode()).digest()
    assert SEAL.challenge(sign_in) == urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert 43 <= len(verifier) <= 128


def test_where_a_person_wanted_to_go_is_known_however_late_but_from_our_cookie_alone() -> None:
    sealed = SEAL.seal(begun())
    assert SEAL.destination(sealed) == "/desk/cases?unit=justice"
    stranger = SignInSeal(b"another deployment's secret").seal(begun())
    for other in ("", "x", "x.y", stranger, sealed[:-1]):
        assert SEAL.destination(other) == FIRST_PAGE
