"""An e-mail that came in, as far as casework looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casework.domain.mail_text import (
    cuts_words,
    is_answer,
    is_forward,
    own_words,
    without_signature,
)


class Automatic(StrEnum):
    """Why an e-mail was not written by a person: such a one is never answered and files nothing
    (RFC 3834).
    """

    ANSWER = "automatic_answer"
    BOUNCE = "bounce"
    LIST = "mailing_list"
    OWN = "own_mail"


@dataclass(frozen=True, slots=True)
class MailAttachment:
    """A file in an e-mail, by its place among the files (from 1). Its name is not kept."""

    number: int
    media_type: str


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """What an e-mail says and who says it. `text` is all that can be read in it, `is_cut` when more
    was there, `is_suspect` when the mail server warns of it; `references` are the ids of the
    e-mails that it answers, `bounced` those that it reports as not delivered.
    """

    id: str
    sender: str
    sender_name: str
    subject: str
    text: str
    references: tuple[str, ...] = ()
    automatic: Automatic | None = None
    bounced: tuple[str, ...] = ()
    attachments: tuple[MailAttachment, ...] = ()
    is_cut: bool = False
    is_suspect: bool = False

    @property
    def told(self) -> str:
        """What the sender tells in a first e-mail, under its subject: everything, with a signature
        that has name and telephone and with what it forwards. What it quotes is left out only where
        it answers an e-mail, unless nothing else is there.
        """
        words = own_words(self.text) if self._quotes else ""
        words = words or self.text
        if not self.subject or self.subject in words:
            return words
        return f"{self.subject}\n{words}".strip()

    @property
    def added(self) -> str:
        """What the sender adds in an answer: neither what is quoted nor the signature."""
        return without_signature(own_words(self.text))

    @property
    def may_add_more(self) -> bool:
        """Whether nothing was found that an answer adds, though it may stand below the quote."""
        return not self.added and cuts_words(self.text)

    @property
    def _quotes(self) -> bool:
        answers = bool(self.references) or is_answer(self.subject)
        return answers and not is_forward(self.subject)
