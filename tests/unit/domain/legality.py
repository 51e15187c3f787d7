"""What a legal case is, written down apart from the code that makes one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, Case, LetterState, Status, TaskState
from casework.domain.case_fold import apply
from casework.domain.clocks import Clock, ClockKey, Stage
from casework.domain.lifecycle import CLOCK
from casework.domain.requests import RequestKind, RequestState
from casework.domain.supervision_events import DeadlineMissed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from casework.domain.events import Event

S = Status
ENDS_ANYWHERE = {S.WITHDRAWN, S.MERGED, S.CLOSED}
"""Withdrawn, merged, or found to be nobody's report, or the end of special supervision."""

LEADS_TO: dict[Status, set[Status]] = {
    S.SUBMITTED: {S.TRIAGE, S.ASSIGNED, S.WITHDRAWN},
    S.TRIAGE: {S.ASSIGNED, S.ANSWERED, S.DECLINED, *ENDS_ANYWHERE},
    S.ASSIGNED: {S.VERIFIED, S.SUSPENDED, S.RESOLVED, S.ANSWERED, *ENDS_ANYWHERE},
    S.VERIFIED: {S.REPLIED, S.ASSIGNED, S.SUSPENDED, S.RESOLVED, S.ANSWERED, *ENDS_ANYWHERE},
    S.REPLIED: {S.RESOLVED, S.ASSIGNED, S.SUSPENDED, S.ANSWERED, *ENDS_ANYWHERE},
    S.SUSPENDED: {S.ASSIGNED, S.VERIFIED, S.REPLIED, S.RESOLVED, S.ANSWERED, *ENDS_ANYWHERE},
    S.RESOLVED: {S.ASSIGNED, S.REPLIED, *ENDS_ANYWHERE},
    S.ANSWERED: {S.TRIAGE, S.ASSIGNED, S.REPLIED},
    S.CLOSED: {S.ASSIGNED, S.REPLIED},
    S.DECLINED: {S.TRIAGE},
    S.WITHDRAWN: {S.TRIAGE, S.ASSIGNED, S.VERIFIED, S.REPLIED, S.RESOLVED},
    S.MERGED: set(),
}
"""Whatever happens: where a case may stand after one event."""


def check_steps(before: Case, events: Sequence[Event]) -> Case:
    """Each event is a legal step from the one before it; the case after the last."""
    case = before
    for event in events:
        after = apply(case, event)
        assert after.status is case.status or after.status in LEADS_TO[case.status], event.type
        check_step(case, after)
        case = after
    return case


def check_step(before: Case, after: Case) -> None:
    """What was promised or decided first stays, and what is on record is never taken off it."""
    assert after.version in {before.version, before.version + 1}
    assert after.due_version >= before.due_version
    assert after.round in {before.round, before.round + 1}
    for once in ("disposition", "rated_at", "contacted_at", "erased_at", "merged_into"):
        assert getattr(before, once) in {None, getattr(after, once)}
    for fixed in ("filed_at", "promised", "confidential", "place", "tracking_sha256"):
        assert getattr(after, fixed) == getattr(before, fixed)
    for grows in ("took_part", "false_closings", "pressure", "revealed_to", "links", "absorbed"):
        assert getattr(after, grows)[: len(getattr(before, grows))] == getattr(before, grows)
    for grows in ("requests", "letters", "red_lights"):
        known = [each.id for each in getattr(before, grows)]
        assert [each.id for each in getattr(after, grows)][: len(known)] == known
    decided = [each for each in before.requests if each.state is not RequestState.UNDECIDED]
    assert all(each in after.requests for each in decided)
    missed = {clock.key: clock.due for clock in before.clocks if clock.missed}
    assert missed.items() <= {one.key: one.due for one in after.clocks if one.missed}.items()


def check_state(case: Case) -> None:
    """What must hold of a snapshot whatever came before."""
    check_handlers(case)
    check_running(case)
    check_requests(case)
    assert (case.suspension is not None) is (case.status is S.SUSPENDED)
    assert (case.suspended_from is not None) is (case.status is S.SUSPENDED)
    if case.status in {S.SUBMITTED, S.TRIAGE, S.ASSIGNED, S.VERIFIED, S.REPLIED, S.SUSPENDED}:
        assert (case.closing, case.closed_at) == (None, None)
    if case.status in {S.RESOLVED, S.ANSWERED}:
        assert case.open_tasks == ()
        assert case.objection_by is not None
    assert case.next_due == due_by_hand(case.clocks)


def check_handlers(case: Case) -> None:
    """Somebody has every case that is in hand, and nobody twice; a complaint only those who may,
    and a confidential one only in released words, but where the centre keeps it.
    """
    if case.status in {S.SUBMITTED, S.TRIAGE}:
        assert case.lead is None
    if case.status in {S.ASSIGNED, S.VERIFIED, S.REPLIED, S.SUSPENDED, S.RESOLVED}:
        assert case.lead is not None
    handlers = [case.lead, *(task.unit for task in case.tasks)]
    assert len(set(handlers)) == len(handlers)
    if case.complaint and case.lead is not None:
        assert handlers in [["inspection"], ["leading_group"]]
        assert case.lead not in case.about_bodies
    if case.confidential and case.lead not in {None, CENTRE}:
        assert case.released is not None


def check_running(case: Case) -> None:
    """Exactly what the rules in words say runs against somebody; every open case has a clock that
    runs, in time or missed, so that none is ever forgotten.
    """
    running = {
        (clock.stage, clock.request if clock.stage in OF_REQUESTS else clock.unit)
        for clock in case.clocks
        if clock.is_running and clock.stage not in {Stage.LETTER_REPLY, Stage.ACTION}
    }
    expected = {*_of_the_matter(case), *_of_decisions(case)}
    assert running == expected, (case.status, running ^ expected)
    letters = {clock.letter for clock in case.clocks if clock.stage is Stage.LETTER_REPLY}
    assert letters == {letter.id for letter in case.letters}
    answers = {
        clock.letter
        for clock in case.clocks
        if clock.stage is Stage.LETTER_REPLY and clock.is_running
    }
    assert answers == {
        letter.id
        for letter in case.letters
        if letter.state is not LetterState.ANSWERED and not letter.excused
    }
    actions = {
        clock.request for clock in case.clocks if clock.stage is Stage.ACTION and clock.is_running
    }
    agreed = case.special.open_actions if case.special else ()
    assert actions <= {action.id for action in agreed}
    if case.status.is_open:
        assert any(clock.is_running and not clock.is_paused for clock in case.clocks)


OF_REQUESTS = {
    *(Stage.REQUEST_DECISION, Stage.OBJECTION_DECISION, Stage.REVIEW, Stage.PRIVACY_DECISION),
    Stage.SUSPENSION,
}
_STEPS = {
    S.ASSIGNED: (Stage.VERIFY, Stage.REPLY, Stage.RESOLVE),
    S.VERIFIED: (Stage.REPLY, Stage.RESOLVE),
    S.REPLIED: (Stage.RESOLVE,),
}
_DIRECT_STEPS = {
    S.ASSIGNED: (Stage.DIRECT_VERIFY, Stage.DIRECT_ANSWER),
    S.VERIFIED: (Stage.DIRECT_ANSWER,),
    S.REPLIED: (Stage.DIRECT_ANSWER,),
}


def _of_the_matter(case: Case) -> set[tuple[Stage, str | None]]:
    """What is owed of the matter itself, by status."""
    if case.status in {S.SUBMITTED, S.TRIAGE}:
        return {(Stage.TRIAGE, unit_of(case, Stage.TRIAGE))}
    if case.status in {S.RESOLVED, S.ANSWERED}:
        waits = case.closing is None and not case.undecided(RequestKind.OBJECTION)
        return {(Stage.SILENCE, None)} if waits else set()
    at = case.suspended_from or case.status
    steps = (_DIRECT_STEPS if case.lead == CENTRE else _STEPS).get(at, ())
    owed: set[tuple[Stage, str | None]] = {(stage, case.lead) for stage in steps}
    if steps:
        owed |= {(Stage.TASK, task.unit) for task in case.tasks if task.state is TaskState.OPEN}
    if case.status is S.SUSPENDED:
        owed |= {
            (Stage.SUSPENSION, clock.request)
            for clock in case.clocks[-30:]
            if clock.stage is Stage.SUSPENSION and clock.is_running
        }
        assert sum(stage is Stage.SUSPENSION for stage, _ in owed) == 1
    return owed


def unit_of(case: Case, stage: Stage) -> str | None:
    """Who owes a stage."""
    clock = case.clock(stage)
    return clock.unit if clock else None


_DECIDED_BY = {
    RequestKind.OBJECTION: Stage.OBJECTION_DECISION,
    RequestKind.WITHDRAWAL_REVIEW: Stage.REVIEW,
    RequestKind.RATING_REVIEW: Stage.REVIEW,
    RequestKind.DECLINE_REVIEW: Stage.REVIEW,
    RequestKind.CORRECTION: Stage.PRIVACY_DECISION,
    RequestKind.ERASURE: Stage.PRIVACY_DECISION,
}
IDLE_WHEN_WITHDRAWN = {RequestKind.OBJECTION, RequestKind.FALSE_REPORT}


def waiting(case: Case) -> list[tuple[str, RequestKind]]:
    """The requests that somebody has to decide now: while a withdrawal is reviewed, what it stopped
    is not among them.
    """
    return [
        (each.id, each.kind)
        for each in case.requests
        if each.state is RequestState.UNDECIDED
        and not (case.status is S.WITHDRAWN and each.kind in IDLE_WHEN_WITHDRAWN)
    ]


def _of_decisions(case: Case) -> set[tuple[Stage, str | None]]:
    return {(_DECIDED_BY.get(kind, Stage.REQUEST_DECISION), id_) for id_, kind in waiting(case)}


def check_requests(case: Case) -> None:
    """At most one of a kind waits; what is over waits for nothing that could only have changed how
    it is handled, and holds nothing.
    """
    kinds = [each.kind for each in case.requests if each.state is RequestState.UNDECIDED]
    assert len(set(kinds)) == len(kinds)
    timely = {RequestKind.RETURN, RequestKind.EXTENSION, RequestKind.SUSPENSION}
    in_hand = case.status in {S.ASSIGNED, S.VERIFIED, S.REPLIED}
    assert len(timely & set(kinds)) <= int(in_hand)
    if case.status in {S.MERGED, S.DECLINED}:
        assert not {*timely, RequestKind.REVEAL, *IDLE_WHEN_WITHDRAWN} & set(kinds)
    held = [clock for clock in case.clocks if clock.is_paused]
    assert not held or case.status is S.SUSPENDED or timely & set(kinds)


def due_by_hand(clocks: Sequence[Clock]) -> datetime | None:
    """The earliest of what runs: its warning, where one is to come, else its deadline, unless that
    was missed; what stands still waits for nothing.
    """
    runs = [
        clock
        for clock in clocks
        if clock.ended_at is None
        and not clock.missed
        and not (clock.pauses and clock.pauses[-1].end is None)
    ]
    return min(
        [clock.due if clock.warned else clock.warn_at or clock.due for clock in runs],
        default=None,
    )


def check_clocks(case: Case, events: Sequence[Event]) -> None:
    """Each clock that was not met before its deadline, and was not standing still at it, is a miss,
    recorded once and dated there; no other is.
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
        nobodys = clock.stage in {Stage.SILENCE, Stage.SUSPENSION}
        held = bool(clock.pauses) and clock.pauses[-1].end is None
        until = clock.ended_at or case.changed_at
        late = until is not None and clock.due <= until and not held and not nobodys
        assert clock.missed is late, clock
        assert clock.missed is (clock.key in missed)
        if nobodys:
            assert clock.ended_at is None or clock.ended_at <= clock.due
    for _, due, event in recorded:
        assert (event.at, event.actor) == (due, CLOCK)


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
        assert earlier.at <= later.at
        changed = later.next_due != earlier.next_due
        assert later.due_version == earlier.due_version + changed
