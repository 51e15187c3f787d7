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

from casework.domain.case import CENTRE, SUPERIORS, Status, earliest_due
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
    clocks = tuple(clock for clock in case.clocks if not _is_hidden(clock, member, case))
    hidden = _hidden_letters(member, case)
    seen = replace(
        case,
        triage_reason=None,
        complaint=False,
        about_bodies=(),
        rated_at=None,
        clocks=clocks,
        letters=tuple(letter for letter in case.letters if letter.id not in hidden),
    )
    return replace(seen, next_due=earliest_due(seen))


def file_for(member: StaffMember, file: CaseFile) -> CaseFile:
    """The case file as this person may see it; what belongs to an event that is not shown is not
    shown either.
    """
    case = file.case
    if _sees_all(member, case):
        return file
    shown = tuple(event for event in file.events if _is_shown(event.body, member, case))
    texts = {text_id for event in shown if (text_id := _text_of(event.body))}
    return replace(
        file,
        case=case_for(member, case),
        events=shown,
        particulars={
            key: text
            for key, text in file.particulars.items()
            if key in texts and _readable(text, case)
        },
    )


def item_for(member: StaffMember, item: WorkItem) -> WorkItem:
    """A line of the work list as this person may see it."""
    readable = item.text is not None and (
        _sees_all(member, item.case) or _readable(item.text, item.case)
    )
    return replace(item, case=case_for(member, item.case), text=item.text if readable else None)


def _is_shown(body: EventBody, member: StaffMember, case: Case) -> bool:
    hidden = _hidden_letters(member, case)
    if isinstance(body, DeadlineWarned | DeadlineMissed):
        late_superior = body.stage is Stage.TRIAGE and body.unit != member.unit
        return not late_superior and body.letter not in hidden
    if isinstance(body, LetterIssued):
        return body.letter_id not in hidden
    if isinstance(body, LetterRendered | LetterAcknowledged | LetterAnswered):
        return body.letter not in hidden
    return not isinstance(body, NOT_FOR_DEPARTMENTS)


def _text_of(body: EventBody) -> str | None:
    ref = getattr(body, "particulars", None) or getattr(body, "released", None)
    return ref.id if ref else None


def _is_hidden(clock: Clock, member: StaffMember, case: Case) -> bool:
    late_superior = clock.stage is Stage.TRIAGE and clock.unit != member.unit
    return late_superior or clock.letter in _hidden_letters(member, case)


def _hidden_letters(member: StaffMember, case: Case) -> set[str | None]:
    """Letters about triage, but for whom they are addressed to."""
    return {
        letter.id
        for letter in case.letters
        if letter.stage is Stage.TRIAGE and letter.unit != member.unit
    }


def _sees_all(member: StaffMember, case: Case) -> bool:
    if case.status is Status.SUBMITTED:
        return False
    return member.unit in {CENTRE, case.triage_unit, *SUPERIORS}


def _readable(text: Particulars, case: Case) -> bool:
    kind = text.ref.kind
    if case.status is Status.SUBMITTED or kind is ParticularsKind.RATING:
        return False
    return not (case.confidential and kind in WRITTEN_BY_THE_ENTERPRISE)
