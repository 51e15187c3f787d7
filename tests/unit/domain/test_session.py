"""What ends a session of staff, and which forms are of it."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casework.domain.session import (
    SessionRefusal,
    StaffSession,
    browser_of,
    key_of_token,
    opaque_token,
    start_session,
)
from casework.domain.staff import Role, StaffMember
from tests.builders import NOW, clerk, member
from tests.identity import ISSUER, PHONE

A_MOMENT = timedelta.resolution
HALF_A_DAY = timedelta(hours=12)
TOKEN = opaque_token(bytes(range(32)))


def session(words: str = "5ec4e7") -> StaffSession:
    return start_session((ISSUER, "s-1"), clerk(), PHONE, words, NOW)


def refusal(
    now: datetime = NOW,
    *,
    entry: StaffMember | None = None,
    browser: str = PHONE,
    of: StaffSession | None = None,
) -> SessionRefusal | None:
    return (of or session()).refusal(now, entry or clerk(), browser)


def test_a_session_remembers_whom_it_is_for_and_ends_after_twelve_hours() -> None:
    started = session()
    assert (started.issuer, started.subject) == (ISSUER, "s-1")
    assert (started.staff_id, started.role, started.unit) == (clerk().id, Role.CLERK, "centre")
    assert (started.started_at, started.expires_at) == (NOW, NOW + HALF_A_DAY)


def test_a_session_stands_until_its_twelve_hours_are_over() -> None:
    assert refusal(NOW) is None
    assert refusal(NOW + HALF_A_DAY - A_MOMENT) is None
    assert refusal(NOW + HALF_A_DAY) is SessionRefusal.EXPIRED


def test_a_session_that_ended_does_not_stand() -> None:
    over = replace(session(), ended_at=NOW)
    assert refusal(of=over) is SessionRefusal.ENDED


@pytest.mark.parametrize("browser", ["", PHONE + " ", "curl/8.0", "浏览器"])
def test_a_cookie_is_good_in_the_browser_that_it_was_given_to_alone(browser: str) -> None:
    assert refusal(browser=browser) is SessionRefusal.OTHER_BROWSER
    assert SessionRefusal.OTHER_BROWSER.ends_session is True


@pytest.mark.parametrize(
    "entry",
    [
        member(Role.SUPERVISOR, "centre", id=clerk().id),
        member(Role.CLERK, "justice", id=clerk().id),
        member(Role.CLERK, "centre", id="somebody-else"),
        replace(clerk(), until=NOW),
        replace(clerk(), since=NOW + A_MOMENT),
    ],
)
def test_another_role_unit_or_person_or_an_entry_out_of_force_ends_it(entry: StaffMember) -> None:
    assert refusal(entry=entry) is SessionRefusal.ROLE_CHANGED
    assert SessionRefusal.ROLE_CHANGED.ends_session is True


def test_somebody_whom_the_registry_does_not_know_any_more_is_out() -> None:
    assert session().refusal(NOW, None, PHONE) is SessionRefusal.ROLE_CHANGED


def test_a_new_name_or_a_longer_term_changes_nothing() -> None:
    renamed = replace(clerk(), name="李静静", until=NOW + timedelta(days=365))
    assert refusal(entry=renamed) is None


def test_a_session_that_is_over_already_is_not_ended_again() -> None:
    over = {SessionRefusal.MISSING, SessionRefusal.EXPIRED, SessionRefusal.ENDED}
    assert {each for each in SessionRefusal if not each.ends_session} == over


def test_forms_of_one_session_are_not_those_of_another() -> None:
    mine, other = session(), session("0ther")
    assert mine.accepts_token(mine.csrf_token) is True
    assert mine.accepts_token(other.csrf_token) is False
    assert mine.accepts_token("") is False
    assert mine.accepts_token("令牌") is False
    assert mine.csrf_secret not in mine.csrf_token


def test_what_is_kept_of_the_browser_says_nothing_in_another_session() -> None:
    assert browser_of(PHONE, "a") != browser_of(PHONE, "b")
    assert PHONE not in browser_of(PHONE, "a")


def test_a_cookie_is_kept_as_its_digest_alone() -> None:
    assert key_of_token(TOKEN) == hashlib.sha256(TOKEN.encode()).hexdigest()


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "A", TOKEN[:-1] + "=", "é" * 43])
def test_what_is_no_cookie_of_ours_has_no_key(token: str) -> None:
    assert key_of_token(token) is None
