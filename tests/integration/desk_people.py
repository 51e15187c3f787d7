"""People at the console in the tests: a session as the sign-in room makes it, and a browser that
keeps its cookie.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from casework.adapters.dynamodb.sessions import DynamoSessions
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.session import key_of_token, opaque_token, start_session
from casework.entrypoints.staff_session import SESSION
from tests.integration.callers import ISSUER, Caller

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from casework.domain.staff import StaffMember
    from tests.integration.callers import Answer

BROWSER = "Mozilla/5.0 (tests)"


@dataclass(frozen=True)
class AtTheDesk:
    """Somebody who has signed in."""

    caller: Caller
    csrf: str

    def get(self, path: str, **headers: str) -> Answer:
        """Open a page."""
        return self.caller.get(path, **headers)

    def post(
        self, path: str, fields: Mapping[str, str | list[str]] | None = None, **headers: str
    ) -> Answer:
        """Send a form of this session."""
        pairs = [("csrf", self.csrf)]
        for name, value in (fields or {}).items():
            pairs += [(name, each) for each in ([value] if isinstance(value, str) else value)]
        return self.caller.post(path, pairs, **headers)


def at_the_desk(member: StaffMember, now: datetime, language: str = "zh-CN") -> AtTheDesk:
    """A registered member of staff with a session that begins now."""
    DynamoStaff().put(ISSUER, member.id, member)
    token = opaque_token(member.id.encode().ljust(32, b"\0"))
    session = start_session((ISSUER, member.id), member, BROWSER, f"secret of {member.id}", now)
    DynamoSessions().add(str(key_of_token(token)), session)
    headers = {
        "accept-language": language,
        "user-agent": BROWSER,
        "cookie": f"{SESSION}={token}",
    }
    return AtTheDesk(Caller(headers), session.csrf_token)


def words_of(answer: Answer) -> str:
    """What a page says, without its markup."""
    body = re.sub(r"<(style|script)\b.*?</\1>", " ", answer.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()
