"""Keys and tokens of the public pages: a signed form key, and what is derived from it.

The form key carries its own time and the server's signature; the case's id and its tracking secret
are HMACs of it under separate keys. A repeated post therefore computes the same case and the same
link (DESIGN 8), and nobody who lacks the key can make or guess either.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from casework.domain.errors import InvalidInputError, NotFoundError
from casework.domain.requests import RequestKind, RequestState

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.search_terms import SearchTerm

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a number can be read aloud and typed."""

CASE_ID_LENGTH = 12
SECRET_LENGTH = 20
DIGEST_LENGTH = 32
FORM_KEY_AGE = timedelta(hours=24)
_TOKEN = re.compile(rf"([{ALPHABET}]{{{CASE_ID_LENGTH}}})-([{ALPHABET}]{{{SECRET_LENGTH}}})")
_LETTER_TOKEN = re.compile(
    rf"([{ALPHABET}]{{{CASE_ID_LENGTH}}})-([0-9]{{1,9}}\.[0-9]{{1,4}})-[{ALPHABET}]{{{SECRET_LENGTH}}}"
)
_FORM_KEY = re.compile(
    rf"([0-9a-f]{{8}})\.([{ALPHABET}]{{{SECRET_LENGTH}}})\.([{ALPHABET}]{{{SECRET_LENGTH}}})"
)
OWN_ID = re.compile(rf"([{ALPHABET}]{{{CASE_ID_LENGTH}}}-[{ALPHABET}]{{{SECRET_LENGTH}}})\.\d+@.+")
"""The Message-ID of an e-mail of ours, with the reference in it."""


class FormKeyRefusedError(InvalidInputError):
    """The form was not made by this server, was changed, or is older than a day; a fresh form
    helps.
    """

    code = "form_expired"


@dataclass(frozen=True, slots=True)
class FormKey:
    """A form key that this server signed: its full text and when the form was made (UTC, whole
    seconds).
    """

    text: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class TokenMint:
    """Makes and checks tokens under one master secret of the deployment."""

    master: bytes

    def issue_form_key(self, now: datetime, nonce: bytes) -> FormKey:
        """A key for one rendering of a form; `nonce` is random and makes it unique."""
        stem = f"{int(now.timestamp()):08x}.{_base32(nonce, SECRET_LENGTH)}"
        return FormKey(
            f"{stem}.{self._mac('form', stem, SECRET_LENGTH)}", now.replace(microsecond=0)
        )

    def accept_form_key(self, text: str, now: datetime) -> FormKey:
        """The key behind a posted text; raises FormKeyRefusedError when it is not ours or older
        than a day.
        """
        match = _FORM_KEY.fullmatch(text)
        if not match:
            raise FormKeyRefusedError
        stem, signature = text.rsplit(".", 1)
        if not hmac.compare_digest(signature, self._mac("form", stem, SECRET_LENGTH)):
            raise FormKeyRefusedError
        issued_at = datetime.fromtimestamp(int(match[1], 16), UTC)
        if not issued_at - timedelta(minutes=5) <= now < issued_at + FORM_KEY_AGE:
            raise FormKeyRefusedError
        return FormKey(text, issued_at)

    def still_good(self, text: str, now: datetime) -> str | None:
        """The posted form key itself while it is ours and fresh, else None."""
        try:
            return self.accept_form_key(text, now).text
        except FormKeyRefusedError:
            return None

    def case_id(self, key: FormKey) -> str:
        """The id of the case that this form files: 12 letters and digits, the case number without
        its dashes.
        """
        return self._mac("case-id", key.text, CASE_ID_LENGTH)

    def tracking_token(self, key: FormKey) -> str:
        """The token of the tracking link of the case that this form files."""
        return f"{self.case_id(key)}-{self._mac('tracking', key.text, SECRET_LENGTH)}"

    def follow_token(self, case: Case) -> str:
        """The token of the link to the tracking page in messages to the contact.

        It can be made without the form, and another one holds once the contact's data were
        corrected: a link that went to a wrong address opens nothing then.
        """
        return f"{case.id}-{self._mac('follow', _name_as_corrected(case), SECRET_LENGTH)}"

    def check_tracking(self, case: Case, token: str) -> None:
        """Let only the holder of a tracking link pass, of the one that the filing got or of the one
        in messages; raises NotFoundError, as for a case that does not exist.
        """
        filed = hmac.compare_digest(case.tracking_sha256, sha256_of_secret(token))
        if not filed and not hmac.compare_digest(token, self.follow_token(case)):
            raise NotFoundError

    def mail_reference(self, case: Case) -> str:
        """What an e-mail about a case bears, so that an answer to it finds the case; nobody can
        make it up. As the link beside it, it holds until the contact's data are corrected.
        """
        return f"{case.id}-{self._mac('mail', _name_as_corrected(case), SECRET_LENGTH)}"

    def check_mail_reference(self, case: Case, reference: str) -> None:
        """Let only an e-mail that answers or returns one of ours to the case; raises
        NotFoundError.
        """
        if not hmac.compare_digest(reference, self.mail_reference(case)):
            raise NotFoundError

    def mail_form_key(self, mail: str, now: datetime) -> FormKey:
        """The key of the case that an e-mail files, from what tells it from other e-mails: the same
        however often it is delivered. No form bears such a key.
        """
        return FormKey(f"mail.{self._mac('mail-form', mail, SECRET_LENGTH)}", now)

    def upload_id(self, case_id: str, source: str) -> str:
        """The id of a file that comes with an e-mail, the same whenever it comes."""
        return self._mac("upload", f"{case_id}\0{source}", SECRET_LENGTH)

    def rating_token(self, case_id: str) -> str:
        """The one-time token under which the handling of a case is rated."""
        return f"{case_id}-{self._mac('rating', case_id, SECRET_LENGTH)}"

    def case_of_rating_token(self, token: str) -> str:
        """The case that a rating token is for; raises NotFoundError for anything else."""
        case_id, _ = split_token(token)
        if not hmac.compare_digest(token, self.rating_token(case_id)):
            raise NotFoundError
        return case_id

    def letter_token(self, case_id: str, letter_id: str) -> str:
        """The code that stands on a supervision letter and proves it."""
        name = f"{case_id}-{letter_id}"
        return f"{name}-{self._mac('letter', name, SECRET_LENGTH)}"

    def letter_of_token(self, token: str) -> tuple[str, str]:
        """Case and letter that a code on a letter names; raises NotFoundError for anything else."""
        match = _LETTER_TOKEN.fullmatch(token)
        if not match or not hmac.compare_digest(token, self.letter_token(match[1], match[2])):
            raise NotFoundError
        return match[1], match[2]

    def digest(self, label: str, text: str) -> str:
        """A keyed digest for comparing texts without keeping them (32 letters and digits)."""
        return self._mac(label, text, DIGEST_LENGTH)

    def search_key(self, term: SearchTerm) -> str:
        """What stands in the index for a name or telephone."""
        return f"{term.kind}#{self.digest(f'search-{term.kind}', term.text)}"

    def _mac(self, label: str, text: str, length: int) -> str:
        mac = hmac.digest(self.master, f"{label}\0{text}".encode(), hashlib.sha256)
        return _base32(mac, length)


def day_of_form(now: datetime) -> datetime:
    """The beginning of the day (UTC): the instant of a form key that is to be the same all day."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _name_as_corrected(case: Case) -> str:
    """The case, by another name once its contact's data were corrected."""
    corrected = sum(
        request.kind is RequestKind.CORRECTION and request.state is RequestState.ACCEPTED
        for request in case.requests
    )
    return f"{case.id}.{corrected}"


def split_token(token: str) -> tuple[str, str]:
    """Case id and secret of a token; raises NotFoundError when it is malformed."""
    match = _TOKEN.fullmatch(token)
    if not match:
        raise NotFoundError
    return match[1], match[2]


def is_digest(text: str) -> bool:
    """Whether a text has the form of a keyed digest."""
    return re.fullmatch(rf"[{ALPHABET}]{{{DIGEST_LENGTH}}}", text) is not None


def sha256_of_secret(token: str) -> str:
    """What a case keeps of its tracking token."""
    return hashlib.sha256(split_token(token)[1].encode()).hexdigest()


def _base32(data: bytes, length: int) -> str:
    number = int.from_bytes(data, "big")
    digits = []
    for _ in range(length):
        number, index = divmod(number, len(ALPHABET))
        digits.append(ALPHABET[index])
    return "".join(digits)
