"""QR codes (二维码) that lead somewhere: unguessable, on a wall or a table, revocable when lost or
misused.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

TOKEN_LENGTH = 20
_TOKEN = re.compile(rf"[0-9A-HJKMNP-TV-Z]{{{TOKEN_LENGTH}}}")


class CodePurpose(StrEnum):
    """What scanning opens, and so which path the code stands under."""

    INTAKE = "intake"


class PlaceKind(StrEnum):
    """Where a code hangs."""

    CENTRE = "centre"
    STATION = "station"
    POSTER = "poster"


@dataclass(frozen=True, slots=True)
class Code:
    """One printed code. `token` is what its URL carries; `id` is how records name it, a digest
    of the token, so that whoever reads a record cannot scan.

    Captions are what is printed beneath, in Chinese and English. `wechat_url` is what the picture
    of its parametric code (带参数的二维码) encodes, once the WeChat platform made one.
    """

    token: str
    id: str
    purpose: CodePurpose
    place: PlaceKind
    caption_zh: str
    caption_en: str
    issued_at: datetime
    revoked_at: datetime | None = None
    wechat_url: str | None = None

    @property
    def is_active(self) -> bool:
        """Whether scanning it still opens anything."""
        return self.revoked_at is None


def is_token(text: str) -> bool:
    """Whether a text has the form of a code's token: 20 letters and digits of base 32 (100
    bits).
    """
    return _TOKEN.fullmatch(text) is not None


def code_id(token: str) -> str:
    """How records name the code behind a token."""
    return hashlib.sha256(token.encode()).hexdigest()[:16]
