"""Open a checked file of a case at the desk (查看附件)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.errors import NotFoundError, NotPermittedError
from casework.domain.rules import UnknownFileError
from casework.services.disclosing import case_for, may_open_files
from casework.services.open_attachment import link_to

if TYPE_CHECKING:
    from casework.channel_ports import AttachmentStore
    from casework.domain.staff import StaffMember
    from casework.ports import CaseRepository


def read_attachment(
    case_id: str,
    number: int,
    member: StaffMember,
    *,
    cases: CaseRepository,
    store: AttachmentStore,
) -> str:
    """A link that expires, for a member of staff who may read what the enterprise wrote.

    Raises NotFoundError as for a case that is not theirs, UnknownFileError, and NotPermittedError
    where the enterprise's words are hidden from them.
    """
    case = cases.get(case_id)
    authorize(member, Action.VIEW_CASE, case)
    try:
        link = link_to(case_for(member, case), number, store)
    except NotFoundError as error:
        raise UnknownFileError(file=number) from error
    if not may_open_files(member, case):
        raise NotPermittedError(action=Action.VIEW_CASE.value, role=member.role.value)
    return link
