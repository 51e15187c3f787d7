"""What a legal case is, written down apart from the code that makes one."""

from __future__ import annotations

import json
from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb.codec import dump, dump_event
from casework.domain.case import CENTRE, Disposition, Status
from casework.domain.events import CaseAssigned, CaseRated
from casework.domain.particulars import ParticularsRef, write_down
from casework.domain.publication import outbound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.events import Event

ORDER = (
    Status.SUBMITTED,
    Status.TRIAGE,
    Status.ASSIGNED,
    Status.VERIFIED,
    Status.REPLIED,
    Status.RESOLVED,
)


def check_step(before: Case, after: Case) -> None:
    """Nothing goes back, and what was promised or decided first stays."""
    if Status.ANSWERED in {before.status, after.status}:
        assert before.status in {Status.SUBMITTED, Status.TRIAGE, Status.ANSWERED}
        assert after.status is Status.ANSWERED
    else:
        assert ORDER.index(after.status) >= ORDER.index(before.status)
    assert after.version in {before.version, before.version + 1}
    assert after.due_version >= before.due_version
    for once in ("disposition", "lead", "rated_at", "assigned_at", "verified_at", "replied_at"):
        assert getattr(before, once) in {None, getattr(after, once)}
    for fixed in ("filed_at", "promised", "versions", "confidential", "place", "tracking_sha256"):
        assert getattr(after, fixed) == getattr(before, fixed)


def check_state(case: Case) -> None:
    """What must hold of a snapshot whatever came before."""
    check_stages(case)
    check_handlers(case)
    assert case.next_due == due_by_hand(case)


def check_stages(case: Case) -> None:
    """The status and the moments of the steps say the same; a closed or resolved case owes nothing,
    and no other is rated.
    """
    reached = 0 if case.status is Status.ANSWERED else ORDER.index(case.status)
    stages = (case.assigned_at, case.verified_at, case.replied_at, case.resolved_at)
    done = [stage for stage in stages if stage is not None]
    assert [stage is not None for stage in stages] == [reached >= place for place in range(2, 6)]
    assert done == sorted(done)
    assert (case.answered_at is not None) is (case.status is Status.ANSWERED)
    if case.status in {Status.RESOLVED, Status.ANSWERED}:
        assert case.open_tasks == ()
    else:
        assert case.rated_at is None
    expected = Disposition.TRANSFERRED if reached >= ORDER.index(Status.ASSIGNED) else None
    assert case.disposition is (Disposition.DIRECT if case.answered_at else expected)


def check_handlers(case: Case) -> None:
    """A case has a lead exactly from its assignment on; nobody handles it twice, the centre never,
    a complaint only those who may, and a confidential case only in released words.
    """
    assert (case.lead is None) is (case.assigned_at is None)
    handlers = [case.lead, *(task.unit for task in case.tasks)]
    assert len(set(handlers)) == len(handlers)
    assert CENTRE not in handlers
    if case.lead and case.complaint:
        assert handlers in [["inspection"], ["leading_group"]]
        assert case.lead not in case.about_bodies
    assert (case.released is not None) is (case.confidential and case.lead is not None)


def due_by_hand(case: Case) -> datetime | None:
    """The earliest of what the status still owes and of what co-handlers owe."""
    owed: dict[Status, list[datetime | None]] = {
        Status.SUBMITTED: [case.promised.triage_by],
        Status.TRIAGE: [case.promised.triage_by],
        Status.ASSIGNED: [case.verify_by, case.reply_by, case.resolve_by],
        Status.VERIFIED: [case.reply_by, case.resolve_by],
        Status.REPLIED: [case.resolve_by],
    }
    stages = owed.get(case.status, [])
    tasks = [task.due for task in case.tasks if task.state == "open"]
    return min([due for due in [*stages, *tasks] if due is not None], default=None)


def whose_turn(case: Case) -> set[str]:
    """By the rules in words: triage is the centre's, but a complaint about it the inspectors', and
    about both the leading group's; then it is the lead's turn and of those who still owe it a
    report; a resolved case stays in its lead's sight.
    """
    if case.status in {Status.SUBMITTED, Status.TRIAGE}:
        above = {"centre": "inspection", "inspection": "leading_group"}
        unit = "centre"
        while unit in case.about_bodies:
            unit = above[unit]
        return {unit}
    if case.lead is None:
        return set()
    return {case.lead, *(task.unit for task in case.tasks if task.state == "open")}


def check_record(file: CaseFile, mark: str) -> None:
    """The history and the texts of a case, each of which bears the mark."""
    check_numbering(file.case, file.events)
    check_texts(file, mark)
    bodies = [event.body for event in file.events]
    assert sum(isinstance(body, CaseRated) for body in bodies) <= 1
    if file.case.confidential or file.case.complaint:
        assert not any(isinstance(body, CaseAssigned) and body.automatic for body in bodies)


def check_numbering(case: Case, events: Sequence[Event]) -> None:
    """Versions and places within a command have no gaps; the due version counts changes."""
    places = [(event.seq, event.n) for event in events]
    assert places == sorted(places)
    for seq in range(1, case.version + 1):
        within = [n for version, n in places if version == seq]
        assert within == list(range(max(1, len(within))))
    for earlier, later in pairwise(events):
        changed = later.next_due != earlier.next_due
        assert later.due_version == earlier.due_version + changed


def check_texts(file: CaseFile, mark: str) -> None:
    """Each text belongs to one event, by its digest, and none is in a snapshot, an event or what is
    published of it.
    """
    refs = [ref for event in file.events for ref in refs_of(event.body)]
    assert sorted(ref.id for ref in refs) == sorted(file.particulars)
    for ref in refs:
        text = file.particulars[ref.id]
        seq, n = map(int, ref.id.split("."))
        assert text.ref == ref == write_down(ref.kind, seq, n, text.fields, text.salt).ref
        assert any(mark in value for value in text.fields.values())
    written = [dump(file.case), *map(dump_event, file.events)]
    sent = [json.dumps(outbound(event).detail, ensure_ascii=False) for event in file.events]
    assert not [text for text in (*written, *sent) if mark in text]


def refs_of(body: Any) -> list[ParticularsRef]:
    """Every text that an event points to."""
    values = (getattr(body, field.name) for field in fields(body))
    return [value for value in values if isinstance(value, ParticularsRef)]
