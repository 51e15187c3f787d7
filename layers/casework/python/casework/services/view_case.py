"""Open a case file at the desk (查看案卷): each reader sees what the rules give to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.services.disclosing import file_for

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile
    from casework.domain.staff import StaffMember
    from casework.ports import CaseRepository


def view_case(case_id: str, member: StaffMember, *, cases: CaseRepository) -> CaseFile:
    """The case file as this person may read it; raises NotFoundError, as for one that is not
    theirs.
    """
    file = cases.file(case_id)
    authorize(member, Action.VIEW_CASE, file.case)
    return file_for(member, file)
