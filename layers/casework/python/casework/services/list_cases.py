"""List a unit's work (待办清单), what is due first at the top."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize, may
from casework.services.disclosing import item_for

if TYPE_CHECKING:
    from casework.domain.staff import StaffMember
    from casework.ports import Page, WorkList


def list_cases(member: StaffMember, *, limit: int, start: str | None, work_list: WorkList) -> Page:
    """A page of the open cases before the person's own unit; raises InvalidInputError for a bad
    `start`.
    """
    authorize(member, Action.LIST_CASES)
    page = work_list.page(member.unit, limit=limit, start=start)
    shown = [item for item in page.items if may(member, Action.VIEW_CASE, item.case)]
    return replace(page, items=tuple(item_for(member, item) for item in shown))
