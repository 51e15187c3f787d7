"""Special supervision (专项督办, P5): a stuck case is lifted, departments are coordinated, each
with dated actions, and what they did is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import SUPERIORS
from casework.domain.clocks import Clock, Stage
from casework.domain.deadline import instant_before
from casework.domain.oversight_events import (
    ActionAgreed,
    ActionReported,
    SpecialReason,
    SpecialSupervisionConcluded,
    SpecialSupervisionOrganised,
    SpecialSupervisionStarted,
)
from casework.domain.oversight_rules import (
    ActionReportedError,
    NoCoordinatorError,
    NotAWorkingDayError,
    NotTakingPartError,
    NotUnderSpecialSupervisionError,
    ReasonNotYoursError,
    UnderSpecialSupervisionError,
    UnknownActionError,
)
from casework.domain.rules import (
    CaseClosedError,
    ComplainedBodyError,
    LeadIsCoHandlerError,
    NotAssignedError,
    UnknownUnitError,
)
from casework.domain.working_time import WorkingTime

if TYPE_CHECKING:
    from datetime import date, datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.oversight_state import SpecialAction, SpecialSupervision
    from casework.domain.particulars import ParticularsRef


def check_start_special(case: Case, now: datetime) -> None:
    """An open case that was assigned is lifted, and not twice at a time."""
    if not case.status.is_open:
        raise CaseClosedError
    if case.lead is None:
        raise NotAssignedError
    if case.special is not None and case.special.is_running:
        raise UnderSpecialSupervisionError


@dataclass(frozen=True, slots=True)
class StartSpecialSupervision:
    """A supervisor lifts a stuck case (专项督办, P5); the particulars say why."""

    reason: SpecialReason
    coordinator: str
    departments: tuple[str, ...]
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[SpecialSupervisionStarted]:
        """Known units, each once; a complaint stays with superiors that it is not about."""
        check_start_special(case, context.now)
        if self.reason is SpecialReason.SECOND_OBJECTION:
            raise ReasonNotYoursError(field="reason")
        _check_units(case, self.coordinator, self.departments, context)
        started = SpecialSupervisionStarted(
            self.reason, self.coordinator, self.departments, self.particulars
        )
        return (started,)


def check_organise(case: Case, now: datetime) -> None:
    """Who takes part is said, and said anew, while special supervision runs."""
    _running(case)


@dataclass(frozen=True, slots=True)
class OrganiseSpecialSupervision:
    """A supervisor names who coordinates and who takes part, or names them anew."""

    coordinator: str
    departments: tuple[str, ...]

    def decide(self, case: Case, context: Context) -> tuple[SpecialSupervisionOrganised]:
        """Actions that were agreed stay with their departments."""
        check_organise(case, context.now)
        _check_units(case, self.coordinator, self.departments, context)
        return (SpecialSupervisionOrganised(self.coordinator, self.departments),)


def check_agree_action(case: Case, now: datetime) -> None:
    """Actions are agreed under a coordinator while the case is open."""
    if not case.status.is_open:
        raise CaseClosedError
    if _running(case).coordinator is None:
        raise NoCoordinatorError


@dataclass(frozen=True, slots=True)
class AgreeAction:
    """The coordinator agrees with a department what it does and by the end of which day."""

    department: str
    until: date
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[ActionAgreed]:
        """A department that takes part, or the case's lead; the end of a working day to come."""
        check_agree_action(case, context.now)
        if self.department not in {*_running(case).units, case.lead}:
            raise NotTakingPartError(unit=self.department)
        number = 1 + sum(clock.stage is Stage.ACTION for clock in case.clocks)
        clock = _agreed_clock(self.department, self.until, str(number), context)
        return (ActionAgreed(str(number), self.department, (clock,), self.particulars),)


def check_report_action(case: Case, now: datetime, unit: str) -> None:
    """Whether the unit has an action that it has not reported; a closed case does not excuse it."""
    special = _running(case)
    if not any(action.department == unit for action in special.actions):
        raise UnknownActionError
    if not any(action.department == unit for action in special.open_actions):
        raise ActionReportedError


@dataclass(frozen=True, slots=True)
class ReportAction:
    """A department says what came of its action (落实情况); figures stand in its text."""

    action: str
    unit: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[ActionReported]:
        """Once, by the department that it was agreed with."""
        action = _action_of(case, self.action, self.unit)
        on_time = context.now < action.due
        return (ActionReported(action.id, action.department, on_time, self.particulars),)


def check_conclude_special(case: Case, now: datetime) -> None:
    """Special supervision that runs is concluded, once."""
    _running(case)


@dataclass(frozen=True, slots=True)
class ConcludeSpecialSupervision:
    """A supervisor records the result: the end of a case that came here by a second objection; any
    other goes on.
    """

    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[SpecialSupervisionConcluded]:
        """Actions that are still open end with it; what was missed stays on record."""
        check_conclude_special(case, context.now)
        by_objection = _running(case).reason is SpecialReason.SECOND_OBJECTION
        closes = by_objection and case.status.is_open
        return (SpecialSupervisionConcluded(closes, self.particulars),)


def _running(case: Case) -> SpecialSupervision:
    if case.special is None or not case.special.is_running:
        raise NotUnderSpecialSupervisionError
    return case.special


def _action_of(case: Case, action_id: str, unit: str) -> SpecialAction:
    special = _running(case)
    action = special.action(action_id)
    if action is None or action.department != unit:
        raise UnknownActionError(action=action_id)
    if action.reported_at is not None:
        raise ActionReportedError(action=action_id)
    return action


def _check_units(
    case: Case, coordinator: str, departments: tuple[str, ...], context: Context
) -> None:
    if len(set(departments)) != len(departments):
        raise LeadIsCoHandlerError
    if coordinator not in context.organisation.units:
        raise UnknownUnitError(unit=coordinator)
    for unit in departments:
        if not context.organisation.handles_cases(unit):
            raise UnknownUnitError(unit=unit)
    units = {coordinator, *departments}
    if case.complaint and not units <= set(SUPERIORS) - set(case.about_bodies):
        raise ComplainedBodyError


def _agreed_clock(department: str, until: date, action: str, context: Context) -> Clock:
    """The clock of an action: it ends with the agreed day, which is a working day to come."""
    calendar, policy = context.calendar, context.policy
    due = WorkingTime(calendar, policy.hours).end_of(until)
    if due <= context.now or not calendar.is_working_day(until):
        raise NotAWorkingDayError(field="until")
    warn_at = instant_before(due, policy.warning_lead_time, calendar, hours=policy.hours)
    return Clock(
        stage=Stage.ACTION,
        unit=department,
        started_at=context.now,
        due=due,
        calendar=calendar.version,
        warn_at=warn_at if warn_at > context.now else None,
        provisional=calendar.is_provisional(until),
        request=action,
    )
