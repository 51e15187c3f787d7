"""What of a case a member of staff is shown: everything at the service centre, less in a
department.

A department learns what it needs to handle the case. It does not learn why a clerk had to look at
the case before (a body must not find out that it was complained about), which of its superiors was
late in doing so, how the party rated it (DESIGN 7: the rated see aggregates), or, of a confidential
case, anything that the enterprise wrote or that others may have written of it. Until routing has
read a case nobody reads it: it may complain about whoever would.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, SUPERIORS, Status, earliest_due
from casework.domain.clocks import Stage
from casework.domain.contest_events import (
    CorrectionAsked,
    CorrectionRefused,
    ErasureAsked,
    ErasureRefused,
    RatingReviewed,
    RatingWithdrawn,
    WithdrawalReviewed,
)
from casework.domain.events import CaseQueuedForTriage, CaseRated
from casework.domain.particulars import ParticularsKind
from casework.domain.reach_events import EnterpriseNotReached, EnterpriseReached
from casework.domain.requests import RequestKind
from casework.domain.supervision_events import (
    DeadlineMissed,
    DeadlineWarned,
    LetterAcknowledged,
    LetterAnswered,
    LetterIssued,
    LetterRendered,
)
from casework.services.disclosing_oversight import (
    is_oversight_shown,
    own_oversight,
    reads_summary_only,
    summary_case,
    summary_file,
)
from casework.services.disclosing_words import reads_anyway, reads_little

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.clocks import Clock
    from casework.domain.events import Event, EventBody
    from casework.domain.particulars import Particulars, ParticularsRef
    from casework.domain.staff import StaffMember
    from casework.ports import WorkItem

TOLD_IN_CONFIDENCE = frozenset(
    {
        ParticularsKind.RATING,
        ParticularsKind.WITHDRAWAL,
        ParticularsKind.PRESSURE_FINDING,
        ParticularsKind.CORRECTION_REQUEST,
        ParticularsKind.PRIVACY_DECISION,
    }
)
"""What no department reads: how it was rated, whether it pressed the enterprise to withdraw, what
the enterprise asked about its data.
"""

NOT_FOR_DEPARTMENTS = (
    CaseQueuedForTriage,
    CaseRated,
    RatingWithdrawn,
    RatingReviewed,
    WithdrawalReviewed,
    CorrectionAsked,
    CorrectionRefused,
    ErasureAsked,
    ErasureRefused,
    EnterpriseNotReached,
    EnterpriseReached,
)
SUPERIORS_OWN = frozenset({Stage.TRIAGE, Stage.REVIEW, Stage.PRIVACY_DECISION})
"""What a superior owes in matters that a department does not learn of."""

REVIEWED_IN_CONFIDENCE = frozenset(
    {
        RequestKind.WITHDRAWAL_REVIEW,
        RequestKind.RATING_REVIEW,
        RequestKind.CORRECTION,
        RequestKind.ERASURE,
    }
)


def case_for(member: StaffMember, case: Case) -> Case:
    """The snapshot as this person may see it."""
    if reads_summary_only(member, case):
        return summary_case(case)
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
        rating_withdrawn_at=None,
        pressure=(),
        not_reached=None,
        requests=tuple(
            request for request in case.requests if request.kind not in REVIEWED_IN_CONFIDENCE
        ),
        clocks=clocks,
        letters=tuple(letter for letter in case.letters if letter.id not in hidden),
    )
    return replace(own_oversight(member, seen), next_due=earliest_due(seen))


def file_for(member: StaffMember, file: CaseFile) -> CaseFile:
    """The case file as this person may see it; what belongs to an event that is not shown is not
    shown either.
    """
    case = file.case
    if reads_summary_only(member, case):
        return summary_file(member, file)
    if _sees_all(member, case):
        return file
    shown = tuple(
        event
        for event in file.events
        if _is_shown(event.body, member, case) and is_oversight_shown(event, member, case)
    )
    texts = {
        ref.id
        for event in shown
        for ref in _texts_of(event.body)
        if _is_readable(event, ref, member, case)
    }
    return replace(
        file,
        case=case_for(member, case),
        events=shown,
        particulars={key: text for key, text in file.particulars.items() if key in texts},
        opens_files=may_open_files(member, case),
    )


def item_for(member: StaffMember, item: WorkItem) -> WorkItem:
    """A line of the work list as this person may see it."""
    readable = item.text is not None and may_read(member, item.text, item.case)
    return replace(item, case=case_for(member, item.case), text=item.text if readable else None)


def may_read(member: StaffMember, text: Particulars, case: Case) -> bool:
    """Whether this person may read a text, whoever wrote it, whose event is shown to them."""
    if reads_summary_only(member, case):
        return False
    if _sees_all(member, case):
        return True
    kind = text.ref.kind
    if case.status is Status.SUBMITTED or kind in TOLD_IN_CONFIDENCE:
        return False
    return kind is ParticularsKind.RELEASED or not reads_little(member, case)


def may_open_files(member: StaffMember, case: Case) -> bool:
    """Whether this person may open the files that were sent to the case. A picture or a paper tells
    who sent it, so they are hidden wherever the enterprise's own words are.
    """
    if reads_summary_only(member, case):
        return False
    if _sees_all(member, case):
        return True
    return case.status is not Status.SUBMITTED and not reads_little(member, case)


def _is_shown(body: EventBody, member: StaffMember, case: Case) -> bool:
    hidden = _hidden_letters(member, case)
    if isinstance(body, DeadlineWarned | DeadlineMissed):
        late_superior = body.stage in SUPERIORS_OWN and body.unit != member.unit
        return not late_superior and body.letter not in hidden
    if isinstance(body, LetterIssued):
        return body.letter_id not in hidden
    if isinstance(body, LetterRendered | LetterAcknowledged | LetterAnswered):
        return body.letter not in hidden
    return not isinstance(body, NOT_FOR_DEPARTMENTS)


def _texts_of(body: EventBody) -> tuple[ParticularsRef, ...]:
    """A return that was accepted holds two: why, and the words released to the next department."""
    refs = (getattr(body, "particulars", None), getattr(body, "released", None))
    return tuple(ref for ref in refs if ref)


def _is_hidden(clock: Clock, member: StaffMember, case: Case) -> bool:
    late_superior = clock.stage in SUPERIORS_OWN and clock.unit != member.unit
    return late_superior or clock.letter in _hidden_letters(member, case)


def _hidden_letters(member: StaffMember, case: Case) -> set[str | None]:
    """Letters to others: all of them, or, for the lead, those about what a superior owes."""
    leads = case.lead == member.unit
    return {
        letter.id
        for letter in case.letters
        if letter.unit != member.unit and (not leads or letter.stage in SUPERIORS_OWN)
    }


def _sees_all(member: StaffMember, case: Case) -> bool:
    if case.status is Status.SUBMITTED:
        return False
    return member.unit in {CENTRE, case.triage_unit, *SUPERIORS}


def _is_readable(event: Event, ref: ParticularsRef, member: StaffMember, case: Case) -> bool:
    """Of a confidential case a department reads little, unless a supervisor revealed to it who
    filed.
    """
    if case.status is Status.SUBMITTED or ref.kind in TOLD_IN_CONFIDENCE:
        return False
    return not reads_little(member, case) or reads_anyway(event, ref, member, case)
