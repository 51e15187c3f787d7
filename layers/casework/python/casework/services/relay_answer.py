"""Relay an answer (转达答复): what a confidential enterprise said, in words that name nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.questions import RelayAnswer
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def relay_answer(
    request: Request,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Pass it on; raises what `carry_out` raises and NotConfidentialError."""
    return carry_out(
        request,
        Action.RELAY_ANSWER,
        lambda writing: (RelayAnswer(writing.add(ParticularsKind.RELEASED, text=text)),),
        cases=cases,
        configuration=configuration,
    )
