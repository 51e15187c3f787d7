"""Steps of oversight as the tests take them: who acts, and cases with evidence in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from casework.domain.clocks import Stage
from casework.domain.events import Actor, ActorKind
from casework.domain.oversight_events import SpecialReason
from casework.domain.particulars import ParticularsKind
from casework.domain.red_light import (
    AppealRedLight,
    DecideAppeal,
    DismissRedLight,
    SignRedLight,
    StateCase,
)
from casework.domain.requests import CaseRequest, RequestKind, RequestState
from casework.domain.special_supervision import (
    AgreeAction,
    ConcludeSpecialSupervision,
    ReportAction,
    StartSpecialSupervision,
)
from tests.builders import NOW, VERIFY_BY, assigned_case, ref, then
from tests.unit.domain.letter_steps import NOTICE, answer, issue, missed_key

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case

SUPERVISOR = Actor(ActorKind.STAFF, "supervisor-centre", "centre")
OTHER_SUPERVISOR = Actor(ActorKind.STAFF, "other-supervisor", "centre")
INSPECTOR = Actor(ActorKind.STAFF, "inspector-inspection", "inspection")
LEADER = Actor(ActorKind.STAFF, "leader-leading_group", "leading_group")
LEAD = Actor(ActorKind.STAFF, "department_lead-transport", "transport")

FRIDAY = date(2026, 3, 6)
"""A working day of the first week."""


def start(
    reason: SpecialReason = SpecialReason.STUCK,
    coordinator: str = "public_security",
    departments: tuple[str, ...] = ("emergency", "market_regulation"),
) -> StartSpecialSupervision:
    """A supervisor lifts the case."""
    text = ref(ParticularsKind.SPECIAL_SUPERVISION, 7)
    return StartSpecialSupervision(reason, coordinator, departments, text)


def agree(department: str = "emergency", until: date = FRIDAY) -> AgreeAction:
    """The coordinator agrees an action."""
    return AgreeAction(department, until, ref(ParticularsKind.ACTION, 8))


def report(action: str = "1", unit: str = "emergency") -> ReportAction:
    """The department says what came of it."""
    return ReportAction(action, unit, ref(ParticularsKind.ACTION_REPORT, 9))


def conclude() -> ConcludeSpecialSupervision:
    """The supervisor records the result."""
    return ConcludeSpecialSupervision(ref(ParticularsKind.SPECIAL_RESULT, 10))


def lifted_case() -> Case:
    """A case under special supervision since NOW."""
    return then(assigned_case("transport"), start(), actor=SUPERVISOR)[0]


def warned_by_letter(unit: str = "transport", now: datetime = VERIFY_BY) -> Case:
    """A case whose lead missed the first deadline, got its letter then and answered it."""
    case, _ = then(assigned_case(unit), now=now)
    missed = missed_key(case, Stage.VERIFY, unit)
    case, _ = then(case, issue(missed, "4.1"), now=now, actor=NOTICE)
    return then(case, answer(unit), now=now)[0]


def with_returns(*groundless: bool, unit: str = "transport") -> Case:
    """A case in which a unit asked for so many returns, all refused, some without ground."""
    requests = tuple(
        CaseRequest(
            id=str(number),
            kind=RequestKind.RETURN,
            unit=unit,
            decider="centre",
            asked_at=NOW,
            state=RequestState.REFUSED,
            decided_at=NOW,
            groundless=is_groundless,
        )
        for number, is_groundless in enumerate(groundless, start=1)
    )
    return replace(assigned_case("transport"), requests=requests)


def state(unit: str = "transport") -> StateCase:
    """The unit states its case on the first red light."""
    return StateCase("1", unit, ref(ParticularsKind.STATEMENT, 11))


def sign(referred_to: str = "inspection") -> SignRedLight:
    """A supervisor signs the first red light."""
    return SignRedLight("1", referred_to, ref(ParticularsKind.RED_LIGHT_DECISION, 12))


def dismiss() -> DismissRedLight:
    """A supervisor dismisses the first red light."""
    return DismissRedLight("1", ref(ParticularsKind.RED_LIGHT_DECISION, 12))


def appeal(unit: str = "transport") -> AppealRedLight:
    """The unit appeals against the first red light."""
    return AppealRedLight("1", unit, ref(ParticularsKind.RED_LIGHT_APPEAL, 13))


def decide(upheld: bool) -> DecideAppeal:
    """The leading group decides the appeal."""
    return DecideAppeal("1", upheld, ref(ParticularsKind.RED_LIGHT_APPEAL_DECISION, 14))
