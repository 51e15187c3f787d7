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
from casework.domain.particulars import ParticularsKind
from casework.domain.quota import Quota, hour_of
from casework.domain.reach_events import NotReachedReason
from casework.domain.reaching import RecordNotReached
from casework.domain.rules import CaseClosedError, CaseExistsError, OverQuotaError
from casework.domain.tokens import OWN_ID, split_token
from casework.domain.unread_mail import (
    MailGoneError,
    UnreadableMailError,
    UnreadMail,
    UnreadReason,
    mail_id,
)
from casework.services.acting_once import act_once
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
    from casework.domain.case import Case
    from casework.domain.incoming_mail import IncomingMail
    from casework.domain.lifecycle import Command
    from casework.domain.tokens import TokenMint
    from casework.domain.unread_mail import StoredMail
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Writing

INTAKE = Actor(ActorKind.PLATFORM, "mail_intake")
"""Who records that an e-mail of ours came back."""

_SOURCE = Source(ENTERPRISE, Channel.MAIL, "mail")
"""No printed code led to such a case: the way it came stands for its place."""

MOST_REFERENCES = 10
"""E-mails of ours that one e-mail may name; each costs a read."""

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
    for a clerk. Files are handed in after the case is committed; what is on the case entirely is
    deleted last, so that erasing the case erases it. Raises StoreUnavailableError, and can be
    repeated then.
    """
    try:
        with desk.drop.open(stored.key) as received:
            taken = _taken(received, now, desk)
    except UnreadableMailError as error:
        unread = UnreadMail(mail_id(stored.key), stored, error.reason, error.case_id)
        desk.unread.add(unread)
        return TakenIn.WAITS
    except MailGoneError:
        return TakenIn.GONE
    if taken is not TakenIn.IGNORED:
        desk.drop.discard(stored.key)
    return taken


def _taken(received: ReceivedMail, now: datetime, desk: MailDesk) -> TakenIn:
    mail = received.mail
    if mail.automatic:
        _record_bounce(mail, now, desk)
        return TakenIn.IGNORED
    answered = _case_answered(mail, desk)
    case_id = _added(mail, answered, now, desk) if answered else _filed(mail, now, desk)
    _hand_in_files(received, case_id, desk)
    if mail.is_cut:
        raise UnreadableMailError(UnreadReason.TEXT_CUT, case_id)
    if answered and mail.may_add_more:
        raise UnreadableMailError(UnreadReason.NO_TEXT, case_id)
    return TakenIn.ADDED if answered else TakenIn.FILED


def _hand_in_files(received: ReceivedMail, case_id: str, desk: MailDesk) -> None:
    """A file is named by what it holds too: without a message id the same words may come again with
    another file.
    """
    for attachment in received.mail.attachments:
        held = hashlib.sha256()
        for chunk in received.content(attachment):
            held.update(chunk)
        source = f"{_name_of(received.mail)}.{attachment.number}.{held.hexdigest()}"
        upload = desk.mint().upload_id(case_id, source)
        desk.files.put(case_id, upload, received.content(attachment))


def _case_answered(mail: IncomingMail, desk: MailDesk) -> Case | None:
    """The case whose e-mail this one answers; None when it answers none of ours."""
    ours = [found[1] for each in mail.references if (found := OWN_ID.fullmatch(each))]
    for reference in list(dict.fromkeys(ours))[:MOST_REFERENCES]:
        try:
            return _case_referred_to(reference, desk)
        except NotFoundError:
            continue
    if ours:
        raise UnreadableMailError(UnreadReason.UNKNOWN_REFERENCE)
    return None


def _case_referred_to(reference: str, desk: MailDesk) -> Case:
    """The case that an e-mail of ours was about; raises NotFoundError, also for a reference of
    before the contact's data were corrected.
    """
    case = desk.cases.get(split_token(reference)[0])
    desk.mint().check_mail_reference(case, reference)
    return case


def _added(mail: IncomingMail, case: Case, now: datetime, desk: MailDesk) -> str:
    """Add what is new to the case; an answer that brings files alone adds no text."""
    said = mail.added
    if not said and not mail.attachments:
        raise UnreadableMailError(UnreadReason.NO_TEXT, case.id)
    try:
        if said:
            name = desk.mint().digest("mail-addition", _name_of(mail))
            _perform_once(case.id, ENTERPRISE, name, partial(_addition, said), now, desk)
        else:
            check_supplement(case, now)
    except CaseClosedError as error:
        raise UnreadableMailError(UnreadReason.CASE_CLOSED, case.id) from error
    return case.id


def _addition(said: str, writing: Writing) -> SupplementCase:
    return SupplementCase(writing.add(ParticularsKind.ADDITION, text=said))


def _filed(mail: IncomingMail, now: datetime, desk: MailDesk) -> str:
    """File a case; over a quota it is marked, as any other (DESIGN 4)."""
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
    """What the e-mail counts in: its sender's hour, under a name that says nothing about them, and
    the hour of all e-mails, because anybody can write under any sender.
    """
    hour, policy, until = hour_of(now), desk.configuration.quota_policy(), now + QUOTA_AGE
    device = desk.mint().digest(f"device-{hour}", f"mail:{mail.sender}")
    return (
        Quota(f"code#{_SOURCE.place}#{hour}", policy.per_code, until),
        Quota(f"device#{device}#{hour}", policy.per_device, until),
    )


def _record_bounce(mail: IncomingMail, now: datetime, desk: MailDesk) -> None:
    """An e-mail of ours did not arrive: its case says so, and a person tells the enterprise."""
    for reported in mail.bounced[:MOST_REFERENCES]:
        found = OWN_ID.fullmatch(reported)
        if not found:
            continue
        try:
            case_id = _case_referred_to(found[1], desk).id
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
    act_once(
        partial(desk.cases.file, case_id),
        *(actor, name, command, now),
        cases=desk.cases,
        configuration=desk.configuration,
    )


def _name_of(mail: IncomingMail) -> str:
    """What tells an e-mail from every other one, also where programs give two the same id."""
    said = hashlib.sha256("\0".join([mail.subject, mail.text]).encode()).hexdigest()
    return "\0".join([mail.id, mail.sender, said])
