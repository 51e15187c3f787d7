"""List who may be named as the handler of a case (确定承办人): the staff of one's own unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.staff import Role

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.staff import StaffMember
    from casework.ports import StaffRegistry


def list_colleagues(
    member: StaffMember, now: datetime, *, registry: StaffRegistry
) -> tuple[StaffMember, ...]:
    """Who of this person's own unit is in service, in order of id; one request to the store.

    Nobody sees the staff of another unit. A handler names nobody else, so for one there is nobody
    to choose from and nothing is read.
    """
    if member.role is Role.HANDLER:
        return ()
    return tuple(each for each in registry.of_unit(member.unit) if each.serves_at(now))
