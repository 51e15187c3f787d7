"""Export a list (导出): every line of it, one at a time, as this person may see the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import TABLE, Action, Condition, authorize
from casework.domain.case_filter import EVERYTHING
from casework.domain.errors import NotPermittedError
from casework.services.list_cases import CaseList, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.domain.case_filter import CaseFilter
    from casework.domain.case_line import CaseLine
    from casework.domain.staff import StaffMember
    from casework.ports import WorkList


def export_cases(
    member: StaffMember,
    which: CaseList,
    unit: str | None,
    wanted: CaseFilter = EVERYTHING,
    *,
    work_list: WorkList,
) -> Iterator[CaseLine]:
    """The lines of a list; nothing in them says who or what a case is about, and none of them is of
    a complaint about the person's own unit. However long the list is, one line is held.

    Another unit's list and that of special supervision are only for who may view any case, as
    lines are not opened to look; of a person's own list, what the unit leads no more is left out.
    Raises NotPermittedError at once, StoreUnavailableError on the way.
    """
    authorize(member, Action.LIST_CASES)
    if which is CaseList.SPECIAL:
        authorize(member, Action.VIEW_SPECIAL)
    views_all = TABLE[member.role].get(Action.VIEW_CASE) is Condition.ALWAYS
    if which is CaseList.SPECIAL and not views_all:
        raise NotPermittedError(action=Action.VIEW_SPECIAL.value, role=member.role.value)
    name = name_of(member, which, unit if views_all else None)
    lines = work_list.lines(name, wanted)
    return (line for line in lines if _is_given(line, member, which))


def _is_given(line: CaseLine, member: StaffMember, which: CaseList) -> bool:
    if member.unit in line.about_bodies:
        return False
    return which is not CaseList.MINE or line.lead == member.unit
