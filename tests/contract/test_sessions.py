"""Sessions and drafts in a store: found by their key alone, ended once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.domain.draft import Draft
from casework.domain.session import StaffSession, start_session
from casework.ports import Drafts, Sessions
from tests.builders import NOW, clerk, handler
from tests.fakes import InMemoryDrafts, InMemorySessions
from tests.identity import ISSUER, PHONE

LATER = NOW + timedelta(minutes=1)
TYPED = {"text": ["请示 “加急”\n第二行"], "units": ["court", "justice"], "empty": [""]}
DRAFT = Draft("u-1", "/desk/cases/x", "/desk/cases/x/reply", TYPED, LATER)


@pytest.fixture
def sessions(store: str) -> Sessions:
    if store == "fake":
        return InMemorySessions()
    from casework.adapters.dynamodb.sessions import DynamoSessions  # noqa: PLC0415 - not for fakes

    return DynamoSessions()


@pytest.fixture
def drafts(store: str) -> Drafts:
    if store == "fake":
        return InMemoryDrafts()
    from casework.adapters.dynamodb.drafts import DynamoDrafts  # noqa: PLC0415 - not for fakes

    return DynamoDrafts()


def session(subject: str = "s-1") -> StaffSession:
    return start_session((ISSUER, subject), clerk(), PHONE, f"secret of {subject}", NOW)


def test_a_session_is_found_by_its_key(sessions: Sessions) -> None:
    sessions.add("a", session())
    other = start_session((ISSUER, "s-2"), handler("justice"), PHONE, "other", NOW)
    sessions.add("b", other)
    assert sessions.find("a") == session()
    assert sessions.find("b") == other
    assert sessions.find("c") is None


def test_a_session_ends_once(sessions: Sessions) -> None:
    sessions.add("a", session())
    sessions.end("a", NOW)
    sessions.end("a", LATER)
    assert sessions.find("a") == replace(session(), ended_at=NOW)


def test_a_session_that_is_not_there_is_not_made_by_ending_it(sessions: Sessions) -> None:
    sessions.end("a", NOW)
    assert sessions.find("a") is None


def test_a_draft_is_found_by_its_key_as_it_was_typed(drafts: Drafts) -> None:
    drafts.add("a", DRAFT)
    assert drafts.find("a") == DRAFT
    assert drafts.find("b") is None
