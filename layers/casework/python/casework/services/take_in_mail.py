"""Take in an e-mail (邮件诉求, P2): it becomes a case, or adds to the case that it answers, or
waits for a clerk.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from casework.domain.confidential_wish import asks_for_confidence
from casework.domain.errors import NotFoundError
from casework.domain.event_facts import Way
from casework.domain.events import Actor, ActorKind, Channel
from casework.domain.intake import SupplementCase, check_supplement
from casework.domain.lifecycle import perform
from casework.domain.particulars import ParticularsKind
from casework.domain.quota import Quota, hour_of
from casework.domain.reach_events import NotReachedReason
from casework.domain.reaching import RecordNotReached
from casework.domain.rules import CaseClosedError, CaseExistsError, OverQuotaError
from casework.domain.tokens import OWN_ID
from casework.domain.unread_mail import (
    MailGoneError,
    UnreadableMailError,
    UnreadMail,
    UnreadReason,
    mail_id,
)
from casework.services.commanding import Writing, context_of
from casework.services.deciding_again import deciding_again
from casework.services.file_case import (
    ENTERPRISE,
    QUOTA_AGE,
    Filing,
    Source,
    filed_before,
    opening_of,
    search_keys_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.channel_ports import MailDrop, MailFiles, ReceivedMail, UnreadMails
    from casework.domain.incoming_mail import IncomingMail
    from casework.domain.lifecycle import Command
    from casework.domain.tokens import TokenMint
    from casework.domain.unread_mail import StoredMail
    from casework.ports import CaseRepository, Configuration

INTAKE = Actor(ActorKind.PLATFORM, "mail_intake")
"""Who records that an e-mail of ours came back."""

_SOURCE = Source(ENTERPRISE, Channel.MAIL, "mail")
"""No printed code led to such a case: the way it came stands for its place."""

_HANZI = re.compile("[一-鿿]")


class TakenIn(StrEnum):
    """What became of an e-mail."""

    FILED = "filed"
    ADDED = "added"
    IGNORED = "ignored"
    WAITS = "waits"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class MailDesk:
    """What taking in e-mails needs."""

    drop: MailDrop
    files: MailFiles
    unread: UnreadMails
    cases: CaseRepository
    configuration: Configuration
    mint: Callable[[], TokenMint]


def take_in_mail(stored: StoredMail, now: datetime, desk: MailDesk) -> TakenIn:
    """Take in an e-mail, once, however often it is delivered and under however many keys: the case
    and the addition are named by what it says.

    Nothing that a person wrote is lost: what cannot be understood or has no case to go to is listed
    for a clerk. Files are handed in after the case is committed. Raises StoreUnavailableError, and
    can be repeated then.
    """
    try:
        with desk.drop.open(stored.key) as received:
            return _taken(received, stored, now, desk)
    except UnreadableMailError as error:
        unread = UnreadMail(mail_id(stored.key), stored, error.reason, error.case_id)
        desk.unread.add(unread)
        return TakenIn.WAITS
    except MailGoneError:
        return TakenIn.GONE


def _taken(received: ReceivedMail, stored: StoredMail, now: datetime, desk: MailDesk) -> TakenIn:
    mail = received.mail
    if mail.automatic:
        _record_bounce(mail, now, desk)
        return TakenIn.IGNORED
    answered = _case_answered(mail, desk)
    case_id = _added(mail, answered, now, desk) if answered else _filed(mail, now, desk)
    for attachment in mail.attachments:
        upload = desk.mint().upload_id(case_id, f"{_name_of(mail)}.{attachment.number}")
        desk.files.put(case_id, upload, received.content(attachment))
    if mail.is_cut:
        raise UnreadableMailError(UnreadReason.TEXT_CUT, case_id)
    return TakenIn.ADDED if answered else TakenIn.FILED


def _case_answered(mail: IncomingMail, desk: MailDesk) -> str | None:
    """The case whose e-mail this one answers; None when it answers none of ours."""
    ours = [found[1] for each in mail.references if (found := OWN_ID.fullmatch(each))]
    for reference in ours:
        try:
            return desk.mint().case_of_mail_reference(reference)
        except NotFoundError:
            continue
    if ours:
        raise UnreadableMailError(UnreadReason.UNKNOWN_REFERENCE)
    return None


def _added(mail: IncomingMail, case_id: str, now: datetime, desk: MailDesk) -> str:
    """Add what is new to the case; an answer that brings files alone adds no text."""
    said = mail.added
    if not said and not mail.attachments:
        raise UnreadableMailError(UnreadReason.NO_TEXT, case_id)
    try:
        if said:
            name = desk.mint().digest("mail-addition", _name_of(mail))
            _perform_once(case_id, ENTERPRISE, name, partial(_addition, said), now, desk)
        else:
            check_supplement(desk.cases.get(case_id), now)
    except CaseClosedError as error:
        raise UnreadableMailError(UnreadReason.CASE_CLOSED, case_id) from error
    except NotFoundError as error:
        raise UnreadableMailError(UnreadReason.UNKNOWN_REFERENCE) from error
    return case_id


def _addition(said: str, writing: Writing) -> SupplementCase:
    return SupplementCase(writing.add(ParticularsKind.ADDITION, text=said))


def _filed(mail: IncomingMail, now: datetime, desk: MailDesk) -> str:
    """File a case; over the sender's quota it is marked, as any other (DESIGN 4)."""
    if mail.is_suspect:
        raise UnreadableMailError(UnreadReason.SPAM)
    if not mail.sender:
        raise UnreadableMailError(UnreadReason.NO_SENDER)
    if not mail.told:
        raise UnreadableMailError(UnreadReason.NO_TEXT)
    mint, filing = desk.mint(), filing_of(mail)
    key = mint.mail_form_key(_name_of(mail), now)
    open_case = partial(
        opening_of, filing, key, _SOURCE, now, configuration=desk.configuration, mint=mint
    )
    keys, quotas = search_keys_of(filing, mint), _quotas(mail, now, desk)
    opening = open_case()
    try:
        try:
            desk.cases.add(opening.change, (opening.text,), None, keys, quotas)
        except OverQuotaError:
            opening = open_case(over_quota=True)
            desk.cases.add(opening.change, (opening.text,), None, keys, quotas)
    except CaseExistsError:
        filed_before(opening.change.after, mint.tracking_token(key), desk.cases)
    return opening.change.after.id


def filing_of(mail: IncomingMail) -> Filing:
    """What an e-mail files: its words, and how its sender can be told of progress. It names neither
    enterprise nor telephone in a field of its own; the clerk or the department asks.
    """
    fields = {
        "what_happened": mail.told,
        "contact_name": mail.sender_name,
        "contact_email": mail.sender,
        "notify_by": Way.EMAIL.value,
    }
    return Filing(
        code_token="",
        form_key="",
        category=None,
        township=None,
        confidential=asks_for_confidence(mail.subject, mail.text),
        language="zh" if _HANZI.search(mail.told) else "en",
        fields={name: text for name, text in fields.items() if text},
    )


def _quotas(mail: IncomingMail, now: datetime, desk: MailDesk) -> tuple[Quota, ...]:
    """What the e-mail counts in: its sender's hour, under a name that says nothing about them."""
    hour, policy = hour_of(now), desk.configuration.quota_policy()
    device = desk.mint().digest(f"device-{hour}", f"mail:{mail.sender}")
    return (Quota(f"device#{device}#{hour}", policy.per_device, now + QUOTA_AGE),)


def _record_bounce(mail: IncomingMail, now: datetime, desk: MailDesk) -> None:
    """An e-mail of ours did not arrive: its case says so, and a person tells the enterprise."""
    for reported in mail.bounced:
        found = OWN_ID.fullmatch(reported)
        if not found:
            continue
        try:
            case_id = desk.mint().case_of_mail_reference(found[1])
            name = desk.mint().digest("mail-bounce", reported)
            _perform_once(case_id, INTAKE, name, _not_reached, now, desk)
        except NotFoundError:
            continue


def _not_reached(_writing: Writing) -> RecordNotReached:
    return RecordNotReached(Way.EMAIL, NotReachedReason.REFUSED)


def _perform_once(
    case_id: str,
    actor: Actor,
    name: str,
    command: Callable[[Writing], Command],
    now: datetime,
    desk: MailDesk,
) -> None:
    """Do something to a case unless it was done under this name before."""

    def do() -> None:
        file = desk.cases.file(case_id)
        if any(event.command_id == name for event in file.events):
            return
        writing = Writing(file.case.version + 1)
        commands = (command(writing),)
        context = context_of(file.case, now, actor, name, desk.configuration)
        desk.cases.save(perform(file.case, commands, context), writing.texts)

    deciding_again(do)


def _name_of(mail: IncomingMail) -> str:
    """What tells an e-mail from every other one, also where programs give two the same id."""
    said = hashlib.sha256("\0".join([mail.subject, mail.text]).encode()).hexdigest()
    return "\0".join([mail.id, mail.sender, said])
