"""A session of a member of staff at the desk (DESIGN 8): what it remembers, and what ends it."""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from casework.domain.errors import NotPermittedError
from casework.domain.staff import Role, StaffMember

SESSION_AGE = timedelta(hours=12)
"""A working day with overtime, from the sign-in, however busy it was (DESIGN 3)."""

KEPT_AFTER = timedelta(hours=24)
"""How long a session that ended is still known, so that what was being typed finds its owner."""

TOKEN_BYTES = 32
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class ForeignRequestError(NotPermittedError):
    """The browser says that another site sent this form; nothing was done."""

    code = "foreign_request"


class FormOfAnotherSessionError(NotPermittedError):
    """The form was made in another session, or changed; nothing was done. Showing it again with
    what was typed gives it a token that is good.
    """

    code = "form_of_another_session"


class SessionRefusal(StrEnum):
    """Why nobody is signed in.

    - MISSING: no session cookie, or one that names no session.
    - EXPIRED: twelve hours have passed.
    - ENDED: the person signed out, or the session was ended for one of the reasons below.
    - OTHER_BROWSER: the cookie came from another browser than it was given to.
    - ROLE_CHANGED: the person does not serve any more, or in another role or unit.
    """

    MISSING = "missing"
    EXPIRED = "expired"
    ENDED = "ended"
    OTHER_BROWSER = "other_browser"
    ROLE_CHANGED = "role_changed"

    @property
    def ends_session(self) -> bool:
        """Whether this is a reason to end a session that was open until now."""
        return self in {SessionRefusal.OTHER_BROWSER, SessionRefusal.ROLE_CHANGED}


@dataclass(frozen=True, slots=True)
class StaffSession:
    """Who signed in, as what, in which browser, from when until when (UTC).

    `csrf_secret` never leaves the server; forms carry what is derived from it.
    """

    issuer: str
    subject: str
    staff_id: str
    role: Role
    unit: str
    csrf_secret: str
    browser: str
    started_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None

    @property
    def csrf_token(self) -> str:
        """What every form of this session carries."""
        return _mac(self.csrf_secret, "form")

    def accepts_token(self, given: str) -> bool:
        """Whether a form was made in this session; told in constant time."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.csrf_token.encode())

    def refusal(
        self, now: datetime, member: StaffMember | None, user_agent: str
    ) -> SessionRefusal | None:
        """Why the session does not stand for its person now; None when it does. `member` is the
        registry's entry of this moment.
        """
        if self.ended_at is not None:
            return SessionRefusal.ENDED
        if not now < self.expires_at:
            return SessionRefusal.EXPIRED
        if not hmac.compare_digest(self.browser, browser_of(user_agent, self.csrf_secret)):
            return SessionRefusal.OTHER_BROWSER
        return None if self._is_still(member, now) else SessionRefusal.ROLE_CHANGED

    def _is_still(self, member: StaffMember | None, now: datetime) -> bool:
        if member is None or not member.serves_at(now):
            return False
        standing = (member.id, member.role, member.unit)
        return standing == (self.staff_id, self.role, self.unit)


def start_session(
    identity: tuple[str, str],
    member: StaffMember,
    user_agent: str,
    csrf_secret: str,
    now: datetime,
) -> StaffSession:
    """A session of this person (`identity` is issuer and subject) in this browser from now on."""
    issuer, subject = identity
    return StaffSession(
        issuer=issuer,
        subject=subject,
        staff_id=member.id,
        role=member.role,
        unit=member.unit,
        csrf_secret=csrf_secret,
        browser=browser_of(user_agent, csrf_secret),
        started_at=now,
        expires_at=now + SESSION_AGE,
    )


def browser_of(user_agent: str, csrf_secret: str) -> str:
    """A digest of how a browser calls itself, that says nothing outside its session."""
    return _mac(csrf_secret, f"browser\0{user_agent}")


def opaque_token(randomness: bytes) -> str:
    """A cookie's value out of 32 bytes that nobody can guess."""
    return urlsafe_b64encode(randomness).rstrip(b"=").decode()


def key_of_token(token: str) -> str | None:
    """The key under which a token's item is stored, its SHA-256; None for what is no token of
    ours.
    """
    if not _TOKEN.fullmatch(token):
        return None
    return hashlib.sha256(token.encode()).hexdigest()


def _mac(secret: str, text: str) -> str:
    return hmac.digest(secret.encode(), text.encode("utf-8", "replace"), hashlib.sha256).hex()
