"""List cases (待办清单): the lists that somebody works from, what is due first at the top."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize, may
from casework.domain.case_filter import EVERYTHING
from casework.domain.staff import Role
from casework.domain.worklists import decisions_of, own_list, special_list, to_tell
from casework.services.disclosing import item_for

if TYPE_CHECKING:
    from casework.domain.case_filter import CaseFilter
    from casework.domain.staff import StaffMember
    from casework.ports import Page, WorkList


class CaseList(StrEnum):
    """The lists of the console."""

    DEPARTMENT = "department"
    MINE = "mine"
    TRIAGE = "triage"
    DECIDE = "decide"
    SPECIAL = "special"
    TELL = "tell"


OVERSEERS = frozenset({Role.SUPERVISOR, Role.INSPECTOR, Role.LEADER})
"""Who may open the list of any unit."""


def list_cases(
    member: StaffMember,
    *,
    limit: int,
    start: str | None,
    work_list: WorkList,
    which: CaseList = CaseList.DEPARTMENT,
    unit: str | None = None,
    wanted: CaseFilter = EVERYTHING,
) -> Page:
    """A page of a list, as this person may see it; of another unit's list, with `unit`, if the
    person oversees units.

    Raises NotPermittedError, and InvalidInputError for a bad `start`.
    """
    is_special = which is CaseList.SPECIAL and unit is None
    authorize(member, Action.VIEW_SPECIAL if is_special else Action.LIST_CASES)
    name = name_of(member, which, unit)
    page = work_list.page(name, limit=limit, start=start, wanted=wanted)
    shown = [item for item in page.items if may(member, Action.VIEW_CASE, item.case)]
    return replace(page, items=tuple(item_for(member, item) for item in shown))


def name_of(member: StaffMember, which: CaseList, unit: str | None) -> str:
    """The name of the list that is meant; of another unit only for who oversees units."""
    if unit is not None and member.role in OVERSEERS:
        return unit
    return {
        CaseList.DEPARTMENT: member.unit,
        CaseList.TRIAGE: member.unit,
        CaseList.MINE: own_list(member.id),
        CaseList.DECIDE: decisions_of(member.unit),
        CaseList.SPECIAL: special_list(),
        CaseList.TELL: to_tell(member.unit),
    }[which]
