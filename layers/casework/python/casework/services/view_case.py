"""Open a case file at the desk (查看案卷): each reader sees what the rules give to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.case import CENTRE
from casework.domain.events import CaseRated
from casework.domain.particulars import ParticularsKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.domain.case_file import CaseFile
    from casework.domain.events import Event
    from casework.domain.particulars import Particulars
    from casework.domain.staff import StaffMember
    from casework.ports import CaseRepository


def view_case(case_id: str, member: StaffMember, *, cases: CaseRepository) -> CaseFile:
    """The case file as this person may read it; raises NotFoundError.

    Of a confidential case a department reads the released text and what bodies wrote, never what
    the enterprise wrote. Ratings are not shown to the rated but as aggregates (DESIGN 7): neither
    grade nor text leaves with the file, except to the service centre.
    """
    file = cases.file(case_id)
    authorize(member, Action.VIEW_CASE, file.case)
    if member.unit in {CENTRE, file.case.triage_unit}:
        return file
    return replace(
        file,
        events=tuple(_unrated(file)),
        particulars={key: text for key, text in file.particulars.items() if _readable(text, file)},
    )


def _unrated(file: CaseFile) -> Iterator[Event]:
    return (event for event in file.events if not isinstance(event.body, CaseRated))


def _readable(text: Particulars, file: CaseFile) -> bool:
    kind = text.ref.kind
    if kind is ParticularsKind.RATING:
        return False
    written_by_enterprise = kind in {ParticularsKind.FILING, ParticularsKind.ADDITION}
    return not (file.case.confidential and written_by_enterprise)
