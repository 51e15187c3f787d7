"""The sentence that a case begins with at the desk: whose turn it is, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import WITH_THE_CENTRE, Status
from casework.domain.clocks import Stage
from casework.domain.requests import RequestKind
from casework.web.dates import moment_text
from casework.web.pages.desk.clocks import HOLDING, LEAD_STAGES, decides
from casework.web.pages.desk.decision_sentences import REQUEST_KINDS
from casework.web.pages.names import unit_name
from casework.web.wording import N_

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.requests import CaseRequest
    from casework.web.pages.desk.clocks import ClockReader, Due

_STAGE_OF = {
    Status.SUBMITTED: Stage.TRIAGE,
    Status.TRIAGE: Stage.TRIAGE,
    Status.ASSIGNED: Stage.VERIFY,
    Status.VERIFIED: Stage.REPLY,
    Status.REPLIED: Stage.RESOLVE,
    Status.RESOLVED: Stage.SILENCE,
    Status.SUSPENDED: Stage.SUSPENSION,
}

_TURNS = {
    Status.SUBMITTED: N_("The platform is finding the unit that handles it"),
    Status.TRIAGE: N_("Waiting for %(unit)s to assign or answer it"),
    Status.ASSIGNED: N_("Waiting for %(unit)s to verify it"),
    Status.VERIFIED: N_("Waiting for %(unit)s to reply"),
    Status.REPLIED: N_("Waiting for %(unit)s to resolve it"),
    Status.SUSPENDED: N_("Suspended: the clocks stand still"),
    Status.RESOLVED: N_("%(unit)s has resolved it; the enterprise may confirm or object"),
    Status.ANSWERED: N_("%(unit)s answered it directly"),
    Status.CLOSED: N_("The case is closed"),
    Status.DECLINED: N_("The case was declined"),
    Status.WITHDRAWN: N_("The enterprise withdrew the case"),
    Status.MERGED: N_("The case was merged into another"),
}

_LATE = {
    Status.SUBMITTED: N_("%(unit)s is late: the case is not assigned"),
    Status.TRIAGE: N_("%(unit)s is late: the case is not assigned"),
    Status.ASSIGNED: N_("%(unit)s is late: the case is not verified"),
    Status.VERIFIED: N_("%(unit)s is late: the enterprise has no reply"),
    Status.REPLIED: N_("%(unit)s is late: the case is not resolved"),
}


@dataclass(frozen=True, slots=True)
class DeskHeadline:
    """`title` is the heading; `due` what the case waits for; `mine` what the reader's own unit owes
    besides; `ended` when a case that waits for nothing came to its end.
    """

    title: str
    due: Due | None
    mine: tuple[Due, ...]
    ended: str | None


def desk_headline(case: Case, unit: str, reader: ClockReader) -> DeskHeadline:
    """The headline of a case for somebody of that unit. Of the lead's own steps only the one whose
    turn it is, and missed ones, are said here.
    """
    current = current_clock(case)
    asked = asked_of(case)
    late = current is not None and not current.is_paused and reader.now >= current.due
    sentence = _LATE.get(case.status, _TURNS[case.status]) if late else _TURNS[case.status]
    title = reader.say(sentence, unit=_name(case, unit, reader))
    if asked is not None:
        title = _asked(asked, unit, reader)
    mine = [
        clock
        for clock in case.clocks
        if clock.is_running and clock.unit == unit and clock is not current
    ]
    mine = [clock for clock in mine if clock.stage not in LEAD_STAGES or clock.missed]
    return DeskHeadline(
        title=capital(title),
        due=reader.due(current) if current else None,
        mine=tuple(reader.due(clock) for clock in sorted(mine, key=lambda each: each.due)),
        ended=_ended(case, reader) if current is None else None,
    )


_WAITED_FOR = (*HOLDING, RequestKind.OBJECTION, RequestKind.DECLINE_REVIEW)


def asked_of(case: Case) -> CaseRequest | None:
    """The undecided request that the whole case waits for, if there is one."""
    waiting = (case.undecided(kind) for kind in _WAITED_FOR)
    return next((request for request in waiting if request is not None), None)


def _asked(request: CaseRequest, unit: str, reader: ClockReader) -> str:
    decider = unit_name(request.decider, reader.organisation, reader.say)
    return reader.say(
        N_("Waiting for %(unit)s to decide: %(kind)s"),
        unit=reader.say("your unit") if request.decider == unit else decider,
        kind=reader.say(REQUEST_KINDS[request.kind]),
    )


def current_clock(case: Case) -> Clock | None:
    """The clock of the step that the case waits for: of a decision, where everything waits for one;
    where its stage has none, as under direct handling, the first deadline of the unit in charge.
    """
    asked = asked_of(case)
    if asked is not None:
        deciding = (clock for clock in case.clocks if clock.is_running and decides(clock, asked))
        return next(deciding, None)
    stage = _STAGE_OF.get(case.status)
    if stage is None:
        return None
    clock = case.clock(stage)
    if clock is not None and clock.is_running:
        return clock
    if case.status is Status.SUSPENDED:
        return None
    owed = [each for each in case.clocks if each.is_running and each.unit == case.unit_in_charge]
    return min(owed, key=lambda each: each.due, default=None)


def next_clock(case: Case, unit: str | None) -> Clock | None:
    """What is due next of what a unit owes; with no unit, or where it owes nothing, of all that
    anybody owes.
    """
    running = [clock for clock in case.clocks if clock.is_running]
    own = [clock for clock in running if unit is not None and clock.unit == unit]
    return min(own or running, key=lambda each: (each.is_paused, each.due), default=None)


def capital(words: str) -> str:
    """As a sentence begins; Chinese has no capitals and stays as it is."""
    return words[:1].upper() + words[1:]


def _name(case: Case, unit: str, reader: ClockReader) -> str:
    in_charge = case.triage_unit if case.status in WITH_THE_CENTRE else case.unit_in_charge
    if in_charge == unit:
        return reader.say("your unit")
    return unit_name(in_charge, reader.organisation, reader.say)


def _ended(case: Case, reader: ClockReader) -> str | None:
    at: datetime | None = case.closed_at or case.answered_at or case.resolved_at
    if at is None or case.status is Status.SUSPENDED:
        return None
    return moment_text(at, reader.say.language, reader.now)
