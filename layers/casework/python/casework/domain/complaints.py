"""Complaints about a public body: the body learns of one what an inspector releases, and no more
(DESIGN 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.oversight_events import SummaryReleased
from casework.domain.oversight_rules import (
    NotAComplaintError,
    NotComplainedAboutError,
    SummaryReleasedError,
)

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef


def check_release_summary(case: Case, now: datetime) -> None:
    """A complaint about a named body that has no summary yet."""
    if not case.about_bodies:
        raise NotAComplaintError
    if set(case.about_bodies) <= set(case.summary_for):
        raise SummaryReleasedError


@dataclass(frozen=True, slots=True)
class ReleaseSummary:
    """An inspector releases to a body what it may read of the complaint about it."""

    body: str
    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[SummaryReleased]:
        """Once to each body that the case complains about."""
        check_release_summary(case, context.now)
        if self.body not in case.about_bodies:
            raise NotComplainedAboutError(unit=self.body)
        if self.body in case.summary_for:
            raise SummaryReleasedError(unit=self.body)
        return (SummaryReleased(self.body, self.particulars),)
