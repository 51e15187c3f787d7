"""What was typed in a session that is over, kept for whoever typed it."""

from datetime import timedelta

import pytest

from casework.domain.draft import LARGEST_DRAFT, Draft
from casework.domain.session import SessionRefusal, key_of_token, opaque_token, start_session
from casework.services.check_session import PresentedSession
from casework.services.keep_draft import keep_draft, take_draft
from tests.builders import NOW, clerk
from tests.fakes import InMemoryDrafts
from tests.identity import ISSUER, PHONE

PAGE, FORM = "/desk/cases/E8MY09Q4P0HG", "/desk/cases/E8MY09Q4P0HG/return"
TYPED = {"reason": ["不归我局管"], "units": ["court", "justice"], "empty": [""]}
OVER = {SessionRefusal.EXPIRED, SessionRefusal.ENDED, SessionRefusal.ROLE_CHANGED}


def presented(refusal: SessionRefusal | None) -> PresentedSession:
    session = start_session((ISSUER, "s-1"), clerk(), PHONE, "5ec4e7", NOW)
    return PresentedSession("key", session, clerk(), refusal)


def keep(
    drafts: InMemoryDrafts,
    refusal: SessionRefusal | None = SessionRefusal.EXPIRED,
    fields: dict[str, list[str]] | None = None,
) -> str | None:
    return keep_draft(presented(refusal), FORM, PAGE, fields or TYPED, NOW, drafts=drafts)


@pytest.mark.parametrize("refusal", sorted(OVER))
def test_what_was_typed_comes_back_to_the_same_person_on_the_same_page(
    refusal: SessionRefusal,
) -> None:
    drafts = InMemoryDrafts()
    token = keep(drafts, refusal)
    assert token is not None
    assert list(drafts.drafts) == [key_of_token(token)]
    expected = Draft(clerk().id, PAGE, FORM, TYPED, NOW + timedelta(hours=12))
    for _ in range(2):
        assert take_draft(token, clerk().id, PAGE, NOW, drafts=drafts) == expected


@pytest.mark.parametrize("refusal", [None, *sorted(set(SessionRefusal) - OVER)])
def test_nothing_is_kept_of_a_good_session_or_from_another_browser(
    refusal: SessionRefusal | None,
) -> None:
    drafts = InMemoryDrafts()
    assert keep(drafts, refusal) is None
    assert drafts.drafts == {}


def test_what_is_too_large_is_not_kept() -> None:
    drafts = InMemoryDrafts()
    assert keep(drafts, fields={"text": ["a" * LARGEST_DRAFT]}) is None
    assert drafts.drafts == {}


def test_nobody_else_no_other_page_and_no_later_day_gets_it() -> None:
    drafts = InMemoryDrafts()
    token = keep(drafts)
    assert token is not None
    assert take_draft(token, "somebody", PAGE, NOW, drafts=drafts) is None
    assert take_draft(token, clerk().id, FORM, NOW, drafts=drafts) is None
    late = NOW + timedelta(hours=12)
    assert take_draft(token, clerk().id, PAGE, late, drafts=drafts) is None


@pytest.mark.parametrize("token", ["", "x", opaque_token(bytes(32))])
def test_a_cookie_that_names_no_draft_gives_nothing(token: str) -> None:
    assert take_draft(token, clerk().id, PAGE, NOW, drafts=InMemoryDrafts()) is None
