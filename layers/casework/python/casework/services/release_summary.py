"""Release to a body complained about what it may read of the complaint (DESIGN 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.complaints import ReleaseSummary
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def release_summary(
    request: Request,
    body: str,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Release the summary to one body; raises what `carry_out` raises, NotAComplaintError,
    NotComplainedAboutError and SummaryReleasedError.
    """
    kind = ParticularsKind.SUMMARY
    return carry_out(
        request,
        Action.RELEASE_SUMMARY,
        lambda writing: (ReleaseSummary(body, writing.add(kind, text=text)),),
        cases=cases,
        configuration=configuration,
    )
