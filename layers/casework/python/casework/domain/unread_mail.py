"""E-mails that became no case and no addition (未能登记的邮件): kept as they came, for a clerk to
read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.domain.errors import InvalidInputError, NotFoundError, RuleViolationError


class UnreadReason(StrEnum):
    """Why a person has to look at an e-mail."""

    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    TOO_INTRICATE = "too_intricate"
    NO_SENDER = "no_sender"
    NO_TEXT = "no_text"
    CASE_CLOSED = "case_closed"
    UNKNOWN_REFERENCE = "unknown_reference"
    TEXT_CUT = "text_cut"
    SPAM = "spam"


class MailOutcome(StrEnum):
    """What a clerk did with such an e-mail."""

    TAKEN_DOWN = "taken_down"
    SET_ASIDE = "set_aside"


class UnreadableMailError(InvalidInputError):
    """An e-mail that cannot be taken in; `reason` says why, `case_id` what it is about where that
    is known.
    """

    code = "unreadable_mail"

    def __init__(self, reason: UnreadReason, case_id: str | None = None) -> None:
        super().__init__(reason=reason.value)
        self.reason = reason
        self.case_id = case_id


class MailGoneError(NotFoundError):
    """Nothing lies under the key any more."""


class MailSettledError(RuleViolationError):
    """Somebody else saw to the e-mail first."""

    code = "mail_settled"


@dataclass(frozen=True, slots=True)
class StoredMail:
    """An e-mail in the intake bucket: under which key, since when (UTC), how many bytes."""

    key: str
    received_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """Who saw to an e-mail, what they did with it, and when (UTC)."""

    outcome: MailOutcome
    staff_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnreadMail:
    """One such e-mail: where it lies, why nobody could take it in, the case that it is about where
    that is known, and who saw to it; None while it waits.
    """

    id: str
    stored: StoredMail
    reason: UnreadReason
    case_id: str | None = None
    settlement: Settlement | None = None


def mail_id(key: str) -> str:
    """The id of an e-mail in the intake bucket: the same for the same key (32 hexadecimal
    digits).
    """
    return hashlib.sha256(key.encode()).hexdigest()[:32]
