"""Conclude special supervision with its result (专项督办结果, P5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.special_supervision import ConcludeSpecialSupervision
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def conclude_special_supervision(
    request: Request,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the result, which the enterprise reads; it closes a case that came by a second
    objection. Raises what `carry_out` raises and NotUnderSpecialSupervisionError.
    """
    kind = ParticularsKind.SPECIAL_RESULT
    return carry_out(
        request,
        Action.CONCLUDE_SPECIAL_SUPERVISION,
        lambda writing: (ConcludeSpecialSupervision(writing.add(kind, text=text)),),
        cases=cases,
        configuration=configuration,
    )
