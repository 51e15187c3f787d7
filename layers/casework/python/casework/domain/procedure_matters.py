"""Matters with a procedure of their own: court, procuratorate, arbitration, administrative
reconsideration, discipline, accepted petitions.

The organ is asked about procedure and service only; what it decides is no concern of this platform.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.contest_times import contest_times
from casework.domain.decision_rules import RequestUndecidedError
from casework.domain.oversight_events import (
    GuidedToProcedure,
    JudicialContactRecorded,
    ProcedureConfirmed,
)
from casework.domain.oversight_rules import (
    ContactInFutureError,
    NoProcedureError,
    ProcedureConfirmedError,
    ProcedureNotConfirmedError,
)
from casework.domain.requests import RequestKind
from casework.domain.rules import (
    AlreadyResolvedError,
    CaseClosedError,
    CoHandlerTaskOpenError,
    ComplainedBodyError,
    NotYetRoutedError,
)
from casework.domain.working_time import WorkingTime

if TYPE_CHECKING:
    from datetime import date, datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.oversight_events import ContactKind, OrganKind
    from casework.domain.particulars import ParticularsRef


def check_confirm_procedure(case: Case, now: datetime) -> None:
    """Routing marks, a person confirms, once, while the case is open."""
    if not case.status.is_open:
        raise CaseClosedError
    if case.procedure is None:
        raise NoProcedureError
    if case.procedure_confirmed:
        raise ProcedureConfirmedError


@dataclass(frozen=True, slots=True)
class ConfirmProcedure:
    """A clerk confirms that the matter has a procedure of its own."""

    def decide(self, case: Case, context: Context) -> tuple[ProcedureConfirmed]:
        """What routing marked is what is confirmed; a mark that is wrong is dismissed at
        assignment.
        """
        check_confirm_procedure(case, context.now)
        return (ProcedureConfirmed(str(case.procedure)),)


def check_guide(case: Case, now: datetime) -> None:
    """Guidance follows the confirmation; from a lead it is a resolution and keeps its rules."""
    if not case.status.is_open:
        raise CaseClosedError
    if case.status is Status.SUBMITTED:
        raise NotYetRoutedError
    if case.status is Status.RESOLVED:
        raise AlreadyResolvedError
    if not case.procedure_confirmed:
        raise ProcedureNotConfirmedError
    if case.complaint and case.lead is None:
        raise ComplainedBodyError
    if case.undecided(RequestKind.RETURN):
        raise RequestUndecidedError
    if case.open_tasks:
        raise CoHandlerTaskOpenError(units=[task.unit for task in case.open_tasks])


@dataclass(frozen=True, slots=True)
class GuideToProcedure:
    """The enterprise is told the competent body, the reference and the statutory period, which the
    particulars hold; `days` is the period where it is one.
    """

    days: int | None
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[GuidedToProcedure]:
        """It ends the case's clocks: nothing more is asked of anybody about the matter itself. The
        enterprise confirms it, objects or is silent, as with any outcome.
        """
        check_guide(case, context.now)
        silence, objection_by = contest_times(case, context)
        return (GuidedToProcedure(self.days, self.particulars, (silence,), objection_by),)


def check_record_contact(case: Case, now: datetime) -> None:
    """A contact that took place is recorded whatever became of the case."""
    if case.status is Status.SUBMITTED:
        raise NotYetRoutedError


@dataclass(frozen=True, slots=True)
class RecordJudicialContact:
    """A letter or call to an organ about procedure or service (致函致电, O8) enters the
    register.
    """

    kind: ContactKind
    organ: OrganKind
    on: date
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[JudicialContactRecorded]:
        """Dated today or before, in local days."""
        check_record_contact(case, context.now)
        if self.on > WorkingTime(context.calendar).day_of(context.now):
            raise ContactInFutureError(field="on")
        recorded = JudicialContactRecorded(self.kind, self.organ, self.on, self.particulars)
        return (recorded,)
