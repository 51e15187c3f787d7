"""Decide an objection (异议处理): a supervisor who took no part, in two working days (policy)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.objections import DecideObjection
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


@dataclass(frozen=True, slots=True)
class ObjectionRuling:
    """What was decided, and the reason that the enterprise reads."""

    upheld: bool
    false_closing: bool
    reason: str

    def command(self, writing: Writing) -> DecideObjection:
        """The command, its text taken down."""
        ref = writing.add(ParticularsKind.OBJECTION_DECISION, text=self.reason)
        return DecideObjection(self.upheld, self.false_closing, ref)


def decide_objection(
    request: Request,
    ruling: ObjectionRuling,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the decision; raises what `carry_out` raises, NothingToReviewError, TookPartError and
    FalseClosingNotUpheldError.
    """
    return carry_out(
        *(request, Action.DECIDE_OBJECTION, lambda writing: (ruling.command(writing),)),
        cases=cases,
        configuration=configuration,
    )
