"""Steps of returns, extensions, suspensions, tracks and questions, one line each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from casework.domain.decision_events import ReturnGround, SuspensionReason
from casework.domain.extensions import DecideExtension, RequestExtension
from casework.domain.particulars import ParticularsKind
from casework.domain.questions import AskEnterprise, DecideReveal, RelayAnswer, RequestReveal
from casework.domain.requesting import Decision
from casework.domain.returns import DecideReturn, NextUnits, RequestReturn
from casework.domain.staff import Role
from casework.domain.suspensions import DecideSuspension, LiftSuspension, RequestSuspension
from tests.builders import member, ref, then

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case

SUPERVISOR = member(Role.SUPERVISOR, "centre").as_actor()
BASIS = ref(ParticularsKind.RETURN_REASON, 7)
WHY = ref(ParticularsKind.REQUEST_DECISION, 8)
GRANTED, DENIED = Decision(True, WHY), Decision(False, WHY)

RETURN = RequestReturn(ReturnGround.NO_COMPETENCE, BASIS, "ecology")
EXTENSION = RequestExtension(5, ref(ParticularsKind.EXTENSION_REASON, 7))
SUSPENSION = RequestSuspension(
    SuspensionReason.EXPERT_APPRAISAL, 10, ref(ParticularsKind.SUSPENSION_REASON, 7)
)
ASK = AskEnterprise(ref(ParticularsKind.QUESTION, 7))
RELAY = RelayAnswer(ref(ParticularsKind.RELEASED, 9))
REVEAL = RequestReveal(ref(ParticularsKind.REVEAL_REASON, 7))
LIFT = LiftSuspension()

grant_extension = partial(DecideExtension, GRANTED)
deny_extension = partial(DecideExtension, DENIED)
approve_suspension = partial(DecideSuspension, GRANTED)
deny_suspension = partial(DecideSuspension, DENIED)
reveal = partial(DecideReveal, GRANTED)


def accept_return(lead: str, *co_handlers: str) -> DecideReturn:
    """The supervisor names the next units."""
    return DecideReturn(NextUnits(lead, co_handlers), WHY)


def refuse_return(*, groundless: bool = False) -> DecideReturn:
    """The supervisor leaves the case where it is."""
    return DecideReturn(None, WHY, groundless)


def returned(case: Case, lead: str, now: datetime) -> Case:
    """The case after its lead returned it to another, asked and accepted at one instant."""
    asked, _ = then(case, RETURN, now=now)
    return then(asked, accept_return(lead), now=now, actor=SUPERVISOR)[0]
