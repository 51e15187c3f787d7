"""E-mails that wait for a clerk, at the console and for programs: listed, opened, settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from casework.adapters.dynamodb.unread_mail import DynamoUnreadMails
from casework.domain.unread_mail import (
    MailOutcome,
    Settlement,
    StoredMail,
    UnreadMail,
    UnreadReason,
    mail_id,
)
from tests.integration.callers import signed_in
from tests.integration.county import NOW, STAFF
from tests.integration.desk_people import AtTheDesk, at_the_desk
from tests.integration.dropping import drop, kept

if TYPE_CHECKING:
    from tests.integration.house import House

KEY = "mail/0001"
ID = mail_id(KEY)
PAGE, API = "/desk/mail", "/api/desk/mail"


@pytest.fixture
def clerk(house: House) -> AtTheDesk:
    """A clerk at the console, and an e-mail that waits."""
    drop(house, KEY, b"as it came")
    mails = DynamoUnreadMails()
    mails.add(UnreadMail(ID, StoredMail(KEY, NOW, 2048), UnreadReason.NO_TEXT))
    return at_the_desk(STAFF["clerk"], NOW)


def settled() -> Settlement | None:
    """What is on record of the e-mail."""
    return DynamoUnreadMails().find(ID).settlement


def test_the_page_says_when_it_came_how_large_it_is_and_why_it_waits(clerk: AtTheDesk) -> None:
    page = clerk.get(PAGE)
    assert page.status == 200
    for shown in ("09:41", "2 KB", "邮件没有正文", f'action="{PAGE}/{ID}"'):
        assert shown in page.text


def test_the_original_opens_by_a_link_that_downloads_and_expires(clerk: AtTheDesk) -> None:
    answer = clerk.get(f"{PAGE}/{ID}")
    assert answer.status == 303
    assert f"/{KEY}?" in answer.location
    assert "response-content-disposition=attachment" in answer.location
    assert "X-Amz-Expires=300" in answer.location


def test_set_aside_it_is_on_record_and_listed_no_more_and_deleted(
    house: House, clerk: AtTheDesk
) -> None:
    answer = clerk.post(f"{PAGE}/{ID}", {"outcome": "set_aside"})
    assert (answer.status, answer.location) == (303, f"{PAGE}?done=set_aside")
    assert settled() == Settlement(MailOutcome.SET_ASIDE, "staff-clerk", NOW)
    page = clerk.get(answer.location)
    assert "邮件已搁置" in page.text
    assert kept(house) == []
    assert ID not in page.text


def test_taken_down_it_leads_to_the_form_for_a_new_case(clerk: AtTheDesk) -> None:
    answer = clerk.post(f"{PAGE}/{ID}", {"outcome": "taken_down"})
    assert (answer.status, answer.location) == (303, "/desk/intake")
    assert settled() == Settlement(MailOutcome.TAKEN_DOWN, "staff-clerk", NOW)


def test_who_comes_second_is_told(clerk: AtTheDesk) -> None:
    clerk.post(f"{PAGE}/{ID}", {"outcome": "taken_down"})
    answer = clerk.post(f"{PAGE}/{ID}", {"outcome": "set_aside"})
    assert "这封邮件已经有人处理" in clerk.get(answer.location).text


@pytest.mark.parametrize("outcome", ["", "burnt"])
def test_what_is_no_outcome_settles_nothing(clerk: AtTheDesk, outcome: str) -> None:
    answer = clerk.post(f"{PAGE}/{ID}", {"outcome": outcome})
    assert answer.location == f"{PAGE}?problem=invalid_input"
    assert settled() is None


def test_programs_see_and_settle_the_same(clerk: AtTheDesk) -> None:
    caller = signed_in("clerk")
    (listed,) = caller.get(API).json()["mails"]
    assert (listed["id"], listed["reason"], listed["size"]) == (ID, "no_text", 2048)
    assert f"/{KEY}?" in caller.get(f"{API}/{ID}").json()["link"]
    assert caller.post_json(f"{API}/{ID}", {"outcome": "burnt"}).status == 422
    assert caller.post_json(f"{API}/{ID}", {"outcome": "set_aside"}).status == 200
    assert caller.get(API).json()["mails"] == []


@pytest.mark.parametrize("name", ["0" * 32, "x"])
def test_an_e_mail_that_there_is_not_is_not_found(clerk: AtTheDesk, name: str) -> None:
    assert clerk.get(f"{PAGE}/{name}").status == 404
    assert signed_in("clerk").get(f"{API}/{name}").status == 404
