"""List the register of contacts with judicial organs, page by page; an export reads every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize

if TYPE_CHECKING:
    from casework.domain.staff import StaffMember
    from casework.ports import JudicialRegister, RegisterPage


def list_judicial_contacts(
    member: StaffMember, *, limit: int, start: str | None, register: JudicialRegister
) -> RegisterPage:
    """A page of the register by the day of contact; raises NotPermittedError, and
    InvalidInputError for a bad `start`.
    """
    authorize(member, Action.LIST_JUDICIAL_CONTACTS)
    return register.page(limit=limit, start=start)
