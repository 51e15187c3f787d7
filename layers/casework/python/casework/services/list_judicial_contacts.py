"""List the register of contacts with judicial organs, page by page; an export reads every page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize

if TYPE_CHECKING:
    from casework.domain.staff import StaffMember
    from casework.ports import JudicialRegister, RegisterPage


def list_judicial_contacts(
    member: StaffMember, *, limit: int, start: str | None, register: JudicialRegister
) -> RegisterPage:
    """A page of the register by the day of contact, shorter by what belongs to a complaint about
    the person's own unit; raises NotPermittedError, and InvalidInputError for a bad `start`.
    """
    authorize(member, Action.LIST_JUDICIAL_CONTACTS)
    page = register.page(limit=limit, start=start)
    shown = (line for line in page.lines if member.unit not in line.contact.about_bodies)
    return replace(page, lines=tuple(shown))
