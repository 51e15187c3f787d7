"""Who sits at the desk: the person that a session cookie stands for at this moment (DESIGN 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.session import SessionRefusal, key_of_token

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.session import StaffSession
    from casework.domain.staff import StaffMember
    from casework.ports import Sessions, StaffRegistry


@dataclass(frozen=True, slots=True)
class PresentedSession:
    """A session that a cookie names, with the registry's entry of its person, and why it is not
    good, if it is not.
    """

    key: str
    session: StaffSession
    member: StaffMember | None
    refusal: SessionRefusal | None


def check_session(
    token: str,
    user_agent: str,
    now: datetime,
    *,
    sessions: Sessions,
    registry: StaffRegistry,
) -> PresentedSession | None:
    """What a cookie stands for; None where it names no session. One read of the session and one
    of the registry; neither is made for what is no token.

    A cookie that comes from another browser, or whose person has another role by now, ends its
    session at once: one write more.
    """
    key = key_of_token(token)
    session = sessions.find(key) if key else None
    if key is None or session is None:
        return None
    member = registry.find(session.issuer, session.subject)
    refusal = session.refusal(now, member, user_agent)
    if refusal is not None and refusal.ends_session:
        sessions.end(key, now)
    return PresentedSession(key, session, member, refusal)
