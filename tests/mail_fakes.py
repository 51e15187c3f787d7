"""What e-mails need, in memory: where they lie, their files, those that wait for a clerk."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from casework.channel_ports import UnreadPage
from casework.domain.errors import InvalidInputError, NotFoundError, StoreUnavailableError
from casework.domain.unread_mail import (
    MailGoneError,
    MailSettledError,
    UnreadableMailError,
    UnreadReason,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.domain.incoming_mail import IncomingMail, MailAttachment
    from casework.domain.unread_mail import Settlement, UnreadMail
    from casework.ports import CaseRepository


@dataclass
class InMemoryUnreadMails:
    """The UnreadMails port."""

    mails: dict[str, UnreadMail] = field(default_factory=dict)

    def add(self, mail: UnreadMail) -> None:
        """See the port."""
        self.mails.setdefault(mail.id, mail)

    def page(self, *, limit: int, start: str | None) -> UnreadPage:
        """See the port."""
        waiting = sorted(
            (mail for mail in self.mails.values() if mail.settlement is None),
            key=lambda mail: (mail.stored.received_at, mail.id),
        )
        ids = [mail.id for mail in waiting]
        if start is not None and start not in ids:
            raise InvalidInputError(field="start")
        first = 0 if start is None else ids.index(start) + 1
        shown = waiting[first : first + limit]
        more = len(waiting) > first + limit
        return UnreadPage(tuple(shown), shown[-1].id if more else None, {})

    def find(self, mail_id: str) -> UnreadMail:
        """See the port."""
        if mail_id not in self.mails:
            raise NotFoundError
        return self.mails[mail_id]

    def settle(self, mail_id: str, settlement: Settlement) -> UnreadMail:
        """See the port."""
        mail = self.find(mail_id)
        if mail.settlement is None:
            self.mails[mail_id] = replace(mail, settlement=settlement)
        elif replace(mail.settlement, at=settlement.at) != settlement:
            raise MailSettledError
        return self.mails[mail_id]


@dataclass
class NamedOriginals:
    """The MailOriginals port: a link that says what it leads to; deleting fails so many times."""

    failures: int = 0
    discarded: list[str] = field(default_factory=list)

    def link(self, key: str) -> str:
        """See the port."""
        return f"https://intake.example/{key}"

    def discard(self, key: str) -> None:
        """See the port."""
        if self.failures:
            self.failures -= 1
            raise StoreUnavailableError
        self.discarded.append(key)


@dataclass
class DroppedMails:
    """The MailDrop port: what e-mails say, by key; each file holds its own number after `content`.
    Deleting fails so many times.
    """

    mails: dict[str, IncomingMail | UnreadReason] = field(default_factory=dict)
    content: bytes = b""
    failures: int = 0

    @contextmanager
    def open(self, key: str) -> Iterator[ReadFromMemory]:
        """See the port."""
        if key not in self.mails:
            raise MailGoneError
        found = self.mails[key]
        if isinstance(found, UnreadReason):
            raise UnreadableMailError(found)
        yield ReadFromMemory(found, self.content)

    def discard(self, key: str) -> None:
        """See the port."""
        if self.failures:
            self.failures -= 1
            raise StoreUnavailableError
        self.mails.pop(key, None)


@dataclass
class ReadFromMemory:
    """The ReceivedMail port."""

    mail: IncomingMail
    held: bytes

    def content(self, attachment: MailAttachment) -> Iterator[bytes]:
        """See the port."""
        yield self.held + str(attachment.number).encode()


@dataclass
class HandedIn:
    """The MailFiles port: takes files of cases that there are, after so many failures."""

    cases: CaseRepository
    failures: int = 0
    files: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def put(self, case_id: str, upload_id: str, content: Iterator[bytes]) -> None:
        """See the port."""
        self.cases.get(case_id)
        if self.failures:
            self.failures -= 1
            raise StoreUnavailableError
        self.files[case_id, upload_id] = b"".join(content)
