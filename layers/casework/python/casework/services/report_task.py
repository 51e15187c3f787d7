"""Report a co-handler's task (协办反馈, P4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.handling import ReportTask
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def report_task(
    request: Request, text: str, *, cases: CaseRepository, configuration: Configuration
) -> Case:
    """Record what the person's own unit did; raises what `carry_out` raises and
    TaskNotOpenError.
    """
    unit = request.member.unit
    return carry_out(
        request,
        Action.REPORT_TASK,
        lambda writing: (ReportTask(unit, writing.add(ParticularsKind.TASK_REPORT, text=text)),),
        cases=cases,
        configuration=configuration,
    )
