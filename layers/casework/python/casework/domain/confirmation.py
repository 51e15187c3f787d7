"""Confirming an outcome: the enterprise says that it is so (确认), before its silence does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.contest_rules import (
    AlreadyConfirmedError,
    NotContestableError,
    ObjectionUndecidedError,
)
from casework.domain.requests import RequestKind
from casework.domain.supervision_events import CaseClosed, Closing

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context


@dataclass(frozen=True, slots=True)
class ConfirmCase:
    """The enterprise confirms how its case was resolved or answered."""

    def decide(self, case: Case, context: Context) -> tuple[CaseClosed]:
        """Closed as confirmed, which is counted apart from not contested."""
        check_confirm(case, context.now)
        return (CaseClosed(Closing.CONFIRMED),)


def check_confirm(case: Case, now: datetime) -> None:
    """Whether there is an outcome that is neither confirmed, settled by silence nor disputed."""
    if case.closing is Closing.CONFIRMED:
        raise AlreadyConfirmedError
    if case.status not in {Status.RESOLVED, Status.ANSWERED} or case.closing is not None:
        raise NotContestableError
    if case.undecided(RequestKind.OBJECTION):
        raise ObjectionUndecidedError
