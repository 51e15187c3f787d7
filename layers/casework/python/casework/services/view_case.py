"""Open a case file at the desk (查看案卷): each reader sees what the rules give to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.possible import possible_actions
from casework.services.disclosing import file_for

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case_file import CaseFile
    from casework.domain.staff import StaffMember
    from casework.ports import CaseRepository


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case file as its reader may read it, and what this person may do with the case now."""

    file: CaseFile
    possible: tuple[Action, ...]


def open_case(
    case_id: str, member: StaffMember, now: datetime, *, cases: CaseRepository
) -> OpenedCase:
    """The case file with what is possible now, judged by the case as it is, not as it is shown;
    raises what `view_case` raises.
    """
    file = cases.file(case_id)
    authorize(member, Action.VIEW_CASE, file.case)
    return OpenedCase(file_for(member, file), possible_actions(member, file.case, now))


def view_case(case_id: str, member: StaffMember, *, cases: CaseRepository) -> CaseFile:
    """The case file as this person may read it; raises NotFoundError, as for one that is not
    theirs.
    """
    file = cases.file(case_id)
    authorize(member, Action.VIEW_CASE, file.case)
    return file_for(member, file)
