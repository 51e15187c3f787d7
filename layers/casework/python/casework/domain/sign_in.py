"""One sign-in on its way to the identity provider and back: OpenID Connect, code with PKCE."""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BrokenBase64Error
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from casework.domain.errors import InvalidInputError, NotPermittedError, StoreUnavailableError

FIRST_PAGE = "/desk/cases"
"""Where staff begin when nothing better is known."""

LONGEST_PATH = 1000
SIGN_IN_AGE = timedelta(minutes=10)
STATE_BYTES = 24

_OURS = re.compile(r"/desk(?:[/?][A-Za-z0-9._~%!$&'()*+,;=:@/?-]*)?")
_DOTS = re.compile(r"/(?:\.|%2e){1,2}(?=/|$)", re.IGNORECASE)


class SignInInterruptedError(InvalidInputError):
    """What came back is not the end of a sign-in that this browser began in the last ten minutes;
    beginning again helps.
    """

    code = "sign_in_interrupted"


class SignInDeniedError(NotPermittedError):
    """The identity provider did not vouch for the person, or not to us."""

    code = "sign_in_denied"


class NotRegisteredError(NotPermittedError):
    """The person is known to the identity provider, but serves nowhere in this jurisdiction."""

    code = "not_registered"


class IssuerUnavailableError(StoreUnavailableError):
    """The identity provider did not answer, or not with what the protocol says."""

    code = "issuer_unavailable"


def path_of_ours(asked: str | None) -> str:
    """Where to go after signing in: what was asked for if it is a path under /desk and nothing
    else, or the first page.

    No scheme, host, `//`, backslash, dot segment, fragment or control character passes, so that
    nobody is led to another site by a link that begins at ours.
    """
    if not asked or len(asked) > LONGEST_PATH or "//" in asked:
        return FIRST_PAGE
    if not _OURS.fullmatch(asked) or _DOTS.search(asked.partition("?")[0]):
        return FIRST_PAGE
    return asked


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in that has begun: the value that comes back with the code, where the person wanted
    to go, and when (UTC, whole seconds).
    """

    state: str
    to: str
    started_at: datetime


@dataclass(frozen=True, slots=True)
class SignInSeal:
    """Makes sign-ins and knows its own again, under the deployment's master secret.

    The browser keeps a sign-in in a signed cookie; the nonce and the PKCE verifier are derived
    from its state and never leave the server before they are needed.
    """

    master: bytes

    def begin(self, to: str | None, now: datetime, randomness: bytes) -> SignIn:
        """A sign-in of its own; `randomness` is 24 bytes that nobody can guess."""
        state = _base64(randomness[:STATE_BYTES])
        return SignIn(state, path_of_ours(to), now.replace(microsecond=0))

    def nonce(self, sign_in: SignIn) -> str:
        """What the identity token must repeat (OpenID Connect Core 1.0, 3.1.2.1)."""
        return self._derived("nonce", sign_in.state)

    def verifier(self, sign_in: SignIn) -> str:
        """What proves at the token endpoint that the code was meant for us (RFC 7636, 4.1)."""
        return self._derived("verifier", sign_in.state)

    def challenge(self, sign_in: SignIn) -> str:
        """What the issuer hears of the verifier at first: its SHA-256 (RFC 7636, 4.2)."""
        return _base64(hashlib.sha256(self.verifier(sign_in).encode()).digest())

    def seal(self, sign_in: SignIn) -> str:
        """The sign-in as text for its cookie, signed."""
        started_at = int(sign_in.started_at.timestamp())
        text = _base64(f"{started_at}\n{sign_in.state}\n{sign_in.to}".encode())
        return f"{text}.{self._derived('cookie', text)}"

    def open(self, sealed: str, state: str, now: datetime) -> SignIn:
        """The sign-in behind a cookie; raises SignInInterruptedError unless we signed it, less
        than ten minutes ago, and it is the one that `state` came back for.
        """
        text, _, signature = sealed.partition(".")
        if not _same(signature, self._derived("cookie", text)):
            raise SignInInterruptedError
        sign_in = _read(text)
        if not _same(state, sign_in.state):
            raise SignInInterruptedError
        if not sign_in.started_at <= now < sign_in.started_at + SIGN_IN_AGE:
            raise SignInInterruptedError
        return sign_in

    def destination(self, sealed: str) -> str:
        """Where the person of a cookie wanted to go, however old it is; the first page for a cookie
        that is not ours.
        """
        text, _, signature = sealed.partition(".")
        return _read(text).to if _same(signature, self._derived("cookie", text)) else FIRST_PAGE

    def _derived(self, label: str, text: str) -> str:
        mac = hmac.digest(self.master, f"sign-in {label}\0{text}".encode(), hashlib.sha256)
        return _base64(mac)


def _read(text: str) -> SignIn:
    try:
        started_at, state, to = urlsafe_b64decode(f"{text}==").decode().split("\n")
    except (BrokenBase64Error, ValueError) as error:
        raise SignInInterruptedError from error
    return SignIn(state, path_of_ours(to), datetime.fromtimestamp(int(started_at), UTC))


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
