"""Whom a session cookie stands for, and which cookie costs its session."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.domain.session import SessionRefusal, key_of_token, opaque_token, start_session
from casework.services.check_session import PresentedSession, check_session
from tests.builders import NOW, clerk
from tests.fakes import InMemorySessions, InMemoryStaff
from tests.identity import ISSUER, PHONE

TOKEN = opaque_token(bytes(range(32)))
KEY = str(key_of_token(TOKEN))


class Desk:
    """A clerk with an open session."""

    def __init__(self) -> None:
        self.registry = InMemoryStaff({(ISSUER, "s-1"): clerk()})
        self.sessions = InMemorySessions()
        self.sessions.add(KEY, start_session((ISSUER, "s-1"), clerk(), PHONE, "5ec4e7", NOW))

    def check(
        self, token: str = TOKEN, browser: str = PHONE, now: timedelta = timedelta(0)
    ) -> PresentedSession | None:
        moment = NOW + now
        return check_session(token, browser, moment, sessions=self.sessions, registry=self.registry)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def refusal_of(presented: PresentedSession | None) -> SessionRefusal | None:
    assert presented is not None
    return presented.refusal


def test_an_open_session_gives_its_person_as_registered_now(desk: Desk) -> None:
    desk.registry.put(ISSUER, "s-1", replace(clerk(), name="李静静"))
    presented = desk.check()
    assert presented is not None
    assert (presented.key, presented.refusal) == (KEY, None)
    assert presented.member == replace(clerk(), name="李静静")


@pytest.mark.parametrize("token", ["", "x", opaque_token(bytes(32))])
def test_a_cookie_that_names_no_session_stands_for_nobody(desk: Desk, token: str) -> None:
    assert desk.check(token) is None


def test_a_stolen_cookie_is_refused_and_costs_the_session(desk: Desk) -> None:
    assert refusal_of(desk.check(browser="curl/8.0")) is SessionRefusal.OTHER_BROWSER
    assert refusal_of(desk.check()) is SessionRefusal.ENDED
    assert desk.sessions.sessions[KEY].ended_at == NOW


def test_a_changed_role_ends_the_session_for_good(desk: Desk) -> None:
    desk.registry.put(ISSUER, "s-1", replace(clerk(), unit="justice"))
    assert refusal_of(desk.check()) is SessionRefusal.ROLE_CHANGED
    desk.registry.put(ISSUER, "s-1", clerk())
    assert refusal_of(desk.check()) is SessionRefusal.ENDED


def test_a_session_that_expired_is_left_as_it_is(desk: Desk) -> None:
    assert refusal_of(desk.check(now=timedelta(hours=12))) is SessionRefusal.EXPIRED
    assert desk.sessions.sessions[KEY].ended_at is None
