"""What the enterprise reads of returns, extensions, suspensions, questions and special tracks, of
special supervision, procedures and merging. Requests of bodies to each other stay between them.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.domain.decision_events import (
    AnswerRelayed,
    CaseSuspended,
    DirectHandlingTaken,
    EnterpriseAsked,
    ExtensionGranted,
    ExtensionRequested,
    GreenChannelOpened,
    IdentityRevealed,
    OneMatterOpened,
    ReturnAccepted,
    SuspensionLifted,
)
from casework.domain.oversight_events import (
    CaseAbsorbed,
    CaseMerged,
    GuidedToProcedure,
    ProcedureConfirmed,
    SpecialReason,
    SpecialSupervisionConcluded,
    SpecialSupervisionOrganised,
    SpecialSupervisionStarted,
)
from casework.web.pages.told import Speaker, Told
from casework.web.pages.vocabulary import SUSPENSION_REASONS
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.domain.events import EventBody

_SPECIAL = {
    SpecialReason.STUCK: N_("It had been stuck, so the bodies are coordinated from above."),
    SpecialReason.ORDERED: N_("The bodies are coordinated from above."),
    SpecialReason.SECOND_OBJECTION: N_("You objected a second time."),
}


@singledispatch
def told_of_moves(body: EventBody, by: Speaker) -> Told | None:
    """The words for an event of these families; None for what is internal, and for others."""
    return None


@told_of_moves.register
def _(body: ReturnAccepted, by: Speaker) -> Told:
    title = by.say(
        "%(from_unit)s is not competent: the case went on to %(unit)s",
        from_unit=by.unit(body.unit),
        unit=by.unit(body.lead),
    )
    lines = [by.say("The dates that you were shown stay as they are.")]
    if body.co_handlers:
        lines.append(by.say("Co-handling: %(units)s", units=by.units(body.co_handlers)))
    return Told(title, tuple(lines), (body.released,))


@told_of_moves.register
def _(body: ExtensionRequested, by: Speaker) -> Told:
    title = by.say(
        "%(unit)s asks for %(days)s more working days", unit=by.unit(body.unit), days=body.days
    )
    return Told(title, refs=(body.particulars,))


@told_of_moves.register
def _(body: ExtensionGranted, by: Speaker) -> Told:
    due = body.dates.resolve_by if body.dates else body.due
    title = by.say("Extended: it closes the matter by %(deadline)s", deadline=by.deadline(due))
    return Told(title, refs=(body.particulars,))


@told_of_moves.register
def _(body: CaseSuspended, by: Speaker) -> Told:
    title = by.say("Suspended: %(reason)s", reason=by.say(SUSPENSION_REASONS[body.reason]))
    line = by.say(
        "It goes on by %(deadline)s at the latest; the time in between does not count.",
        deadline=by.deadline(body.until),
    )
    return Told(title, (line,), (body.particulars,))


@told_of_moves.register
def _(body: SuspensionLifted, by: Speaker) -> Told:
    title = by.say("The case goes on")
    if body.dates is None:
        return Told(title)
    due = by.deadline(body.dates.resolve_by)
    return Told(title, (by.say("It closes the matter by %(deadline)s now.", deadline=due),))


@told_of_moves.register
def _(body: DirectHandlingTaken, by: Speaker) -> Told:
    return Told(by.say("%(unit)s handles it itself", unit=by.unit(body.unit)))


@told_of_moves.register
def _(body: OneMatterOpened, by: Speaker) -> Told:
    line = by.say("Coordinator: %(unit)s", unit=by.unit(body.coordinator))
    title = by.say("Urgent: one matter, one discussion, with shorter time limits")
    return Told(title, (line,))


@told_of_moves.register
def _(body: GreenChannelOpened, by: Speaker) -> Told:
    return Told(by.say("Green channel at %(unit)s", unit=by.unit(body.organ)))


@told_of_moves.register
def _(body: EnterpriseAsked, by: Speaker) -> Told:
    title = by.say("%(unit)s asks you something", unit=by.unit(body.unit))
    return Told(title, (by.say("Answer by adding to your case."),), (body.particulars,))


@told_of_moves.register
def _(body: AnswerRelayed, by: Speaker) -> Told:
    return Told(by.say("Your answer was passed on, without your name"), refs=(body.particulars,))


@told_of_moves.register
def _(body: IdentityRevealed, by: Speaker) -> Told:
    title = by.say("%(unit)s may now see who you are", unit=by.unit(body.unit))
    return Told(title, (by.say("A supervisor approved it; the reason is on record."),))


@told_of_moves.register
def _(body: SpecialSupervisionStarted, by: Speaker) -> Told:
    lines = [by.say(_SPECIAL[body.reason])]
    if body.departments:
        lines.append(by.say("Taking part: %(units)s", units=by.units(body.departments)))
    return Told(by.say("Special supervision began"), tuple(lines))


@told_of_moves.register
def _(body: SpecialSupervisionOrganised, by: Speaker) -> Told:
    title = by.say("%(unit)s coordinates", unit=by.unit(body.coordinator))
    return Told(title, (by.say("Taking part: %(units)s", units=by.units(body.departments)),))


@told_of_moves.register
def _(body: SpecialSupervisionConcluded, by: Speaker) -> Told:
    return Told(by.say("Special supervision ended"), refs=(body.particulars,))


@told_of_moves.register
def _(body: ProcedureConfirmed, by: Speaker) -> Told:
    return Told(by.say("The matter has a procedure of its own, as the law provides"))


@told_of_moves.register
def _(body: GuidedToProcedure, by: Speaker) -> Told:
    return Told(by.say("Where and how this is decided"), refs=(body.particulars,))


@told_of_moves.register
def _(body: CaseMerged, by: Speaker) -> Told:
    title = by.say("Joined with case %(number)s", number=case_number(body.into))
    return Told(title, (by.say("It is about the same matter and goes on there."),))


@told_of_moves.register
def _(body: CaseAbsorbed, by: Speaker) -> Told:
    return Told(by.say("Another case of the same matter was joined with this one"))
