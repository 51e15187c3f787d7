"""Ask the enterprise for facts or papers (补充材料): the case stands still until it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.questions import AskEnterprise
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def ask_enterprise(
    request: Request,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Put the question; raises what `carry_out` raises, DeadlinePassedError, SuspendedError."""
    return carry_out(
        request,
        Action.ASK_ENTERPRISE,
        lambda writing: (AskEnterprise(writing.add(ParticularsKind.QUESTION, text=text)),),
        cases=cases,
        configuration=configuration,
    )
