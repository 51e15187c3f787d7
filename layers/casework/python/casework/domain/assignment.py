"""Where a case goes: routed by the duty catalogue, assigned or answered by a clerk (反馈分流, P1,
P3, P4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, SUPERIORS, Status
from casework.domain.clocks import Stage, deadline_of, start_clock
from casework.domain.contest_times import contest_times
from casework.domain.decision_rules import SuspendedError
from casework.domain.enterprise_dates import EnterpriseDates
from casework.domain.events import (
    CaseAnswered,
    CaseAssigned,
    CaseQueuedForTriage,
)
from casework.domain.routing_facts import TriageReason
from casework.domain.rules import (
    AlreadyDispatchedError,
    CaseClosedError,
    ComplainedBodyError,
    LeadIsCoHandlerError,
    NotYetRoutedError,
    NotYetVerifiedError,
    ReleasedTextNotNeededError,
    ReleasedTextRequiredError,
    UnknownUnitError,
)

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef
    from casework.domain.routing import RoutingProposal
    from casework.domain.routing_facts import Grounds


@dataclass(frozen=True, slots=True)
class RouteCase:
    """The platform acts on what the duty catalogue proposes (反馈分流, P1)."""

    proposal: RoutingProposal
    grounds: Grounds | None = None

    def decide(
        self, case: Case, context: Context
    ) -> tuple[CaseAssigned | CaseQueuedForTriage, ...]:
        """Assign when the catalogue is sure and nothing forbids it, else queue for a clerk; once,
        on the filing.
        """
        if case.status is not Status.SUBMITTED:
            return ()
        proposal = self.proposal
        reason = proposal.triage_reason
        if reason is None and case.over_quota:
            reason = TriageReason.OVER_QUOTA
        if reason is None:
            return (_routed(case, proposal, self.grounds, context),)
        queued = CaseQueuedForTriage(
            reason=reason,
            suggestions=proposal.suggestions,
            score=proposal.score,
            margin=proposal.margin,
            about_bodies=proposal.about_bodies,
            procedure=proposal.procedure,
            catalogue=proposal.catalogue,
        )
        return (queued,)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a clerk judges of the marks that routing set, which prefers to mark too much.

    `not_a_complaint`: the case complains about no public body. `not_a_procedure`: the matter is in
    no procedure of its own. Both stay on the event, with who judged so.
    """

    not_a_complaint: bool = False
    not_a_procedure: bool = False


NOTHING_JUDGED = Judgement()


@dataclass(frozen=True, slots=True)
class AssignCase:
    """A clerk names the lead and its co-handlers (交办, P4).

    `released` is the text without names that a department may read of a confidential case.
    """

    lead: str
    co_handlers: tuple[str, ...]
    judgement: Judgement
    released: ParticularsRef | None

    def decide(self, case: Case, context: Context) -> tuple[CaseAssigned]:
        """Known bodies, each once; a complaint goes to a superior that it is not about, alone."""
        check_assign(case, context.now)
        check_units((self.lead, *self.co_handlers), context)
        if not self.judgement.not_a_complaint:
            check_complaint(case, self.lead, self.co_handlers)
        self._check_release(case)
        clocks = handling_from_now(self.lead, self.co_handlers, case, context)
        assigned = replace(
            CaseAssigned(lead=self.lead, co_handlers=self.co_handlers, clocks=clocks),
            complaint_dismissed=case.complaint and self.judgement.not_a_complaint,
            procedure_dismissed=bool(case.procedure) and self.judgement.not_a_procedure,
            released=self.released,
            dates=_dates_from_taking(case, clocks, context) if is_handed_on(case) else None,
        )
        return (assigned,)

    def _check_release(self, case: Case) -> None:
        if case.confidential and self.released is None:
            raise ReleasedTextRequiredError
        if self.released is not None and not case.confidential:
            raise ReleasedTextNotNeededError


@dataclass(frozen=True, slots=True)
class AnswerCase:
    """A clerk answers directly (直接答复, P3)."""

    judgement: Judgement
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[CaseAnswered]:
        """A simple problem is answered at once by the section that takes it; a complaint about a
        body is not one.
        """
        check_answer(case, context.now)
        if case.complaint and not self.judgement.not_a_complaint:
            raise ComplainedBodyError
        silence, objection_by = contest_times(case, context)
        answered = CaseAnswered(
            self.particulars,
            complaint_dismissed=case.complaint and self.judgement.not_a_complaint,
            procedure_dismissed=bool(case.procedure) and self.judgement.not_a_procedure,
            clocks=(silence,),
            objection_by=objection_by,
        )
        return (answered,)


def check_assign(case: Case, now: datetime) -> None:
    """Whether the case may be assigned now; raises the rule that forbids it. What the centre took
    for direct handling it may hand on to a department until it has answered.
    """
    if not is_handed_on(case):
        refuse_unless_in_triage(case)
        return
    if case.status is Status.SUSPENDED:
        raise SuspendedError


def check_answer(case: Case, now: datetime) -> None:
    """Whether the case may be answered directly now: at once from triage, or after it was taken for
    direct handling (直接办理) and verified.
    """
    if case.lead != CENTRE:
        refuse_unless_in_triage(case)
        return
    if not case.status.is_open:
        raise CaseClosedError
    if case.status is Status.SUSPENDED:
        raise SuspendedError
    if case.status is Status.ASSIGNED:
        raise NotYetVerifiedError


def check_units(units: tuple[str, ...], context: Context) -> None:
    """Lead and co-handlers: known bodies that handle cases, each once."""
    if len(set(units)) != len(units):
        raise LeadIsCoHandlerError
    for unit in units:
        if not context.organisation.handles_cases(unit):
            raise UnknownUnitError(unit=unit)


def check_complaint(case: Case, lead: str, co_handlers: tuple[str, ...]) -> None:
    """A complaint goes to a superior that it is not about, alone."""
    if not case.complaint:
        return
    if lead not in SUPERIORS or lead in case.about_bodies or co_handlers:
        raise ComplainedBodyError


def is_handed_on(case: Case) -> bool:
    """Whether assigning the case takes it from direct handling by the centre (直接办理)."""
    return case.lead == CENTRE and case.status.is_open


def refuse_unless_in_triage(case: Case) -> None:
    """Whether the case waits at the centre for the decision where it goes."""
    if not case.status.is_open:
        raise CaseClosedError
    if case.status is Status.SUBMITTED:
        raise NotYetRoutedError
    if case.status is not Status.TRIAGE:
        raise AlreadyDispatchedError(lead=case.lead)


def _dates_from_taking(
    case: Case, clocks: tuple[Clock, ...], context: Context
) -> EnterpriseDates | None:
    """The enterprise's dates of a case that is handed on: counted from when the centre took it, or
    from the start of a later round, for it was never promised that a change of hands gives more
    time; what stood still is added.
    """
    running = case.dates.clocks if case.dates else ()
    pauses = next((clock.pauses for clock in running), ())
    since = min((clock.started_at for clock in running), default=context.now)
    counted = []
    for clock in clocks:
        rules = (context.policy, context.calendar)
        due = deadline_of(clock.stage, since, *rules, pauses=pauses, urgent=clock.urgent)
        moved = replace(clock, started_at=since, pauses=pauses)
        counted.append(replace(moved, due=due.at, provisional=due.provisional))
    return EnterpriseDates.of(counted)


def _routed(
    case: Case, proposal: RoutingProposal, grounds: Grounds | None, context: Context
) -> CaseAssigned:
    best = proposal.suggestions[0]
    return CaseAssigned(
        lead=best.lead,
        co_handlers=best.co_handlers,
        clocks=handling_from_now(best.lead, best.co_handlers, case, context),
        automatic=True,
        suggestion=best,
        grounds=grounds,
        score=proposal.score,
        margin=proposal.margin,
        catalogue=proposal.catalogue,
    )


def handling_from_now(
    lead: str,
    co_handlers: tuple[str, ...],
    case: Case,
    context: Context,
    *,
    request: str | None = None,
) -> tuple[Clock, ...]:
    """What runs against a lead and its co-handlers from now on, under shorter limits where the
    matter is urgent; `request` names the return that brought the case to them.
    """
    owed = [(stage, lead) for stage in (Stage.VERIFY, Stage.REPLY, Stage.RESOLVE)]
    owed += [(Stage.TASK, unit) for unit in co_handlers]
    return tuple(
        start_clock(stage, unit, context, round=case.round, request=request, urgent=case.urgent)
        for stage, unit in owed
    )
