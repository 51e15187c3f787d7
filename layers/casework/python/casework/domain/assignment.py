"""Where a case goes: routed by the duty catalogue, assigned or answered by a clerk (反馈分流, P1,
P3, P4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casework.domain.case import SUPERIORS, Status
from casework.domain.clocks import Stage, start_clock
from casework.domain.events import (
    CaseAnswered,
    CaseAssigned,
    CaseQueuedForTriage,
)
from casework.domain.rules import (
    AlreadyDispatchedError,
    CaseClosedError,
    ComplainedBodyError,
    LeadIsCoHandlerError,
    NotYetRoutedError,
    ReleasedTextNotNeededError,
    ReleasedTextRequiredError,
    UnknownUnitError,
)

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
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
        if proposal.triage_reason is None:
            return (_routed(proposal, self.grounds, context),)
        queued = CaseQueuedForTriage(
            reason=proposal.triage_reason,
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
        self._check_units(context)
        self._check_complaint(case)
        self._check_release(case)
        assigned = replace(
            _assignment(self.lead, self.co_handlers, context),
            complaint_dismissed=case.complaint and self.judgement.not_a_complaint,
            procedure_dismissed=bool(case.procedure) and self.judgement.not_a_procedure,
            released=self.released,
        )
        return (assigned,)

    def _check_units(self, context: Context) -> None:
        units = (self.lead, *self.co_handlers)
        if len(set(units)) != len(units):
            raise LeadIsCoHandlerError
        for unit in units:
            if not context.organisation.handles_cases(unit):
                raise UnknownUnitError(unit=unit)

    def _check_complaint(self, case: Case) -> None:
        if not case.complaint or self.judgement.not_a_complaint:
            return
        if self.lead not in SUPERIORS or self.lead in case.about_bodies or self.co_handlers:
            raise ComplainedBodyError

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
        answered = CaseAnswered(
            self.particulars,
            complaint_dismissed=case.complaint and self.judgement.not_a_complaint,
            procedure_dismissed=bool(case.procedure) and self.judgement.not_a_procedure,
        )
        return (answered,)


def check_assign(case: Case, now: datetime) -> None:
    """Whether the case may be assigned now; raises the rule that forbids it."""
    _refuse_unless_with_the_centre(case)


def check_answer(case: Case, now: datetime) -> None:
    """Whether the case may be answered directly now."""
    _refuse_unless_with_the_centre(case)


def _refuse_unless_with_the_centre(case: Case) -> None:
    if not case.status.is_open:
        raise CaseClosedError
    if case.status is Status.SUBMITTED:
        raise NotYetRoutedError
    if case.status is not Status.TRIAGE:
        raise AlreadyDispatchedError(lead=case.lead)


def _routed(proposal: RoutingProposal, grounds: Grounds | None, context: Context) -> CaseAssigned:
    best = proposal.suggestions[0]
    return replace(
        _assignment(best.lead, best.co_handlers, context),
        automatic=True,
        suggestion=best,
        grounds=grounds,
        score=proposal.score,
        margin=proposal.margin,
        catalogue=proposal.catalogue,
    )


def _assignment(lead: str, co_handlers: tuple[str, ...], context: Context) -> CaseAssigned:
    owed = [(stage, lead) for stage in (Stage.VERIFY, Stage.REPLY, Stage.RESOLVE)]
    owed += [(Stage.TASK, unit) for unit in co_handlers]
    clocks = (
        start_clock(stage, unit, context.now, context.policy, context.calendar)
        for stage, unit in owed
    )
    return CaseAssigned(lead=lead, co_handlers=co_handlers, clocks=tuple(clocks))
