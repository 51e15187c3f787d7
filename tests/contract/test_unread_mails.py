"""E-mails that wait for a clerk, in a store: listed once, settled once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from casework.domain.errors import InvalidInputError, NotFoundError
from casework.domain.unread_mail import (
    MailOutcome,
    MailSettledError,
    Settlement,
    StoredMail,
    UnreadMail,
    UnreadReason,
    mail_id,
)
from tests.builders import NOW
from tests.mail_fakes import InMemoryUnreadMails

if TYPE_CHECKING:
    from casework.channel_ports import UnreadMails

ASIDE = Settlement(MailOutcome.SET_ASIDE, "staff-clerk", NOW)


def unread(number: int) -> UnreadMail:
    """An e-mail that came so many minutes late."""
    key = f"mail/{number:04d}"
    stored = StoredMail(key, NOW + timedelta(minutes=number), 2048)
    return UnreadMail(mail_id(key), stored, UnreadReason.CASE_CLOSED, "E8MY09Q4P0HG")


@pytest.fixture
def mails(store: str) -> UnreadMails:
    """The store under test, empty."""
    if store == "fake":
        return InMemoryUnreadMails()
    from casework.adapters.dynamodb.unread_mail import (  # noqa: PLC0415 - not for fakes
        DynamoUnreadMails,
    )

    return DynamoUnreadMails()


def listed(mails: UnreadMails, limit: int = 25) -> list[UnreadMail]:
    """Everything that waits, page by page."""
    page = mails.page(limit=limit, start=None)
    found = [*page.mails]
    while page.next_key:
        page = mails.page(limit=limit, start=page.next_key)
        found += page.mails
    return found


def test_what_was_added_waits_the_oldest_first(mails: UnreadMails) -> None:
    for number in (3, 1, 2):
        mails.add(unread(number))
    assert listed(mails) == listed(mails, limit=2) == [unread(1), unread(2), unread(3)]


def test_the_same_e_mail_is_listed_once_and_stays_settled(mails: UnreadMails) -> None:
    mails.add(unread(1))
    mails.add(unread(1))
    assert listed(mails) == [unread(1)]
    assert mails.settle(unread(1).id, ASIDE) == replace(unread(1), settlement=ASIDE)
    mails.add(unread(1))
    assert listed(mails) == []
    assert mails.find(unread(1).id).settlement == ASIDE


def test_who_settles_it_first_has_done_so(mails: UnreadMails) -> None:
    mails.add(unread(1))
    mails.settle(unread(1).id, ASIDE)
    later = NOW + timedelta(hours=1)
    again = mails.settle(unread(1).id, Settlement(ASIDE.outcome, ASIDE.staff_id, later))
    assert again == replace(unread(1), settlement=ASIDE)
    for other in (
        Settlement(MailOutcome.TAKEN_DOWN, ASIDE.staff_id, later),
        Settlement(ASIDE.outcome, "staff-other", later),
    ):
        with pytest.raises(MailSettledError):
            mails.settle(unread(1).id, other)
    assert mails.find(unread(1).id).settlement == ASIDE


@pytest.mark.parametrize("name", [unread(9).id, "nonsense", ""])
def test_what_is_not_there_is_neither_found_nor_settled(mails: UnreadMails, name: str) -> None:
    with pytest.raises(NotFoundError):
        mails.find(name)
    with pytest.raises(NotFoundError):
        mails.settle(name, ASIDE)


def test_a_place_that_is_none_of_the_list_is_refused(mails: UnreadMails) -> None:
    with pytest.raises(InvalidInputError):
        mails.page(limit=5, start="nonsense")
