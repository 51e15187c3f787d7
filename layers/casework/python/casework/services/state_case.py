"""State the unit's case on a proposed red light (陈述申辩), within three working days (policy)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.red_light import StateCase
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def state_case(
    request: Request,
    red_light: str,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the statement of the person's own unit; raises what `carry_out` raises,
    AlreadyStatedError and StatementTooLateError.
    """
    unit, kind = request.member.unit, ParticularsKind.STATEMENT
    return carry_out(
        request,
        Action.STATE_CASE,
        lambda writing: (StateCase(red_light, unit, writing.add(kind, text=text)),),
        cases=cases,
        configuration=configuration,
    )
