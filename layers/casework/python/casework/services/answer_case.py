"""Answer a case directly (直接答复): simple problems are settled by the section that takes them
(P3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.assignment import AnswerCase
from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.assignment import Judgement
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def answer_case(
    request: Request,
    text: str,
    judgement: Judgement,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the answer; raises what `carry_out` raises, AlreadyDispatchedError,
    ComplainedBodyError.
    """
    return carry_out(
        request,
        Action.ANSWER_CASE,
        lambda writing: (AnswerCase(judgement, writing.add(ParticularsKind.ANSWER, text=text)),),
        cases=cases,
        configuration=configuration,
    )
