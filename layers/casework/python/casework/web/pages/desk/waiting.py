"""What waits for a decision (待裁定): who asks for what, since when, and who decides by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.contest_events import (
    CaseWithdrawn,
    CorrectionAsked,
    DeclineReviewAsked,
    ErasureAsked,
    FalseReportProposed,
    ObjectionRaised,
    RatingWithdrawn,
)
from casework.domain.decision_events import (
    ExtensionRequested,
    ReturnRequested,
    RevealRequested,
    SuspensionRequested,
)
from casework.domain.requests import RequestKind, RequestState
from casework.web.dates import moment_text
from casework.web.pages.desk.clocks import HOLDING, decides
from casework.web.pages.desk.waiting_facts import FACTS
from casework.web.pages.names import unit_name
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.events import EventBody
    from casework.domain.requests import CaseRequest
    from casework.domain.staff import StaffMember
    from casework.web.desk_forms.filling import FormView
    from casework.web.pages.desk.clocks import ClockReader, Due
    from casework.web.pages.desk.history import Historian, Text

DECIDED_BY: dict[RequestKind, tuple[str, ...]] = {
    RequestKind.RETURN: ("return-decision",),
    RequestKind.EXTENSION: ("extension-decision",),
    RequestKind.SUSPENSION: ("suspension-decision",),
    RequestKind.REVEAL: ("reveal-decision",),
    RequestKind.FALSE_REPORT: ("false-report-decision",),
    RequestKind.OBJECTION: ("objection-decision",),
    RequestKind.WITHDRAWAL_REVIEW: ("withdrawal-review",),
    RequestKind.RATING_REVIEW: ("rating-review",),
    RequestKind.DECLINE_REVIEW: ("decline-review",),
    RequestKind.CORRECTION: ("correction", "correction-refusal"),
    RequestKind.ERASURE: ("erasure", "erasure-refusal"),
}
"""The operations that decide each kind: one whose form asks for the choice, or one for each."""

OPENED_BY: dict[RequestKind, type] = {
    RequestKind.RETURN: ReturnRequested,
    RequestKind.EXTENSION: ExtensionRequested,
    RequestKind.SUSPENSION: SuspensionRequested,
    RequestKind.REVEAL: RevealRequested,
    RequestKind.FALSE_REPORT: FalseReportProposed,
    RequestKind.OBJECTION: ObjectionRaised,
    RequestKind.WITHDRAWAL_REVIEW: CaseWithdrawn,
    RequestKind.RATING_REVIEW: RatingWithdrawn,
    RequestKind.DECLINE_REVIEW: DeclineReviewAsked,
    RequestKind.CORRECTION: CorrectionAsked,
    RequestKind.ERASURE: ErasureAsked,
}

TITLES: dict[RequestKind, str] = {
    RequestKind.RETURN: N_("%(unit)s asks to return the case"),
    RequestKind.EXTENSION: N_("%(unit)s asks for %(days)s more working days"),
    RequestKind.SUSPENSION: N_("%(unit)s asks to suspend the case"),
    RequestKind.REVEAL: N_("%(unit)s asks who filed the case"),
    RequestKind.FALSE_REPORT: N_("%(unit)s thinks the report is not the contact's own"),
    RequestKind.OBJECTION: N_("The enterprise objected"),
    RequestKind.WITHDRAWAL_REVIEW: N_("Withdrawn after a contact: was there pressure?"),
    RequestKind.RATING_REVIEW: N_("A rating was taken back after a contact: was there pressure?"),
    RequestKind.DECLINE_REVIEW: N_("The enterprise asked for a review"),
    RequestKind.CORRECTION: N_("The enterprise asked to correct its data"),
    RequestKind.ERASURE: N_("The enterprise asked to erase its data"),
}


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """One undecided request in words. `due` is None where its clock is not for this reader; `forms`
    are the decisions that this person may take, standing open where the form asks for the choice.
    """

    anchor: str
    title: str
    facts: tuple[tuple[str, str], ...]
    text: Text | None
    decider: str
    due: Due | None
    notes: tuple[str, ...]
    forms: tuple[FormView, ...]

    @property
    def asks_for_the_choice(self) -> bool:
        """Whether one form holds both choices; else each choice has a form of its own."""
        return len(self.forms) == 1


def waiting_cards(
    historian: Historian, reader: ClockReader, member: StaffMember, forms: tuple[FormView, ...]
) -> tuple[WaitingCard, ...]:
    """Every undecided request that this reader may see, what is due first at the top; decided ones
    are told in the history alone.
    """
    case = historian.file.case
    waiting = [each for each in case.requests if each.state is RequestState.UNDECIDED]
    return tuple(
        _card(each, historian, reader, member, forms)
        for each in sorted(waiting, key=lambda each: _order(case, each))
    )


def _order(case: Case, request: CaseRequest) -> tuple[bool, str]:
    clock = _clock(case, request)
    return clock is None, (clock.due if clock else request.asked_at).isoformat()


def _clock(case: Case, request: CaseRequest) -> Clock | None:
    owed = (clock for clock in case.clocks if clock.is_running and decides(clock, request))
    return next(owed, None)


def _card(
    request: CaseRequest,
    historian: Historian,
    reader: ClockReader,
    member: StaffMember,
    forms: tuple[FormView, ...],
) -> WaitingCard:
    say, case = reader.say, historian.file.case
    clock = _clock(case, request)
    decider = unit_name(request.decider, reader.organisation, say)
    operations = DECIDED_BY[request.kind]
    mine = tuple(form for form in forms if form.operation in operations)
    body = opening(historian, request)
    ref = getattr(body, "particulars", None)
    asked = moment_text(request.asked_at, say.language, reader.now)
    unit = unit_name(request.unit, reader.organisation, say) if request.unit else ""
    return WaitingCard(
        anchor=f"waiting-{request.id}",
        title=say(TITLES[request.kind], unit=unit, days=request.days or 0),
        facts=(*FACTS[request.kind](historian.file, request, body, reader), (say("Asked"), asked)),
        text=historian.text(ref) if ref else None,
        decider=say("your unit") if request.decider == member.unit else decider,
        due=reader.due(clock) if clock else None,
        notes=tuple(say(note) for note in _notes(request, case, member, mine)),
        forms=mine,
    )


def opening(historian: Historian, request: CaseRequest) -> EventBody | None:
    """The fact by which the request was made; None where it is not for this reader."""
    kind = OPENED_BY[request.kind]
    return next(
        (
            event.body
            for event in historian.file.events
            if isinstance(event.body, kind) and getattr(event.body, "request", None) == request.id
        ),
        None,
    )


def _notes(
    request: CaseRequest, case: Case, member: StaffMember, mine: tuple[FormView, ...]
) -> Iterator[str]:
    if request.kind in HOLDING:
        yield N_("Until it is decided the units' time limits stand still.")
    if request.decider != member.unit or mine:
        return
    if member.id in case.took_part:
        yield N_("You took part in this case: somebody else of your unit decides.")
    else:
        yield N_("A supervisor of your unit who took no part decides it.")
