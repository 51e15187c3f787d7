"""Printed codes: issue one for a place, list them, revoke a lost or misused one."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.code import TOKEN_LENGTH, Code, CodePurpose, code_id
from casework.domain.tokens import ALPHABET

if TYPE_CHECKING:
    from datetime import datetime

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
) -> Code:
    """A new intake code with its captions (Chinese, English); the token is random, 100 bits."""
    authorize(member, Action.ISSUE_CODE)
    token = "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))
    code = Code(token, code_id(token), CodePurpose.INTAKE, place, *captions, issued_at=now)
    codes.add(code)
    return code


def list_codes(member: StaffMember, *, codes: CodeRepository) -> tuple[Code, ...]:
    """Every code of the jurisdiction, revoked ones too."""
    authorize(member, Action.LIST_CODES)
    return codes.all()


def find_code(member: StaffMember, identity: str, *, codes: CodeRepository) -> Code:
    """One code, to print it again; raises NotFoundError."""
    authorize(member, Action.LIST_CODES)
    return codes.get(identity)


def revoke_code(
    member: StaffMember, identity: str, now: datetime, *, codes: CodeRepository
) -> Code:
    """Make a code open nothing any more; again, it changes nothing. Raises NotFoundError."""
    authorize(member, Action.REVOKE_CODE)
    return codes.revoke(identity, now)
