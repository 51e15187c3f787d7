"""Export a list (导出): every line of it, one at a time, as this person may see the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.case_filter import EVERYTHING
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
    """The lines of a list; nothing in them says who or what a case is about. However long the list
    is, one line is held. Raises NotPermittedError at once, StoreUnavailableError on the way.
    """
    authorize(member, Action.LIST_CASES)
    return work_list.lines(name_of(member, which, unit), wanted)
