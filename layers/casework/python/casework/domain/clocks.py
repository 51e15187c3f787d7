"""Clocks (时限): what runs against whom, since when and until when (P6, P7).

A clock is known by its case, round, unit and stage, a letter's also by the letter. It is started,
moved and ended by events; what it owes next, a warning or a record of a miss, follows from it
alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from casework.domain.deadline import Deadline, Limit, Pause, compute_deadline, instant_before
from casework.domain.policy import task_deadline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from casework.domain.policy import DeadlinePolicy
    from casework.domain.working_days import WorkingCalendar

    class Rules(Protocol):
        """The rules that a case is judged by; a command's context has them."""

        @property
        def policy(self) -> DeadlinePolicy:
            """The limits."""

        @property
        def calendar(self) -> WorkingCalendar:
            """The working days."""

    class Moment(Rules, Protocol):
        """An instant (UTC) and the rules that it is judged by; a command's context is one."""

        @property
        def now(self) -> datetime:
            """The instant."""


class Stage(StrEnum):
    """What a clock runs for: the value is the policy's limit, but for a co-handler's task."""

    TRIAGE = "triage"
    VERIFY = "verify"
    REPLY = "reply"
    RESOLVE = "resolve"
    DIRECT_VERIFY = "direct_verify"
    DIRECT_ANSWER = "direct_answer"
    TASK = "task"
    REQUEST_DECISION = "request_decision"
    OBJECTION_DECISION = "objection_decision"
    REVIEW = "review"
    PRIVACY_DECISION = "privacy_decision"
    ACTION = "action"
    SUSPENSION = "suspension"
    LETTER_REPLY = "letter_reply"
    SILENCE = "silence"

    @property
    def has_light(self) -> bool:
        """Whether missing it lights the yellow light and sends a letter. An unanswered letter is
        evidence for a red light instead; the enterprise's silence and the end of a suspension
        are nobody's miss.
        """
        return self not in {Stage.LETTER_REPLY, Stage.SILENCE, Stage.SUSPENSION}


OUTLIVES_THE_CASE = frozenset({Stage.LETTER_REPLY, Stage.PRIVACY_DECISION, Stage.REVIEW})
"""What is still owed when a case is over: letters want their answers (DESIGN 6), the enterprise's
requests about its data and what it took back under pressure their decision.
"""

NAMED_DAYS = frozenset({Stage.ACTION, Stage.SUSPENSION})
"""Clocks that run to a day that somebody named; no notice moves them."""


@dataclass(frozen=True, slots=True)
class ClockKey:
    """Which of a case's clocks."""

    stage: Stage
    unit: str | None
    round: int
    letter: str | None
    request: str | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock. Instants are UTC; `due` is half open.

    `pauses` and `extension` are all that ever moved it; while the last pause is open it stands
    still, and `due` is what it was before. `urgent` clocks run under the shorter limits of one
    matter one discussion (一事一议, O8). `request` names the request that a decision is owed on, or
    the action agreed under special supervision.

    `excused`: missed over a report that was not the reporter's; the record stays, no light shows.

    `calendar` is the version of the working-day table that `due` was computed with. `warn_at` is
    None where no warning fits between the start and the deadline. `unit` owes the act; None is the
    enterprise, whose silence runs.
    """

    stage: Stage
    unit: str | None
    started_at: datetime
    due: datetime
    calendar: str
    warn_at: datetime | None = None
    provisional: bool = False
    round: int = 1
    letter: str | None = None
    ended_at: datetime | None = None
    warned: bool = False
    missed: bool = False
    pauses: tuple[Pause, ...] = ()
    extension: Limit | None = None
    urgent: bool = False
    request: str | None = None
    excused: bool = False

    @property
    def key(self) -> ClockKey:
        """What tells it from the other clocks of its case."""
        return ClockKey(self.stage, self.unit, self.round, self.letter, self.request)

    @property
    def is_running(self) -> bool:
        """Whether what it runs for has not been done."""
        return self.ended_at is None

    @property
    def is_paused(self) -> bool:
        """Whether it stands still: suspended, or while a request about it is undecided."""
        return self.is_running and bool(self.pauses) and self.pauses[-1].end is None

    @property
    def warns(self) -> bool:
        """Whether a warning comes before anything else."""
        return self.is_running and not (self.warned or self.missed) and self.warn_at is not None

    @property
    def pending(self) -> datetime | None:
        """The next instant at which something happens by itself; None when nothing will."""
        if self.is_paused:
            return None
        if self.warns:
            return self.warn_at
        return self.due if self.is_running and not self.missed else None


def deadline_of(
    stage: Stage,
    started_at: datetime,
    policy: DeadlinePolicy,
    calendar: WorkingCalendar,
    *,
    pauses: Sequence[Pause] = (),
    extension: Limit | None = None,
    urgent: bool = False,
) -> Deadline:
    """The deadline of a stage that started then, from the rules and all that ever moved it: a light
    is judged again by it. ClockPausedError while the last pause is open.
    """
    rules = policy.as_urgent if urgent else policy
    if stage is Stage.TASK:
        return task_deadline(started_at, rules, calendar, extension=extension, pauses=pauses)
    limit: Limit = getattr(rules, stage.value)
    return compute_deadline(
        started_at, limit, calendar, hours=rules.hours, extension=extension, pauses=pauses
    )


def start_clock(
    stage: Stage,
    unit: str | None,
    context: Moment,
    *,
    letter: str | None = None,
    round: int = 1,  # noqa: A002 - what the clock calls it
    request: str | None = None,
    urgent: bool = False,
) -> Clock:
    """A clock that starts now; errors are those of `compute_deadline`."""
    at, policy, calendar = context.now, context.policy, context.calendar
    deadline = deadline_of(stage, at, policy, calendar, urgent=urgent)
    warning = warning_of(stage, deadline, policy, calendar)
    return Clock(
        stage=stage,
        unit=unit,
        started_at=at,
        due=deadline.at,
        calendar=calendar.version,
        warn_at=warning if warning is not None and warning > at else None,
        provisional=deadline.provisional,
        round=round,
        letter=letter,
        request=request,
        urgent=urgent,
    )


def counted_afresh(clock: Clock, policy: DeadlinePolicy, calendar: WorkingCalendar) -> Deadline:
    """The deadline of a clock by its own start, segments and extension."""
    return deadline_of(
        *(clock.stage, clock.started_at, policy, calendar),
        pauses=clock.pauses,
        extension=clock.extension,
        urgent=clock.urgent,
    )


def under_calendar(clock: Clock, policy: DeadlinePolicy, calendar: WorkingCalendar) -> Clock:
    """The clock once a notice that was still to come is published: a deadline that becomes later
    moves, one that would become earlier stays as it was shown. The day of an action was agreed and
    the end of a suspension told, and both stay. A clock that stands still stays as it is: it is
    counted by the notice when it runs again.
    """
    if clock.is_paused:
        return clock
    if clock.stage in NAMED_DAYS:
        return replace(clock, provisional=False)
    deadline = counted_afresh(clock, policy, calendar)
    if deadline.at < clock.due:
        return replace(clock, provisional=False)
    warning = warning_of(clock.stage, deadline, policy, calendar)
    return replace(
        clock,
        due=deadline.at,
        calendar=calendar.version,
        warn_at=warning if clock.warn_at else None,
        provisional=deadline.provisional,
    )


def warning_of(
    stage: Stage, deadline: Deadline, policy: DeadlinePolicy, calendar: WorkingCalendar
) -> datetime | None:
    """One working day before (policy); nobody is warned of the enterprise's silence, or of the end
    of a suspension.
    """
    if stage in {Stage.SILENCE, Stage.SUSPENSION}:
        return None
    return instant_before(deadline.at, policy.warning_lead_time, calendar, hours=policy.hours)
