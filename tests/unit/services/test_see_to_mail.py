"""E-mails that wait for a clerk: who may list, open and settle them."""

from __future__ import annotations

import pytest

from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.staff import Role, StaffMember
from casework.domain.unread_mail import (
    MailOutcome,
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
    link = open_mail(WAITING.id, clerk, mails=mails, originals=NamedOriginals())
    assert link == "https://intake.example/mail/1"
    settle_mail(WAITING.id, MailOutcome.TAKEN_DOWN, clerk, NOW, mails=mails)
    done = Settlement(MailOutcome.TAKEN_DOWN, "staff-1", NOW)
    assert mails.find(WAITING.id).settlement == done
    assert list_mails(clerk, limit=5, start=None, mails=mails).mails == ()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLERK])
def test_nobody_else_does(mails: InMemoryUnreadMails, role: Role) -> None:
    with pytest.raises(NotPermittedError):
        list_mails(person(role), limit=5, start=None, mails=mails)
    with pytest.raises(NotPermittedError):
        open_mail(WAITING.id, person(role), mails=mails, originals=NamedOriginals())
    with pytest.raises(NotPermittedError):
        settle_mail(WAITING.id, MailOutcome.SET_ASIDE, person(role), NOW, mails=mails)
    assert mails.find(WAITING.id) == WAITING


def test_what_is_not_there_is_not_opened(mails: InMemoryUnreadMails) -> None:
    with pytest.raises(NotFoundError):
        open_mail("0" * 32, person(Role.CLERK), mails=mails, originals=NamedOriginals())
