"""What a legal case is, written down apart from the code that makes one."""

from __future__ import annotations

import json
from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb.codec import dump, dump_event
from casework.domain.case import CENTRE, Disposition, Status
from casework.domain.clocks import ClockKey, Stage
from casework.domain.events import CaseAssigned, CaseRated
from casework.domain.lifecycle import CLOCK
from casework.domain.particulars import ParticularsRef, write_down
from casework.domain.publication import outbound
from casework.domain.supervision_events import (
    CaseClosed,
    DeadlineMissed,
)

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
    Status.CLOSED,
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
    assert (case.closed_at is not None) is (case.status is Status.CLOSED)
    assert done == sorted(done)
    assert (case.answered_at is not None) is (case.status is Status.ANSWERED)
    if case.status in {Status.RESOLVED, Status.ANSWERED, Status.CLOSED}:
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
    """The earliest of what the status still owes, of what co-handlers owe and of letters that wait
    for an answer: its warning, where one is to come, else its deadline, unless that was missed.
    """
    owed: dict[Status, set[Stage]] = {
        Status.SUBMITTED: {Stage.TRIAGE},
        Status.TRIAGE: {Stage.TRIAGE},
        Status.ASSIGNED: {Stage.VERIFY, Stage.REPLY, Stage.RESOLVE},
        Status.VERIFIED: {Stage.REPLY, Stage.RESOLVE},
        Status.REPLIED: {Stage.RESOLVE},
        Status.RESOLVED: {Stage.SILENCE},
    }
    tasks = {task.unit for task in case.tasks if task.state == "open"}
    letters = {letter.id for letter in case.letters if letter.state != "answered"}
    runs = [
        clock
        for clock in case.clocks
        if clock.stage in owed.get(case.status, set())
        or (clock.stage is Stage.TASK and clock.unit in tasks)
        or (clock.stage is Stage.LETTER_REPLY and clock.letter in letters)
    ]
    runs = [clock for clock in runs if clock.stage is not Stage.SILENCE or clock.is_running]
    assert runs == [clock for clock in case.clocks if clock.ended_at is None]
    to_come = [clock for clock in runs if not clock.missed]
    return min(
        [clock.due if clock.warned else clock.warn_at or clock.due for clock in to_come],
        default=None,
    )


def whose_turn(case: Case) -> set[str]:
    """By the rules in words: triage is the centre's, but a complaint about it the inspectors', and
    about both the leading group's; then it is the lead's turn and of those who still owe it a
    report; a resolved case stays in its lead's sight. Whoever owes an answer to a letter has it,
    too, but for a body that the case complains about.
    """
    waiting = {letter.unit for letter in case.letters if letter.state != "answered"}
    addressed = waiting - set(case.about_bodies)
    if case.status in {Status.SUBMITTED, Status.TRIAGE}:
        above = {"centre": "inspection", "inspection": "leading_group"}
        unit = "centre"
        while unit in case.about_bodies:
            unit = above[unit]
        return {unit} | addressed
    if case.lead is None:
        return addressed
    working = {task.unit for task in case.tasks if task.state == "open"}
    leading = set() if case.status is Status.CLOSED else {case.lead}
    return leading | working | addressed


def check_record(file: CaseFile, mark: str) -> None:
    """The history and the texts of a case, each of which bears the mark."""
    check_numbering(file.case, file.events)
    check_texts(file, mark)
    check_clocks(file.case, file.events)
    bodies = [event.body for event in file.events]
    assert sum(isinstance(body, CaseRated) for body in bodies) <= 1
    numbers = [letter.number.number for letter in file.case.letters]
    assert numbers == list(range(1, len(numbers) + 1))
    if file.case.confidential or file.case.complaint:
        assert not any(isinstance(body, CaseAssigned) and body.automatic for body in bodies)


def check_clocks(case: Case, events: Sequence[Event]) -> None:
    """Each clock that was not met before its deadline is a miss, recorded once and dated there; no
    other is. Silence ends at its deadline, and nothing but letters is left after it.
    """
    keys = [clock.key for clock in case.clocks]
    assert len(set(keys)) == len(keys)
    recorded = [
        (key_of(event.body), event.body.due, event)
        for event in events
        if isinstance(event.body, DeadlineMissed)
    ]
    missed = {key for key, _, _ in recorded}
    assert len(missed) == len(recorded)
    for clock in case.clocks:
        if clock.stage is Stage.SILENCE:
            assert not clock.missed
            assert clock.ended_at is None or clock.ended_at <= clock.due
            assert case.closed_at in {None, clock.ended_at}
        else:
            settled = case.changed_at is not None and clock.due <= case.changed_at
            late = clock.due <= clock.ended_at if clock.ended_at else settled
            assert clock.missed is late
            assert clock.missed is (clock.key in missed)
        assert clock.warn_at is None or clock.started_at < clock.warn_at < clock.due
    for _, due, event in recorded:
        assert (event.at, event.actor) == (due, CLOCK)
    closings = [event for event in events if isinstance(event.body, CaseClosed)]
    assert [event.at for event in closings] == ([case.closed_at] if case.closed_at else [])


def key_of(body: DeadlineMissed) -> ClockKey:
    """Which clock a miss is of."""
    return ClockKey(body.stage, body.unit, body.round, body.letter, body.request)


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
