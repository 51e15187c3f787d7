"""An e-mail in a file as what casework looks at: who writes, what is to be read, which files are
with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.adapters.mime_parts import content_of, parts_of
from casework.domain.automatic_mail import is_suspect, why_automatic
from casework.domain.charsets import decoded
from casework.domain.html_text import text_of_html
from casework.domain.incoming_mail import Automatic, IncomingMail, MailAttachment
from casework.domain.mail_text import LONGEST, tidied
from casework.domain.unread_mail import UnreadableMailError, UnreadReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from casework.adapters.mime_parts import Part
    from casework.domain.mail_headers import Headers

LONGEST_PART = 1024 * 1024
"""Bytes of one text that are read; markup included, it may be far longer than what it says."""

MOST_TEXT_PARTS = 8
LONGEST_NAME = 40
LONGEST_SUBJECT = 200
_ENCLOSED = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers")
_FAILED = re.compile(rb"^Action:\s*failed\b", re.IGNORECASE | re.MULTILINE)
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([^<>\s]{1,400})>", re.IGNORECASE | re.MULTILINE)
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature"})
_SIGNATURES |= {"application/x-pkcs7-signature"}
_SEALED = frozenset(
    {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}
)
"""What holds the words in a form that is not read here (RFC 8551, RFC 3156)."""

_NO_SUBJECT = frozenset({"无主题", "(无主题)", "（无主题）", "no subject", "(no subject)"})


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a part; `is_cut` when more was there than is read."""

    words: str
    is_cut: bool


class ReadMail:
    """An e-mail that was read, as long as its file is open."""

    def __init__(self, file: BinaryIO, own: str) -> None:
        """Read it; `own` is the address that it came to. Raises UnreadableMailError."""
        self._file = file
        head, parts = parts_of(file)
        texts = _chosen(file, parts)
        self._files = tuple(part for part in parts if _is_file(part, texts))
        self.mail = self._mail(head, parts, texts, own)
        if self.mail.automatic is None and (not parts or any(map(_is_unreadable, parts))):
            raise UnreadableMailError(UnreadReason.MALFORMED)

    def content(self, attachment: MailAttachment) -> Iterator[bytes]:
        """The content of one of its files, in chunks."""
        return content_of(self._file, self._files[attachment.number - 1])

    def _mail(
        self, head: Headers, parts: Sequence[Part], texts: Sequence[Part], own: str
    ) -> IncomingMail:
        sender, name = head.address("from")
        automatic = why_automatic(head, sender, own)
        said = [_text(self._file, part) for part in texts]
        text = "\n\n".join(each.words for each in said if each.words)
        subject = head.words("subject")[:LONGEST_SUBJECT].rstrip()
        return IncomingMail(
            id=next(iter(head.ids("message-id")), ""),
            sender=sender,
            sender_name=name[:LONGEST_NAME].rstrip(),
            subject="" if subject.lower() in _NO_SUBJECT else subject,
            text=text[:LONGEST].rstrip(),
            references=tuple(dict.fromkeys((*head.ids("in-reply-to"), *head.ids("references")))),
            automatic=automatic,
            bounced=_reported(self._file, parts) if automatic is Automatic.BOUNCE else (),
            attachments=tuple(
                MailAttachment(number, part.headers.kind)
                for number, part in enumerate(self._files, 1)
            ),
            is_cut=(
                len(text) > LONGEST
                or any(each.is_cut for each in said)
                or sum(map(_is_text, parts)) > MOST_TEXT_PARTS
            ),
            is_suspect=is_suspect(head),
        )


def _chosen(file: BinaryIO, parts: Sequence[Part]) -> list[Part]:
    """The texts that are read: of several forms of one text the plain one, unless it is empty."""
    texts = [part for part in parts if _is_text(part)][:MOST_TEXT_PARTS]
    spoken = {
        part.choice
        for part in texts
        if part.choice is not None and _is_plain(part) and _text(file, part).words
    }
    return [part for part in texts if part.choice not in spoken or _is_plain(part)]


def _is_text(part: Part) -> bool:
    headers = part.headers
    named = headers.parameter("content-disposition", "filename") or headers.parameter(
        "content-type", "name"
    )
    return (
        headers.kind in {"text/plain", "text/html"}
        and headers.disposition != "attachment"
        and not named
    )


def _is_plain(part: Part) -> bool:
    return part.headers.kind == "text/plain"


def _is_file(part: Part, texts: Sequence[Part]) -> bool:
    """Whether a part is something beside the text: no other form of it, no proof of it, and not
    empty.
    """
    if part in texts or _is_text(part) or part.headers.kind in _SIGNATURES:
        return False
    return part.end > part.start


def _is_unreadable(part: Part) -> bool:
    """Whether words may be in a part that nothing here can take out of it."""
    kind = part.headers.kind
    return (kind.startswith("multipart/") and part.end > part.start) or kind in _SEALED


def _text(file: BinaryIO, part: Part) -> _Text:
    """What a text part says."""
    data = bytearray()
    for chunk in content_of(file, part):
        data += chunk
        if len(data) > LONGEST_PART:
            break
    charset = part.headers.parameter("content-type", "charset")
    text = decoded(bytes(data[:LONGEST_PART]), charset)
    words = tidied(text if _is_plain(part) else text_of_html(tidied(text)))
    return _Text(words, len(data) > LONGEST_PART)


def _reported(file: BinaryIO, parts: Sequence[Part]) -> tuple[str, ...]:
    """The ids of the e-mails that a report encloses, if it says that they failed for good (RFC
    3464); a delay is no failure.
    """
    reports = _beginnings(file, parts, ("message/delivery-status",))
    if not any(_FAILED.search(report) for report in reports):
        return ()
    heads = _beginnings(file, parts, _ENCLOSED)
    return tuple(found.decode("latin-1") for head in heads for found in _MESSAGE_ID.findall(head))


def _beginnings(file: BinaryIO, parts: Sequence[Part], kinds: tuple[str, ...]) -> list[bytes]:
    return [next(content_of(file, part), b"") for part in parts if part.headers.kind in kinds]
