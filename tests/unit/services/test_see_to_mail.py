"""E-mails that wait for a clerk: who may list, open and settle them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from casework.domain.errors import NotFoundError, NotPermittedError, StoreUnavailableError
from casework.domain.staff import Role, StaffMember
from casework.domain.unread_mail import (
    MailOutcome,
    MailSettledError,
    Settlement,
    StoredMail,
    UnreadMail,
    UnreadReason,
    mail_id,
)
from casework.services.see_to_mail import list_mails, open_mail, settle_mail
from tests.builders import NOW
from tests.mail_fakes import InMemoryUnreadMails, NamedOriginals

WAITING = UnreadMail(mail_id("mail/1"), StoredMail("mail/1", NOW, 9), UnreadReason.NO_SENDER)


def person(role: Role) -> StaffMember:
    """Somebody of the service centre."""
    return StaffMember("staff-1", "某", role, "centre", NOW, None)


@pytest.fixture
def mails() -> InMemoryUnreadMails:
    """One e-mail waits."""
    return InMemoryUnreadMails({WAITING.id: WAITING})


def test_a_clerk_lists_opens_and_settles(mails: InMemoryUnreadMails) -> None:
    clerk = person(Role.CLERK)
    assert list_mails(clerk, limit=5, start=None, mails=mails).mails == (WAITING,)
    originals = NamedOriginals()
    link = open_mail(WAITING.id, clerk, mails=mails, originals=originals)
    assert link == "https://intake.example/mail/1"
    settle_mail(WAITING.id, MailOutcome.TAKEN_DOWN, clerk, NOW, mails=mails, originals=originals)
    done = Settlement(MailOutcome.TAKEN_DOWN, "staff-1", NOW)
    assert mails.find(WAITING.id).settlement == done
    assert list_mails(clerk, limit=5, start=None, mails=mails).mails == ()


def test_a_settled_e_mail_is_deleted_though_it_fails_at_first(mails: InMemoryUnreadMails) -> None:
    clerk, originals = person(Role.CLERK), NamedOriginals(failures=1)
    settle = partial(
        settle_mail, WAITING.id, MailOutcome.SET_ASIDE, clerk, mails=mails, originals=originals
    )
    with pytest.raises(StoreUnavailableError):
        settle(NOW)
    settle(NOW + timedelta(minutes=1))
    assert originals.discarded == ["mail/1"]


def test_who_comes_second_deletes_nothing(mails: InMemoryUnreadMails) -> None:
    mails.settle(WAITING.id, Settlement(MailOutcome.SET_ASIDE, "staff-2", NOW))
    originals = NamedOriginals()
    with pytest.raises(MailSettledError):
        settle_mail(
            *(WAITING.id, MailOutcome.SET_ASIDE, person(Role.CLERK), NOW),
            mails=mails,
            originals=originals,
        )
    assert originals.discarded == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLERK])
def test_nobody_else_does(mails: InMemoryUnreadMails, role: Role) -> None:
    with pytest.raises(NotPermittedError):
        list_mails(person(role), limit=5, start=None, mails=mails)
    with pytest.raises(NotPermittedError):
        open_mail(WAITING.id, person(role), mails=mails, originals=NamedOriginals())
    with pytest.raises(NotPermittedError):
        settle_mail(
            *(WAITING.id, MailOutcome.SET_ASIDE, person(role), NOW),
            mails=mails,
            originals=NamedOriginals(),
        )
    assert mails.find(WAITING.id) == WAITING


def test_what_is_not_there_is_not_opened(mails: InMemoryUnreadMails) -> None:
    with pytest.raises(NotFoundError):
        open_mail("0" * 32, person(Role.CLERK), mails=mails, originals=NamedOriginals())
