"""Printed codes: issue one for a place, list them, have WeChat lead to one, revoke a lost one."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.code import TOKEN_LENGTH, Code, CodePurpose, code_id
from casework.domain.errors import ConflictError, NotFoundError
from casework.domain.tokens import ALPHABET

if TYPE_CHECKING:
    from datetime import datetime

    from casework.channel_ports import ParametricCodes
    from casework.domain.code import PlaceKind
    from casework.domain.staff import StaffMember
    from casework.ports import CodeRepository


def issue_code(
    member: StaffMember,
    place: PlaceKind,
    captions: tuple[str, str],
    now: datetime,
    *,
    codes: CodeRepository,
    token: str | None = None,
) -> Code:
    """A new intake code with its captions (Chinese, English); the token is random, 100 bits.

    With the `token` of one sending of a form, sending it again finds the code that it made.
    """
    authorize(member, Action.ISSUE_CODE)
    drawn = token or "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))
    code = Code(drawn, code_id(drawn), CodePurpose.INTAKE, place, *captions, issued_at=now)
    try:
        codes.add(code)
    except ConflictError:
        if token is None:
            raise
        return codes.get(code.id)
    return code


def token_of_form(secret: str, said: str) -> str:
    """The token that a form makes: an HMAC of what it says (100 bits) under a `secret` of the
    session, so that nobody else can guess it and the same form always makes the same.
    """
    digest = hmac.new(secret.encode(), f"code\0{said}".encode(), hashlib.sha256).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:TOKEN_LENGTH])


def list_codes(member: StaffMember, *, codes: CodeRepository) -> tuple[Code, ...]:
    """Every code of the jurisdiction, revoked ones too."""
    authorize(member, Action.LIST_CODES)
    return codes.all()


def find_code(member: StaffMember, identity: str, *, codes: CodeRepository) -> Code:
    """One code, to print it again; raises NotFoundError."""
    authorize(member, Action.LIST_CODES)
    return codes.get(identity)


def link_code(
    member: StaffMember, identity: str, *, codes: CodeRepository, platform: ParametricCodes
) -> Code:
    """The code with a parametric code of the WeChat platform (带参数的二维码), which leads to the
    official account and from there to this code's form; made once and for good.

    Raises NotFoundError, for a revoked code too, and WeChatUnavailableError. What the platform made
    but nobody kept is the same when it is asked for again.
    """
    authorize(member, Action.LINK_CODE)
    code = codes.get(identity)
    if not code.is_active:
        raise NotFoundError
    if code.wechat_url is not None:
        return code
    return codes.link(identity, platform.lasting_code(code.token).url)


def revoke_code(
    member: StaffMember, identity: str, now: datetime, *, codes: CodeRepository
) -> Code:
    """Make a code open nothing any more; again, it changes nothing. Raises NotFoundError."""
    authorize(member, Action.REVOKE_CODE)
    return codes.revoke(identity, now)
