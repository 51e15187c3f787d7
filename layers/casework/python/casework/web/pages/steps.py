"""The strip of dates: what was promised at filing, and how far a case has come along it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, Status
from casework.domain.clocks import Stage as ClockStage
from casework.web.dates import deadline_parts, moment_text
from casework.web.wording import N_

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.policy import Promise
    from casework.web.wording import Wording

ENDED_BEFORE = frozenset({Status.DECLINED, Status.WITHDRAWN, Status.MERGED})
"""Statuses after which no step comes."""

ASSIGN, VERIFY, REPLY, CLOSE = N_("Assign"), N_("Verify"), N_("Reply"), N_("Close")
ANSWER = N_("Answer")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `state` is promised, done (and tardy), now, late or ahead; `note` says until when,
    or that it is done.
    """

    label: str
    date: str
    note: str
    state: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A step before it is put into words: its deadline, and when it was met."""

    label: str
    by: datetime
    met: datetime | None = None


def promised_steps(promise: Promise, now: datetime, say: Wording) -> tuple[Step, ...]:
    """The latest dates for a case that is filed now; none of them is running yet."""
    stages = (
        Stage(ASSIGN, promise.triage_by.at),
        Stage(VERIFY, promise.verify_by.at),
        Stage(REPLY, promise.reply_by.at),
        Stage(CLOSE, promise.resolve_by.at),
    )
    return tuple(_pending(stage, "promised", now, say) for stage in stages)


def case_steps(case: Case, now: datetime, say: Wording) -> tuple[Step, ...]:
    """How far a case has come: exact dates once it is assigned, the promised ones before; nothing
    where no step comes any more.
    """
    if case.status in ENDED_BEFORE:
        return ()
    if case.answered_at:
        filed = Stage(N_("Handed in"), case.filed_at, case.filed_at)
        answered = Stage(N_("Answer"), case.answered_at, case.answered_at)
        return (_done(filed, now, say), _done(answered, now, say))
    if case.status is Status.SUSPENDED and case.suspension:
        return _standing_still(case, now, say)
    return _along(_stages(case), now, say)


def _stages(case: Case) -> tuple[Stage, ...]:
    promised, dates = case.promised, case.dates or case
    again = case.due_of(ClockStage.TRIAGE) if case.round > 1 and case.lead is None else None
    begun = (
        Stage(ASSIGN, again or promised.triage_by, case.assigned_at),
        Stage(VERIFY, dates.verify_by or promised.verify_by, case.verified_at),
    )
    if case.lead == CENTRE:
        answer_by = dates.reply_by or promised.reply_by
        return (*begun, Stage(ANSWER, answer_by, case.answered_at))
    return (
        *begun,
        Stage(REPLY, dates.reply_by or promised.reply_by, case.replied_at),
        Stage(CLOSE, dates.resolve_by or promised.resolve_by, case.resolved_at),
    )


def _standing_still(case: Case, now: datetime, say: Wording) -> tuple[Step, ...]:
    """Steps that were taken, and the others without a date: it is known when the case goes on."""
    return tuple(
        _done(stage, now, say)
        if stage.met
        else Step(say(stage.label), say("suspended"), say("paused"), "ahead")
        for stage in _stages(case)
    )


def _along(stages: tuple[Stage, ...], now: datetime, say: Wording) -> tuple[Step, ...]:
    running = next((stage for stage in stages if stage.met is None), None)
    steps = []
    for stage in stages:
        if stage.met:
            steps.append(_done(stage, now, say))
        elif now >= stage.by:
            steps.append(_pending(stage, "late", now, say))
        else:
            steps.append(_pending(stage, "now" if stage is running else "ahead", now, say))
    return tuple(steps)


def _done(stage: Stage, now: datetime, say: Wording) -> Step:
    met = stage.met or stage.by
    day, clock = _moment_parts(met, now, say)
    if met > stage.by:
        return Step(say(stage.label), day, say("late"), "done tardy")
    return Step(say(stage.label), day, clock, "done")


def _pending(stage: Stage, state: str, now: datetime, say: Wording) -> Step:
    day, clock = deadline_parts(stage.by, say.language, now)
    note = say("overdue") if state == "late" else say("by %(time)s", time=clock)
    return Step(say(stage.label), day, note, state)


def _moment_parts(instant: datetime, now: datetime, say: Wording) -> tuple[str, str]:
    day, _, clock = moment_text(instant, say.language, now).rpartition(" ")
    return day, clock
