"""Forms as they are filled in: good input for a case as it stands, or any."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from casework.domain.assignment import AssignCase, Judgement
from casework.domain.case import CENTRE, SUPERIORS, Case, Status, TaskState
from casework.domain.complaints import ReleaseSummary
from casework.domain.events import Finding, Outcome
from casework.domain.evidence_exclusion import ExcludeEvidence
from casework.domain.handling import (
    ExcuseCoHandler,
    ReplyToCase,
    ResolveCase,
    VerifyCase,
)
from casework.domain.letters import AcknowledgeLetter, AnswerLetter
from casework.domain.oversight_events import (
    EvidenceKind,
    SpecialReason,
)
from casework.domain.oversight_state import RedLight, RedLightState
from casework.domain.particulars import ParticularsKind as Kind
from casework.domain.privacy_requests import (
    CorrectParticulars,
    EraseParticulars,
    RefuseCorrection,
)
from casework.domain.red_light import (
    ProposeRedLight,
    SignRedLight,
    decider_of,
)
from casework.domain.red_light_evidence import (
    evidence_against,
    fresh_evidence,
    pending_of,
    units_in,
)
from casework.domain.requesting import Decision
from casework.domain.returns import DecideReturn, NextUnits
from casework.domain.special_supervision import (
    AgreeAction,
    ReportAction,
    StartSpecialSupervision,
)
from casework.domain.working_time import CHINA_TIME
from tests.builders import calendar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from casework.domain.lifecycle import Command
    from casework.domain.particulars import ParticularsRef
    from casework.domain.staff import StaffMember

T = TypeVar("T")


class Pick(Protocol):
    """How a value is chosen: the good one, or any."""

    def __call__(self, good: T, *others: T) -> T:
        """One of them."""


def the_good_one(good: T, *others: T) -> T:
    """What a careful person fills in."""
    return good


@dataclass(frozen=True, slots=True)
class Form:
    """Who fills in what, about which case as it stands, and when; `write` takes a text down."""

    case: Case
    member: StaffMember
    now: datetime
    pick: Pick
    write: Callable[[Kind], ParticularsRef]
    erasable: tuple[str, ...] = ()

    @property
    def judged(self) -> Judgement:
        """No complaint, no procedure: what a clerk has to say to answer a complaint directly."""
        return Judgement(self.pick(self.case.complaint, False), self.pick(False, True))

    def superior(self) -> str | None:
        """Who may handle a complaint; None where everybody above is complained about."""
        free = (unit for unit in SUPERIORS if unit not in self.case.about_bodies)
        return next(free, None)

    def lead(self) -> str:
        """Who may lead the case and does not yet."""
        if self.case.complaint and (superior := self.superior()):
            return superior
        return "transport" if self.case.lead != "transport" else "public_security"

    def red_light(self, *states: RedLightState, mine: bool = False) -> str:
        """The first red light in one of the states, of the person's own unit, or to be decided by
        it; the first of all where there is none.
        """
        for light in self.case.red_lights:
            unit = light.unit if mine else decider_of(light.unit)
            if light.state in states and unit == self.member.unit and self._is_timely(light):
                return light.id
        return "1"

    def _is_timely(self, light: RedLight) -> bool:
        if light.state is RedLightState.PROPOSED and light.unit == self.member.unit:
            return light.stated_at is None and self.now < light.state_by
        if light.state is RedLightState.SIGNED:
            return light.appeal_by is None or self.now < light.appeal_by
        return light.stated_at is not None or self.now >= light.state_by

    def working_day(self) -> date:
        """Today, if it is a working day, or the next that is."""
        today = self.now.astimezone(CHINA_TIME).date()
        return calendar().next_working_day(today + timedelta(days=1))


Commands = tuple["Command", ...]
OTHER = "0THER0CASE00"


def assign(form: Form) -> Commands:
    released = form.write(Kind.RELEASED) if form.case.confidential else None
    dismissed = form.case.complaint and form.superior() is None
    judged = Judgement(form.pick(dismissed, True), form.pick(False, True))
    lead = "transport" if judged.not_a_complaint else form.lead()
    others = ("emergency",) if not form.case.complaint else ()
    chosen = form.pick(lead, "emergency", CENTRE, "inspection")
    return (AssignCase(chosen, form.pick((), others, others), judged, released),)


def verify(form: Form) -> Commands:
    return (VerifyCase(form.pick(Finding.CONFIRMED, *Finding), form.write(Kind.VERIFICATION)),)


def reply(form: Form) -> Commands:
    earlier = verify(form) if form.pick(form.case.status is Status.ASSIGNED, False) else ()
    return (*earlier, ReplyToCase(form.write(Kind.REPLY)))


def resolve(form: Form) -> Commands:
    together = form.pick(form.case.status in {Status.ASSIGNED, Status.VERIFIED}, False)
    earlier = reply(form) if together else ()
    return (*earlier, ResolveCase(Outcome.SETTLED, form.write(Kind.RESOLUTION)))


def excuse(form: Form) -> Commands:
    open_ = (task.unit for task in form.case.tasks if task.state is TaskState.OPEN)
    return (ExcuseCoHandler(next(open_, "emergency"), form.write(Kind.EXCUSE)),)


def answer_letter(form: Form) -> Commands:
    waiting = [letter.id for letter in form.case.letters_before(form.member.unit)]
    letter = waiting[0] if waiting else "0.0"
    if form.pick(False, False, True):
        return (AcknowledgeLetter(letter, form.member.unit),)
    return (AnswerLetter(letter, form.member.unit, form.write(Kind.LETTER_ANSWER)),)


def decide_return(form: Form) -> Commands:
    text = form.write(Kind.REQUEST_DECISION)
    if form.pick(True, False):
        return (DecideReturn(None, text, groundless=form.pick(False, True)),)
    anew = form.case.confidential and form.pick(False, True)
    released = form.write(Kind.RELEASED) if anew else None
    return (DecideReturn(NextUnits(form.lead(), (), released), text),)


def team(form: Form) -> tuple[str, tuple[str, ...]]:
    if form.case.complaint:
        return form.superior() or "inspection", ()
    return "public_security", form.pick(("emergency",), ("nobody",))


def start(form: Form) -> Commands:
    reason = form.pick(SpecialReason.STUCK, *SpecialReason)
    return (StartSpecialSupervision(reason, *team(form), form.write(Kind.SPECIAL_SUPERVISION)),)


def agree(form: Form) -> Commands:
    special = form.case.special
    unit = special.coordinator if special else None
    department = form.pick(unit or str(form.case.lead), "emergency", "taxation")
    return (AgreeAction(department, form.working_day(), form.write(Kind.ACTION)),)


def report_action(form: Form) -> Commands:
    special = form.case.special
    actions = special.open_actions if special else ()
    own = [action.id for action in actions if action.department == form.member.unit]
    action = own[0] if own else "1"
    return (ReportAction(action, form.member.unit, form.write(Kind.ACTION_REPORT)),)


def propose_red(form: Form) -> Commands:
    case = form.case
    accused = [
        unit
        for unit in units_in(case)
        if pending_of(case, unit) is None
        and any(item.excluded is None for item in fresh_evidence(case, unit))
    ]
    unit = form.pick(accused[0] if accused else "transport", "transport")
    return (ProposeRedLight(unit, form.write(Kind.RED_LIGHT_PROPOSAL)),)


def exclude(form: Form) -> Commands:
    text = form.write(Kind.EVIDENCE_EXCLUSION)
    for light in form.case.red_lights:
        mine = decider_of(light.unit) == form.member.unit
        if light.state is RedLightState.PROPOSED and mine and light.counted:
            item = light.counted[0]
            return (ExcludeEvidence(light.id, item.kind, item.ref, text),)
    return (ExcludeEvidence("1", EvidenceKind.PRESSURE, "1", text),)


def sign(form: Form) -> Commands:
    signable = _signable(form)
    red_light = signable[0] if signable else form.red_light(RedLightState.PROPOSED)
    unit = next((light.unit for light in form.case.red_lights if light.id == red_light), "")
    body = "inspection" if unit != "inspection" else "leading_group"
    return (SignRedLight(red_light, body, form.write(Kind.RED_LIGHT_DECISION)),)


def _signable(form: Form) -> list[str]:
    return [
        light.id
        for light in form.case.red_lights
        if light.state is RedLightState.PROPOSED
        and decider_of(light.unit) == form.member.unit
        and (light.stated_at is not None or form.now >= light.state_by)
        and {item.key for item in light.counted} & still_counted(form.case, light.unit)
    ]


def still_counted(case: Case, unit: str) -> set[tuple[EvidenceKind, str]]:
    """The evidence against a unit that nothing excludes."""
    return {item.key for item in evidence_against(case, unit) if item.excluded is None}


def erase(form: Form) -> Commands:
    return (EraseParticulars(form.erasable),)


def summary(form: Form) -> Commands:
    left = [unit for unit in form.case.about_bodies if unit not in form.case.summary_for]
    return (ReleaseSummary(left[0] if left else "transport", form.write(Kind.SUMMARY)),)


def other(form: Form) -> Case:
    """Another case of the same kind, linked to nothing."""
    number = len(form.case.links) + len(form.case.absorbed)
    return replace(form.case, id=f"{OTHER[:-2]}{number:02d}", status=Status.TRIAGE, links=())


def decision(form: Form) -> Decision:
    return Decision(form.pick(True, False), form.write(Kind.REQUEST_DECISION))


def correct(form: Form) -> Commands:
    if form.pick(True, False):
        return (CorrectParticulars(form.write(Kind.CORRECTED)),)
    return (RefuseCorrection(form.write(Kind.PRIVACY_DECISION)),)


def coordinator(form: Form) -> str:
    free = ("public_security", CENTRE, *SUPERIORS, "taxation")
    return next(unit for unit in free if unit not in form.case.about_bodies)


def organ(form: Form) -> str:
    free = ("court", "justice", "taxation")
    return next(unit for unit in free if unit not in form.case.about_bodies)
