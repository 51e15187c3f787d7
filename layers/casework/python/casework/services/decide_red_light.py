"""Sign a red light (红灯) or dismiss it: a person decides, on evidence, after the hearing (P8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.red_light import DismissRedLight, SignRedLight
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request

KIND = ParticularsKind.RED_LIGHT_DECISION


def sign_red_light(
    request: Request,
    red_light: str,
    referred_to: str,
    reasons: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Sign, and refer the unit to the competent body (移送建议); raises what `carry_out` raises,
    HearingNotOverError, TookPartError, NoEvidenceError and RedLightDecidedError.
    """
    return carry_out(
        request,
        Action.SIGN_RED_LIGHT,
        lambda writing: (SignRedLight(red_light, referred_to, writing.add(KIND, text=reasons)),),
        cases=cases,
        configuration=configuration,
    )


def dismiss_red_light(
    request: Request,
    red_light: str,
    reasons: str,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Dismiss; raises what `carry_out` raises, HearingNotOverError, TookPartError and
    RedLightDecidedError.
    """
    return carry_out(
        request,
        Action.DISMISS_RED_LIGHT,
        lambda writing: (DismissRedLight(red_light, writing.add(KIND, text=reasons)),),
        cases=cases,
        configuration=configuration,
    )
