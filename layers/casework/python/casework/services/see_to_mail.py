"""See to e-mails that nobody but a person can take in (未能登记的邮件): list, open, settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.unread_mail import Settlement

if TYPE_CHECKING:
    from datetime import datetime

    from casework.channel_ports import MailOriginals, UnreadMails, UnreadPage
    from casework.domain.staff import StaffMember
    from casework.domain.unread_mail import MailOutcome


def list_mails(
    member: StaffMember, *, limit: int, start: str | None, mails: UnreadMails
) -> UnreadPage:
    """Those that wait, the oldest first; raises NotPermittedError, and InvalidInputError for a bad
    `start`.
    """
    authorize(member, Action.LIST_MAILS)
    return mails.page(limit=limit, start=start)


def open_mail(
    mail_id: str, member: StaffMember, *, mails: UnreadMails, originals: MailOriginals
) -> str:
    """An address that downloads the e-mail as it came, for a few minutes; raises NotPermittedError
    and NotFoundError.
    """
    authorize(member, Action.LIST_MAILS)
    return originals.link(mails.find(mail_id).stored.key)


def settle_mail(
    mail_id: str,
    outcome: MailOutcome,
    member: StaffMember,
    now: datetime,
    *,
    mails: UnreadMails,
    originals: MailOriginals,
) -> None:
    """Take an e-mail off the list, with who did it and when on record, and delete it; by the same
    person again it is no error, and deletes what could not be deleted before. Raises
    NotPermittedError, NotFoundError, and MailSettledError when somebody else was first.
    """
    authorize(member, Action.SETTLE_MAIL)
    settled = mails.settle(mail_id, Settlement(outcome, member.id, now))
    originals.discard(settled.stored.key)
