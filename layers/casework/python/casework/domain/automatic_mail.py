"""Which e-mails no person wrote (RFC 3834, 3464, 2919): answering machines, bounces, lists, and our
own that came back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from casework.domain.incoming_mail import Automatic
from casework.domain.tokens import OWN_ID

if TYPE_CHECKING:
    from casework.domain.mail_headers import Headers

MOST_ROUNDS = 3
"""So often an e-mail may have been delivered to our address; one that goes round was more often."""

_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
_MACHINES = re.compile(
    r"(?:mailer-daemon|postmaster|mail-?daemon|no-?reply|do-?not-?reply|bounces?|autoreply)"
    r"(?:[+._-].*)?"
)
_DAEMONS = re.compile(r"(?:mailer-daemon|mail-?daemon)(?:[+._-].*)?")
"""Nobody writes under such a name; as postmaster a person does."""

_MARKS_OF_ANSWERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply")
_ANSWERS = re.compile(
    r"(?:自动(?:回复|答复|回覆)|自動回覆|automatic reply|auto(?:matic)?[ -]?re(?:ply|sponse)|"
    r"out of (?:the )?office)",
    re.IGNORECASE,
)


def why_automatic(headers: Headers, sender: str, own: str) -> Automatic | None:
    """Why nobody wrote this e-mail, from its head alone; None for what a person wrote. `own` is the
    address that enterprises write to; empty where none was set.
    """
    if _is_ours(headers, sender, own):
        return Automatic.OWN
    if headers.kind == "multipart/report" or _is_from_nobody(headers, sender):
        return Automatic.BOUNCE
    if headers.first("list-id") or headers.plain("precedence") in _BULK:
        return Automatic.LIST
    return Automatic.ANSWER if _answers_by_itself(headers, sender) else None


def is_suspect(headers: Headers) -> bool:
    """Whether the mail server that took it in marked it as spam or as carrying a virus."""
    verdicts = (headers.plain(f"x-ses-{what}-verdict") for what in ("spam", "virus"))
    return "fail" in verdicts or headers.plain("x-spam-flag") == "yes"


def _is_ours(headers: Headers, sender: str, own: str) -> bool:
    if any(OWN_ID.fullmatch(each) for each in headers.ids("message-id")):
        return True
    ours = own.lower()
    rounds = sum(ours in value.decode("latin-1").lower() for value in headers.all("received"))
    return bool(ours) and (sender == ours or rounds > MOST_ROUNDS)


def _is_from_nobody(headers: Headers, sender: str) -> bool:
    """A report on delivery has no sender to return to (RFC 5321, 4.5.5)."""
    returned_to = [value.replace(b" ", b"") for value in headers.all("return-path")]
    return b"<>" in returned_to or bool(_DAEMONS.fullmatch(sender.partition("@")[0]))


def _answers_by_itself(headers: Headers, sender: str) -> bool:
    submitted = headers.plain("auto-submitted").partition(";")[0].strip()
    if submitted not in {"", "no"}:
        return True
    if any(headers.first(mark) for mark in _MARKS_OF_ANSWERS):
        return True
    suppresses = headers.first("x-auto-response-suppress")
    if suppresses and _MACHINES.fullmatch(sender.partition("@")[0]):
        return True
    return bool(headers.first("in-reply-to") and _ANSWERS.match(headers.words("subject")))
