"""The clocks of what an enterprise contests: its silence, its time to object, a new round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, TaskState
from casework.domain.clocks import Stage, start_clock
from casework.domain.contest_rules import NothingToReviewError, TookPartError
from casework.domain.deadline import compute_deadline

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.lifecycle import Context
    from casework.domain.requests import CaseRequest, RequestKind


def contest_times(case: Case, context: Context) -> tuple[Clock, datetime]:
    """What an outcome starts: the silence of 5 working days after which it counts as not contested,
    and the end of the 10 within which the enterprise may object (policy).
    """
    return silence_from(case, context), objection_period(context)


def silence_from(case: Case, context: Context) -> Clock:
    """The enterprise's silence, in the case's round; nobody's miss."""
    return start_clock(Stage.SILENCE, None, context, round=case.round)


def objection_period(context: Context) -> datetime:
    """Until when, half open, what happens now may be objected to."""
    policy = context.policy
    return compute_deadline(context.now, policy.objection, context.calendar, hours=policy.hours).at


def lead_clocks(case: Case, context: Context, round_: int) -> tuple[Clock, ...]:
    """All clocks of a new round: 1, 3 and 15 working days for the lead, and the tasks of those
    co-handlers that were not excused; triage where the case never had a lead.
    """
    if case.lead is None:
        return (triage_clock(case, context, round_),)
    stages = (Stage.VERIFY, Stage.REPLY, Stage.RESOLVE)
    direct = (Stage.DIRECT_VERIFY, Stage.DIRECT_ANSWER)
    owed = [(stage, case.lead) for stage in (direct if case.lead == CENTRE else stages)]
    owed += [(Stage.TASK, task.unit) for task in case.tasks if task.state is not TaskState.EXCUSED]
    return tuple(
        start_clock(stage, unit, context, round=round_, urgent=case.urgent) for stage, unit in owed
    )


def triage_clock(case: Case, context: Context, round_: int) -> Clock:
    """The limit of whoever decides where the case goes, from now."""
    return start_clock(Stage.TRIAGE, case.triage_unit, context, round=round_)


def waiting(case: Case, kind: RequestKind) -> CaseRequest:
    """The request of a kind that waits for its decision; NothingToReviewError without one."""
    request = case.undecided(kind)
    if request is None:
        raise NothingToReviewError(kind=kind.value)
    return request


def refuse_who_took_part(case: Case, actor_id: str) -> None:
    """Who took part in a case decides no objection or review in it (DESIGN 4)."""
    if actor_id in case.took_part:
        raise TookPartError
