"""Report what came of an action under special supervision (落实情况, P5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.special_supervision import ReportAction
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def report_action(
    request: Request,
    action: str,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record what the person's own unit did; raises what `carry_out` raises, UnknownActionError
    and ActionReportedError.
    """
    unit = request.member.unit
    kind = ParticularsKind.ACTION_REPORT
    return carry_out(
        request,
        Action.REPORT_ACTION,
        lambda writing: (ReportAction(action, unit, writing.add(kind, text=text)),),
        cases=cases,
        configuration=configuration,
    )
