"""Sessions and drafts in the table: what is written down, what it costs, when it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from casework.adapters.dynamodb.drafts import DynamoDrafts
from casework.adapters.dynamodb.items import DraftItem, SessionItem
from casework.adapters.dynamodb.sessions import DynamoSessions
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.draft import Draft
from casework.domain.session import key_of_token, opaque_token, start_session
from casework.services.check_session import check_session
from tests.builders import NOW, clerk
from tests.identity import ISSUER, PHONE

if TYPE_CHECKING:
    from tests.integration.wire import Wire

TOKEN = opaque_token(bytes(range(32)))
KEY = str(key_of_token(TOKEN))
SESSION = start_session((ISSUER, "s-1"), clerk(), PHONE, "5ec4e7", NOW)
DRAFT = Draft("u-1", "/desk", "/desk", {}, NOW + timedelta(hours=12))


@pytest.mark.usefixtures("table")
def test_a_session_is_forgotten_a_day_after_its_twelve_hours() -> None:
    DynamoSessions().add(KEY, SESSION)
    item = SessionItem.get(f"SESSION#{KEY}", "SESSION")
    assert item.expires_at == NOW + timedelta(hours=36)
    DynamoSessions().end(KEY, NOW)
    assert SessionItem.get(f"SESSION#{KEY}", "SESSION").expires_at == NOW + timedelta(hours=36)


@pytest.mark.usefixtures("table")
def test_a_draft_is_forgotten_when_it_expires() -> None:
    DynamoDrafts().add(KEY, DRAFT)
    assert DraftItem.get(f"DRAFT#{KEY}", "DRAFT").expires_at == NOW + timedelta(hours=12)


@pytest.mark.usefixtures("table")
def test_the_cookie_s_value_is_nowhere_in_the_store() -> None:
    DynamoSessions().add(KEY, SESSION)
    item = SessionItem.get(f"SESSION#{KEY}", "SESSION")
    assert TOKEN not in repr(item.to_simple_dict())


@pytest.mark.usefixtures("table")
def test_a_page_of_staff_costs_two_requests_and_no_token_none(wire: Wire) -> None:
    DynamoSessions().add(KEY, SESSION)
    DynamoStaff().put(ISSUER, "s-1", clerk())
    asked = {}
    for name, token, browser in (
        ("good", TOKEN, PHONE),
        ("unknown", opaque_token(bytes(32)), PHONE),
        ("malformed", "x", PHONE),
        ("stolen", TOKEN, "curl/8.0"),
    ):
        with wire.recording() as calls:
            check_session(token, browser, NOW, sessions=DynamoSessions(), registry=DynamoStaff())
        asked[name] = [call.operation for call in calls]
    assert asked == {
        "good": ["GetItem", "GetItem"],
        "unknown": ["GetItem"],
        "malformed": [],
        "stolen": ["GetItem", "GetItem", "UpdateItem"],
    }
