"""What the services need of the channels besides forms: WeChat, e-mail, files, and messages to
enterprises. Adapters implement these protocols and fakes stand in for them in tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from casework.domain.attachment_state import MediaType
    from casework.domain.case import Case
    from casework.domain.enterprise_messages import (
        DeliveryStep,
        EnterpriseDelivery,
        EnterpriseMessage,
        WordedNews,
    )
    from casework.domain.incoming_mail import IncomingMail, MailAttachment
    from casework.domain.quota import Quota
    from casework.domain.statistics import Column
    from casework.domain.unread_mail import Settlement, UnreadMail
    from casework.domain.wechat import Claim, ParametricCode, WeChatAnswer


class Senders(Protocol):
    """Who writes to the official account (公众号), under references that say nothing about them: an
    account's openid is contact data and stays out of links.
    """

    def refer_to(self, openid: str) -> str:
        """A reference to the sender, good for a day; the same one all day."""

    def find(self, reference: str) -> str | None:
        """The openid behind a reference; None when it is unknown or too old."""


class EnterpriseNotifier(Protocol):
    """One way by which enterprises are told: short messages, e-mail, WeChat."""

    def send(self, news: WordedNews, address: str) -> None:
        """Hand a message to the service. At least once: the service is given the message's id, by
        which it or the receiver drops what it has seen.

        Raises NotDeliverableError when this address can never be reached, GatewayUnavailableError
        when it may be later, and ConfigurationError or StoreUnavailableError when the way itself
        has to be mended: that says nothing about the address.
        """


class EnterpriseMessages(Protocol):
    """How far each message to an enterprise got."""

    def find(self, message_id: str) -> EnterpriseDelivery | None:
        """The delivery of a message; None when it was never looked at."""

    def take(self, step: DeliveryStep) -> bool:
        """Record what a delivery becomes, on condition that it is as it was found; False, and
        nothing is recorded, when somebody was first.
        """


class Counters(Protocol):
    """Counters that may not exceed a quota."""

    def count(self, quota: Quota) -> bool:
        """Count one more; False, and nothing is counted, when the quota is used up. After an answer
        that was lost one may be counted twice. Raises StoreUnavailableError.
        """


class NewsWriter(Protocol):
    """Who puts a message into words."""

    def __call__(self, message: EnterpriseMessage, case: Case, now: datetime) -> WordedNews:
        """The words of a message about the case as it stands."""


@dataclass(frozen=True, slots=True)
class UploadForm:
    """Where a browser posts one file, and the fields that go before it."""

    url: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A file as it may be opened: made anew from what was sent, and nothing else."""

    media: MediaType
    content: bytes


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """What is kept of a file: its type and its size in bytes."""

    media: MediaType
    size: int


class AttachmentStore(Protocol):
    """Files of cases, as they were sent and as they may be opened. Everything but `link` and `form`
    raises StoreUnavailableError.
    """

    def form(self, key: str, most_bytes: int, *, back_to: str | None) -> UploadForm:
        """A form for one file of so many bytes, or a few more so that the check can say so, under
        exactly this key, good for an hour; afterwards the browser goes `back_to`, an absolute
        address, where one is given.
        """

    def fetch(self, key: str, most_bytes: int) -> bytes | None:
        """What was sent, but never more than one byte beyond `most_bytes`; None when nothing lies
        there any more.
        """

    def keep(self, key: str, file: CleanFile) -> KeptCopy:
        """Keep the copy under its key and say what is kept: this one, or the one that was there
        before.
        """

    def link(self, key: str, name: str, media: MediaType) -> str:
        """An address that downloads the copy under a name (without its ending) for five minutes."""

    def discard(self, *keys: str) -> None:
        """Delete these; what is not there is no error."""

    def erase(self, case_id: str) -> None:
        """Delete everything that was ever sent to a case."""


class FileExaminer(Protocol):
    """Looks into a file that anybody may have made."""

    def __call__(self, content: bytes, most_bytes: int) -> CleanFile:
        """A clean copy of at most so many bytes; raises FileRefusedError with the reason. Bounded
        in memory and time whatever the file holds.
        """


class HeardMessages(Protocol):
    """What the official account was sent, by names that say nothing about anybody, for as long as a
    copy of it may come. Everything raises StoreUnavailableError.
    """

    def claim(self, name: str, claim: Claim, until: datetime) -> Claim:
        """Take a name that is good for one message, and return the claim, or the one before it."""

    def answer(self, name: str) -> WeChatAnswer | None:
        """What a message was answered; None for a new one."""

    def keep(self, name: str, answer: WeChatAnswer, until: datetime) -> WeChatAnswer:
        """Keep what a message is answered, and return it, or what was kept before."""


class ParametricCodes(Protocol):
    """Codes of the WeChat platform that lead to the official account (带参数的二维码)."""

    def lasting_code(self, scene: str) -> ParametricCode:
        """A code for a scene of 1 to 64 signs, for good; the same again for the same scene. Raises
        WeChatUnavailableError.
        """


class ReceivedMail(Protocol):
    """An e-mail that is being read."""

    @property
    def mail(self) -> IncomingMail:
        """What it says."""

    def content(self, attachment: MailAttachment) -> Iterator[bytes]:
        """One of its files, in chunks; the whole is never in memory."""


class MailDrop(Protocol):
    """Where mail servers drop e-mails, each a file as it came (RFC 5322)."""

    def open(self, key: str) -> AbstractContextManager[ReceivedMail]:
        """An e-mail, as long as it is being read. Raises UnreadableMailError, MailGoneError when
        nothing lies there any more, and StoreUnavailableError.
        """

    def discard(self, key: str) -> None:
        """Delete an e-mail for good; what is gone is no error. Raises StoreUnavailableError."""


class MailOriginals(Protocol):
    """E-mails as they came, for whoever has to read them."""

    def link(self, key: str) -> str:
        """An address that downloads the e-mail for a few minutes."""

    def discard(self, key: str) -> None:
        """Delete an e-mail for good; what is gone is no error. Raises StoreUnavailableError."""


class MailFiles(Protocol):
    """Where files that come with e-mails wait to be checked."""

    def put(self, case_id: str, upload_id: str, content: Iterator[bytes]) -> None:
        """Hand in a file of a case; again, it is the same file. Raises StoreUnavailableError."""


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page of e-mails that wait for a clerk, the oldest first; `next_key` continues it (opaque).
    `figures` is the row of the whole jurisdiction at this moment.
    """

    mails: tuple[UnreadMail, ...]
    next_key: str | None
    figures: Mapping[Column, int]


class UnreadMails(Protocol):
    """E-mails that nobody but a person can take in. Everything raises StoreUnavailableError."""

    def add(self, mail: UnreadMail) -> None:
        """List an e-mail, once: what is there stays, settled or not."""

    def page(self, *, limit: int, start: str | None) -> UnreadPage:
        """Those that wait; raises InvalidInputError for a `start` that is not a key of the list."""

    def find(self, mail_id: str) -> UnreadMail:
        """One of them, settled or not; raises NotFoundError."""

    def settle(self, mail_id: str, settlement: Settlement) -> UnreadMail:
        """Take it off the list and record who saw to it; the same again is no error. What it is
        then. Raises NotFoundError, and MailSettledError when somebody saw to it first.
        """
