"""Signing in: out with a question, back with a code, and a session for whoever serves here."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from casework.domain.session import key_of_token
from casework.domain.sign_in import (
    NotRegisteredError,
    SignInDeniedError,
    SignInInterruptedError,
    SignInSeal,
)
from casework.services.sign_in_staff import (
    Begun,
    Return,
    SignedInStaff,
    begin_sign_in,
    finish_sign_in,
)
from tests.builders import NOW, clerk
from tests.fakes import InMemorySessions, InMemoryStaff
from tests.identity import BACK, CLIENT, ISSUER, PHONE, SEAL, ProviderInHand, lasting


class Desk:
    """A clerk, an identity provider that knows her, and a store of sessions."""

    def __init__(self) -> None:
        self.issuer = ProviderInHand(changes=lasting(NOW))
        self.registry = InMemoryStaff({(ISSUER, "s-1"): clerk()})
        self.sessions = InMemorySessions()

    def begin(self, to: str | None = "/desk/cases?unit=centre", **how: Any) -> Begun:
        return begin_sign_in(to, BACK, NOW, seal=SEAL, issuer=self.issuer, **how)

    def finish(self, returned: Return, back_to: str = BACK) -> SignedInStaff:
        return finish_sign_in(
            returned,
            back_to,
            NOW,
            seal=SEAL,
            issuer=self.issuer,
            registry=self.registry,
            sessions=self.sessions,
        )

    def returned(self, begun: Begun) -> Return:
        code, state = self.issuer.let_in(begun.address)
        return Return(code, state, SEAL.seal(begun.sign_in), PHONE)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_question_asks_for_a_code_with_everything_that_binds_the_answer_to_it(
    desk: Desk,
) -> None:
    begun = desk.begin()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(begun.address).query).items()}
    assert asked == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "scope": "openid casework/desk",
        "state": begun.sign_in.state,
        "nonce": SEAL.nonce(begun.sign_in),
        "code_challenge": SEAL.challenge(begun.sign_in),
        "code_challenge_method": "S256",
    }


def test_who_signed_out_is_asked_again_who_they_are(desk: Desk) -> None:
    asked = parse_qs(urlsplit(desk.begin(anew=True).address).query)
    assert asked["prompt"] == ["login"]


def test_no_two_sign_ins_have_the_same_state(desk: Desk) -> None:
    assert desk.begin().sign_in.state != desk.begin().sign_in.state


def test_a_code_becomes_a_session_of_the_registered_person_in_this_browser(desk: Desk) -> None:
    signed_in = desk.finish(desk.returned(desk.begin()))
    assert signed_in.to == "/desk/cases?unit=centre"
    ((key, session),) = desk.sessions.sessions.items()
    assert key == key_of_token(signed_in.token)
    assert (session.issuer, session.subject, session.staff_id) == (ISSUER, "s-1", clerk().id)
    assert session.refusal(NOW, clerk(), PHONE) is None


def test_every_session_has_secrets_of_its_own(desk: Desk) -> None:
    first, second = (desk.finish(desk.returned(desk.begin())) for _ in range(2))
    assert first.token != second.token
    assert len({session.csrf_secret for session in desk.sessions.sessions.values()}) == 2


def test_a_code_is_taken_once(desk: Desk) -> None:
    returned = desk.returned(desk.begin())
    desk.finish(returned)
    with pytest.raises(SignInInterruptedError):
        desk.finish(returned)
    assert len(desk.sessions.sessions) == 1


def test_a_return_to_another_sign_in_of_the_same_browser_is_refused_before_the_code_is_used(
    desk: Desk,
) -> None:
    mine, other = desk.begin(), desk.begin()
    crossed = replace(desk.returned(mine), sealed=SEAL.seal(other.sign_in))
    with pytest.raises(SignInInterruptedError):
        desk.finish(crossed)
    assert len(desk.issuer.codes) == 1


def test_a_cookie_of_another_deployment_is_refused(desk: Desk) -> None:
    begun = desk.begin()
    foreign = replace(desk.returned(begun), sealed=SignInSeal(b"other").seal(begun.sign_in))
    with pytest.raises(SignInInterruptedError):
        desk.finish(foreign)


@pytest.mark.parametrize(
    "changes",
    [{"iss": "https://evil.example"}, {"aud": "other"}, {"exp": 0}, {"nonce": "other"}],
)
def test_an_identity_token_that_is_not_for_this_sign_in_makes_no_session(
    desk: Desk, changes: dict[str, Any]
) -> None:
    desk.issuer.changes |= changes
    with pytest.raises(SignInDeniedError):
        desk.finish(desk.returned(desk.begin()))
    assert desk.sessions.sessions == {}


def test_who_is_not_in_the_registry_or_no_more_in_office_gets_no_session(desk: Desk) -> None:
    for members in ({}, {(ISSUER, "s-1"): replace(clerk(), until=NOW)}):
        desk.registry.members = members
        with pytest.raises(NotRegisteredError):
            desk.finish(desk.returned(desk.begin()))
    assert desk.sessions.sessions == {}
