"""What the lead and its co-handlers do with a case: verify, reply, report, excuse, resolve (P4,
P6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, Status, Task, TaskState
from casework.domain.clocks import Stage
from casework.domain.contest_times import contest_times
from casework.domain.decision_rules import (
    DirectlyHandledError,
    RequestUndecidedError,
)
from casework.domain.events import (
    CaseReplied,
    CaseResolved,
    CaseVerified,
    CoHandlerExcused,
    TaskReported,
)
from casework.domain.requesting import check_in_hand
from casework.domain.requests import RequestKind
from casework.domain.rules import (
    AlreadyRepliedError,
    AlreadyVerifiedError,
    CoHandlerTaskOpenError,
    NotACoHandlerError,
    NotYetRepliedError,
    NotYetVerifiedError,
    TaskNotOpenError,
)

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.events import Finding, Outcome
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef


@dataclass(frozen=True, slots=True)
class VerifyCase:
    """The lead says what it found to be true (核实, P6)."""

    finding: Finding
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[CaseVerified]:
        """Verification comes first and once."""
        check_verify(case, context.now)
        stage = Stage.DIRECT_VERIFY if is_direct(case) else Stage.VERIFY
        on_time = in_time(context.now, case.clock(stage))
        return (CaseVerified(self.finding, on_time, self.particulars),)


@dataclass(frozen=True, slots=True)
class ReplyToCase:
    """The lead replies to the enterprise (回复, P6)."""

    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[CaseReplied]:
        """The reply follows verification, at the same time at the earliest."""
        check_reply(case, context.now)
        if case.status is Status.ASSIGNED:
            raise NotYetVerifiedError
        return (CaseReplied(in_time(context.now, case.clock(Stage.REPLY)), self.particulars),)


@dataclass(frozen=True, slots=True)
class ResolveCase:
    """The lead resolves the case (办结, P6)."""

    outcome: Outcome
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[CaseResolved]:
        """The lead resolves after its reply and when no co-handler's task is open; the close clock
        stops.
        """
        check_resolve(case, context.now)
        if case.status is Status.ASSIGNED:
            raise NotYetVerifiedError
        if case.status is Status.VERIFIED:
            raise NotYetRepliedError
        on_time = in_time(context.now, case.clock(Stage.RESOLVE))
        silence, objection_by = contest_times(case, context)
        return (CaseResolved(self.outcome, on_time, self.particulars, (silence,), objection_by),)


@dataclass(frozen=True, slots=True)
class ReportTask:
    """A co-handler reports its share (协办反馈, P4)."""

    unit: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[TaskReported]:
        """A co-handler reports once, whatever stage the lead has reached."""
        task = _open_task(case, self.unit)
        clock = case.clock(Stage.TASK, task.unit)
        return (TaskReported(task.unit, in_time(context.now, clock), self.particulars),)


@dataclass(frozen=True, slots=True)
class ExcuseCoHandler:
    """The lead excuses a co-handler, with a reason."""

    unit: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[CoHandlerExcused]:
        """The lead excuses a co-handler whose task is open; the reason is on record."""
        task = _open_task(case, self.unit)
        return (CoHandlerExcused(task.unit, self.particulars),)


def check_verify(case: Case, now: datetime) -> None:
    """Whether the lead may verify now; raises the rule that forbids it."""
    _refuse_unless_the_leads(case)
    if case.status is not Status.ASSIGNED:
        raise AlreadyVerifiedError


def check_reply(case: Case, now: datetime) -> None:
    """Whether the lead may reply now, maybe together with the verification."""
    _refuse_unless_the_leads(case)
    if is_direct(case):
        raise DirectlyHandledError
    if case.status is Status.REPLIED:
        raise AlreadyRepliedError


def check_resolve(case: Case, now: datetime) -> None:
    """Whether the lead may resolve now, maybe together with the steps before it."""
    _refuse_unless_the_leads(case)
    if is_direct(case):
        raise DirectlyHandledError
    if case.open_tasks:
        raise CoHandlerTaskOpenError(units=[task.unit for task in case.open_tasks])


def check_report(case: Case, now: datetime, unit: str) -> None:
    """Whether this co-handler may report now."""
    _open_task(case, unit)


def check_excuse(case: Case, now: datetime) -> None:
    """Whether the lead may excuse any of its co-handlers now."""
    check_in_hand(case)
    if not case.tasks:
        raise NotACoHandlerError
    if not case.open_tasks:
        raise TaskNotOpenError


def _open_task(case: Case, unit: str) -> Task:
    check_in_hand(case)
    task = case.task_of(unit)
    if task is None:
        raise NotACoHandlerError(unit=unit)
    if task.state is not TaskState.OPEN:
        raise TaskNotOpenError(unit=unit)
    return task


def _refuse_unless_the_leads(case: Case) -> None:
    """Whoever asks to return a case takes no step in it until that is decided."""
    check_in_hand(case)
    if case.undecided(RequestKind.RETURN):
        raise RequestUndecidedError


def is_direct(case: Case) -> bool:
    """Whether the centre handles the case itself (直接办理): it verifies and answers."""
    return case.lead == CENTRE


def in_time(now: datetime, clock: Clock | None) -> bool:
    """Whether a step taken now keeps its clock; while a request about it is undecided it does."""
    return clock is None or clock.is_paused or now < clock.due
