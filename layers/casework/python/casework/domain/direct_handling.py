"""Direct handling (直接办理, P3): the centre takes a simple case itself, verifies, answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.assignment import NOTHING_JUDGED, Judgement, refuse_unless_in_triage
from casework.domain.case import CENTRE
from casework.domain.clocks import Stage, start_clock
from casework.domain.decision_events import DirectHandlingTaken
from casework.domain.rules import ComplainedBodyError

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context

DIRECT_STAGES = (Stage.DIRECT_VERIFY, Stage.DIRECT_ANSWER)


@dataclass(frozen=True, slots=True)
class TakeDirectHandling:
    """A clerk takes a case out of triage for the centre itself."""

    judgement: Judgement = NOTHING_JUDGED

    def decide(self, case: Case, context: Context) -> tuple[DirectHandlingTaken]:
        """One working day to verify, three to answer (policy), with the warnings and lights of any
        other clock. A complaint about a body is not a simple problem.
        """
        check_take_direct_handling(case, context.now)
        if case.complaint and not self.judgement.not_a_complaint:
            raise ComplainedBodyError
        clocks = (
            start_clock(stage, CENTRE, context, round=case.round, urgent=case.urgent)
            for stage in DIRECT_STAGES
        )
        taken = DirectHandlingTaken(
            CENTRE,
            tuple(clocks),
            complaint_dismissed=case.complaint and self.judgement.not_a_complaint,
            procedure_dismissed=bool(case.procedure) and self.judgement.not_a_procedure,
        )
        return (taken,)


def check_take_direct_handling(case: Case, now: datetime) -> None:
    """Whether the case is in triage, at the centre."""
    refuse_unless_in_triage(case)
    if CENTRE in case.about_bodies:
        raise ComplainedBodyError
