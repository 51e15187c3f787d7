"""What the lead and its co-handlers do with a case: verify, reply, report, excuse, resolve (P4,
P6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import WITH_THE_CENTRE, Status, Task, TaskState
from casework.domain.clocks import Stage, start_clock
from casework.domain.events import (
    CaseReplied,
    CaseResolved,
    CaseVerified,
    CoHandlerExcused,
    TaskReported,
)
from casework.domain.rules import (
    AlreadyRepliedError,
    AlreadyResolvedError,
    AlreadyVerifiedError,
    CaseClosedError,
    CoHandlerTaskOpenError,
    NotACoHandlerError,
    NotAssignedError,
    NotYetRepliedError,
    NotYetVerifiedError,
    TaskNotOpenError,
)

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
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
        on_time = _on_time(context.now, case.verify_by)
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
        return (CaseReplied(_on_time(context.now, case.reply_by), self.particulars),)


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
        on_time = _on_time(context.now, case.resolve_by)
        silence = start_clock(Stage.SILENCE, None, context.now, context.policy, context.calendar)
        return (CaseResolved(self.outcome, on_time, self.particulars, (silence,)),)


@dataclass(frozen=True, slots=True)
class ReportTask:
    """A co-handler reports its share (协办反馈, P4)."""

    unit: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[TaskReported]:
        """A co-handler reports once, whatever stage the lead has reached."""
        task = _open_task(case, self.unit)
        due = case.due_of(Stage.TASK, task.unit)
        return (TaskReported(task.unit, _on_time(context.now, due), self.particulars),)


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
    _refuse_unless_handled(case)
    if case.status is not Status.ASSIGNED:
        raise AlreadyVerifiedError


def check_reply(case: Case, now: datetime) -> None:
    """Whether the lead may reply now, maybe together with the verification."""
    _refuse_unless_handled(case)
    if case.status is Status.REPLIED:
        raise AlreadyRepliedError


def check_resolve(case: Case, now: datetime) -> None:
    """Whether the lead may resolve now, maybe together with the steps before it."""
    _refuse_unless_handled(case)
    if case.open_tasks:
        raise CoHandlerTaskOpenError(units=[task.unit for task in case.open_tasks])


def check_report(case: Case, now: datetime, unit: str) -> None:
    """Whether this co-handler may report now."""
    _open_task(case, unit)


def check_excuse(case: Case, now: datetime) -> None:
    """Whether the lead may excuse any of its co-handlers now."""
    _refuse_unless_handled(case)
    if not case.tasks:
        raise NotACoHandlerError
    if not case.open_tasks:
        raise TaskNotOpenError


def _open_task(case: Case, unit: str) -> Task:
    _refuse_unless_handled(case)
    task = case.task_of(unit)
    if task is None:
        raise NotACoHandlerError(unit=unit)
    if task.state is not TaskState.OPEN:
        raise TaskNotOpenError(unit=unit)
    return task


def _refuse_unless_handled(case: Case) -> None:
    if not case.status.is_open:
        raise CaseClosedError
    if case.status in WITH_THE_CENTRE:
        raise NotAssignedError
    if case.status is Status.RESOLVED:
        raise AlreadyResolvedError


def _on_time(now: datetime, deadline: datetime | None) -> bool:
    return deadline is None or now < deadline
