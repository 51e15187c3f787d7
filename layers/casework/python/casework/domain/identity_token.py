"""What an identity token must say before anybody is believed (OpenID Connect Core 1.0, 3.1.3.7)."""

from __future__ import annotations

import hmac
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeGuard

from casework.domain.sign_in import SIGN_IN_AGE, SignInDeniedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LEEWAY = timedelta(minutes=2)
"""How far the issuer's clock may be from ours."""

LONGEST_SUBJECT = 255
"""Of a `sub`, in ASCII characters (OpenID Connect Core 1.0, 2)."""


def subject_of(
    claims: Mapping[str, Any], *, issuer: str, client_id: str, nonce: str, now: datetime
) -> str:
    """The subject that the claims vouch for.

    Raises SignInDeniedError unless they are from our issuer, for this client and no other, in
    force, made for this sign-in, and name somebody.
    """
    checks = (
        claims.get("iss") == issuer,
        _is_for(claims, client_id),
        _is_in_force(claims, now),
        _repeats(claims, nonce),
    )
    subject = claims.get("sub")
    if not all(checks) or not isinstance(subject, str):
        raise SignInDeniedError
    if not 0 < len(subject) <= LONGEST_SUBJECT:
        raise SignInDeniedError
    return subject


def _is_for(claims: Mapping[str, Any], client_id: str) -> bool:
    audience = claims.get("aud")
    named = audience if isinstance(audience, list) else [audience]
    party = claims.get("azp", client_id if len(named) == 1 else None)
    return client_id in named and party == client_id


def _is_in_force(claims: Mapping[str, Any], now: datetime) -> bool:
    expires, issued, moment = claims.get("exp"), claims.get("iat"), now.timestamp()
    if not _is_instant(expires) or not _is_instant(issued):
        return False
    leeway = LEEWAY.total_seconds()
    oldest = moment - SIGN_IN_AGE.total_seconds() - leeway
    return moment < expires + leeway and oldest <= issued <= moment + leeway


def _is_instant(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _repeats(claims: Mapping[str, Any], nonce: str) -> bool:
    repeated = claims.get("nonce")
    return isinstance(repeated, str) and hmac.compare_digest(repeated.encode(), nonce.encode())
