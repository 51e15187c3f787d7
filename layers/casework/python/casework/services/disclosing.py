"""What of a case a member of staff is shown: everything at the service centre, less in a
department.

A department learns what it needs to handle the case. It does not learn why a clerk had to look at
the case before (a body must not find out that it was complained about), which of its superiors was
late in doing so, how the party rated it (DESIGN 7: the rated see aggregates), or, of a confidential
case, anything that the enterprise wrote. Until routing has read a case nobody reads it: it may
complain about whoever would.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, SUPERIORS, Status
from casework.domain.clocks import Stage
from casework.domain.events import CaseQueuedForTriage, CaseRated
from casework.domain.particulars import ParticularsKind
from casework.domain.supervision_events import (
    DeadlineMissed,
    DeadlineWarned,
    LetterAcknowledged,
    LetterAnswered,
    LetterIssued,
    LetterRendered,
)

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.clocks import Clock
    from casework.domain.events import EventBody
    from casework.domain.particulars import Particulars
    from casework.domain.staff import StaffMember
    from casework.ports import WorkItem

WRITTEN_BY_THE_ENTERPRISE = frozenset({ParticularsKind.FILING, ParticularsKind.ADDITION})
NOT_FOR_DEPARTMENTS = (CaseQueuedForTriage, CaseRated)


def case_for(member: StaffMember, case: Case) -> Case:
    """The snapshot as this person may see it."""
    if _sees_all(member, case):
        return case
    return replace(
        case,
        triage_reason=None,
        complaint=False,
        about_bodies=(),
        rated_at=None,
        clocks=tuple(clock for clock in case.clocks if not _of_triage(case, clock)),
        letters=tuple(letter for letter in case.letters if letter.stage is not Stage.TRIAGE),
    )


def file_for(member: StaffMember, file: CaseFile) -> CaseFile:
    """The case file as this person may see it."""
    if _sees_all(member, file.case):
        return file
    case = file.case
    shown = (event for event in file.events if _is_for_departments(event.body, case))
    texts = {key: text for key, text in file.particulars.items() if _readable(text, case)}
    return replace(file, case=case_for(member, case), events=tuple(shown), particulars=texts)


def item_for(member: StaffMember, item: WorkItem) -> WorkItem:
    """A line of the work list as this person may see it."""
    readable = item.text is not None and (
        _sees_all(member, item.case) or _readable(item.text, item.case)
    )
    return replace(item, case=case_for(member, item.case), text=item.text if readable else None)


def _is_for_departments(body: EventBody, case: Case) -> bool:
    if isinstance(body, DeadlineWarned | DeadlineMissed):
        return body.stage is not Stage.TRIAGE and not _is_triage_letter(body.letter, case)
    if isinstance(body, LetterIssued):
        return body.stage != Stage.TRIAGE
    if isinstance(body, LetterRendered | LetterAcknowledged | LetterAnswered):
        return not _is_triage_letter(body.letter, case)
    return not isinstance(body, NOT_FOR_DEPARTMENTS)


def _of_triage(case: Case, clock: Clock) -> bool:
    return clock.stage is Stage.TRIAGE or _is_triage_letter(clock.letter, case)


def _is_triage_letter(letter_id: str | None, case: Case) -> bool:
    letter = case.letter(letter_id) if letter_id else None
    return letter is not None and letter.stage is Stage.TRIAGE


def _sees_all(member: StaffMember, case: Case) -> bool:
    if case.status is Status.SUBMITTED:
        return False
    return member.unit in {CENTRE, case.triage_unit, *SUPERIORS}


def _readable(text: Particulars, case: Case) -> bool:
    kind = text.ref.kind
    if case.status is Status.SUBMITTED or kind is ParticularsKind.RATING:
        return False
    return not (case.confidential and kind in WRITTEN_BY_THE_ENTERPRISE)
