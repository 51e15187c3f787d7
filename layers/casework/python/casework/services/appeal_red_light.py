"""Appeal against a red light to the leading group (申诉), once, and decide the appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.red_light import AppealRedLight, DecideAppeal
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def appeal_red_light(
    request: Request,
    red_light: str,
    text: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Appeal for the person's own unit; raises what `carry_out` raises, AppealTooLateError and
    AlreadyAppealedError.
    """
    unit, kind = request.member.unit, ParticularsKind.RED_LIGHT_APPEAL
    return carry_out(
        request,
        Action.APPEAL_RED_LIGHT,
        lambda writing: (AppealRedLight(red_light, unit, writing.add(kind, text=text)),),
        cases=cases,
        configuration=configuration,
    )


def decide_appeal(
    request: Request,
    red_light: str,
    upheld: bool,
    reasons: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Uphold the red light or lift it, finally; raises what `carry_out` raises, NotAppealedError
    and TookPartError.
    """
    kind = ParticularsKind.RED_LIGHT_APPEAL_DECISION
    return carry_out(
        request,
        Action.DECIDE_APPEAL,
        lambda writing: (DecideAppeal(red_light, upheld, writing.add(kind, text=reasons)),),
        cases=cases,
        configuration=configuration,
    )
