"""What the enterprise reads of objections, withdrawals, reviews and requests about its data.

What passes between public bodies stays there: contacts, whether a report is false, and what a
review found about pressure.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from casework.domain.contest_events import (
    CaseDeclined,
    CaseWithdrawn,
    CorrectionAsked,
    CorrectionMade,
    CorrectionRefused,
    DeclineReviewAsked,
    DeclineReviewed,
    ErasureAsked,
    ErasureRefused,
    ObjectionDecided,
    ObjectionRaised,
    ParticularsErased,
    RatingReviewed,
    RatingWithdrawn,
    WithdrawalReviewed,
)
from casework.domain.reach_events import EnterpriseNotReached, EnterpriseReached
from casework.web.pages.told import Speaker, Told
from casework.web.pages.vocabulary import DECLINE_REASONS
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.domain.events import EventBody

REVIEWED = N_(
    "A handler had been in touch with you, so somebody who took no part looks into whether you were"
    " pressed."
)


@singledispatch
def told_of_contest(body: EventBody, by: Speaker) -> Told | None:
    """The words for an event of this family; None for what is internal, and for other families."""
    return None


@told_of_contest.register
def _(body: ObjectionRaised, by: Speaker) -> Told:
    if body.escalated:
        line = by.say("It is your second one, so the case is open again under special supervision.")
    else:
        line = by.say(
            "%(unit)s decides it by %(deadline)s; whoever took part in the case does not.",
            unit=by.unit(body.decider),
            deadline=by.deadline(body.clocks[0].due),
        )
    return Told(by.say("You objected"), (line,), (body.particulars,))


@told_of_contest.register
def _(body: ObjectionDecided, by: Speaker) -> Told:
    if not body.upheld:
        return Told(by.say("Your objection was rejected"), refs=(body.particulars,))
    line = by.say("The case is open again, with time limits of its own.")
    return Told(by.say("Your objection was upheld"), (line,), (body.particulars,))


@told_of_contest.register
def _(body: EnterpriseNotReached, by: Speaker) -> Told:
    line = by.say("Somebody of the service centre tells you. Is your number or address right?")
    return Told(by.say("A message to you did not arrive"), (line,))


@told_of_contest.register
def _(body: EnterpriseReached, by: Speaker) -> Told:
    return Told(by.say("Somebody told you how your case stands"))


@told_of_contest.register
def _(body: CaseWithdrawn, by: Speaker) -> Told:
    lines = (by.say(REVIEWED),) if body.request else ()
    return Told(by.say("You withdrew the case"), lines, (body.particulars,))


@told_of_contest.register
def _(body: WithdrawalReviewed, by: Speaker) -> Told:
    if body.pressure:
        line = by.say("The case goes on where it was; the time in between does not count.")
        return Told(by.say("You were pressed to withdraw: that was found on review"), (line,))
    return Told(by.say("The review found no pressure; the case stays withdrawn"))


@told_of_contest.register
def _(body: RatingWithdrawn, by: Speaker) -> Told:
    return Told(by.say("You took your rating back"), (by.say(REVIEWED),) if body.request else ())


@told_of_contest.register
def _(body: RatingReviewed, by: Speaker) -> Told:
    if body.pressure:
        return Told(by.say("You were pressed to take your rating back: it stands again"))
    return Told(by.say("The review found no pressure; your rating stays withdrawn"))


@told_of_contest.register
def _(body: CaseDeclined, by: Speaker) -> Told:
    title = by.say("Declined: %(reason)s", reason=by.say(DECLINE_REASONS[body.reason]))
    line = by.say("You may ask for a review by %(deadline)s.", deadline=by.deadline(body.review_by))
    return Told(title, (line,), (body.particulars,))


@told_of_contest.register
def _(body: DeclineReviewAsked, by: Speaker) -> Told:
    line = by.say(
        "%(unit)s decides it by %(deadline)s; whoever took part in the case does not.",
        unit=by.unit(body.decider),
        deadline=by.deadline(body.clocks[0].due),
    )
    return Told(by.say("You asked for a review"), (line,), (body.particulars,))


@told_of_contest.register
def _(body: DeclineReviewed, by: Speaker) -> Told:
    if body.overturned:
        title = by.say("The review took your case on: it is being assigned again")
    else:
        title = by.say("The review confirmed that the case is declined")
    return Told(title, refs=(body.particulars,))


@told_of_contest.register
def _(body: CorrectionAsked, by: Speaker) -> Told:
    title = by.say("You asked for a correction of your information")
    return Told(title, (_decided_by(body, by),), (body.particulars,))


@told_of_contest.register
def _(body: ErasureAsked, by: Speaker) -> Told:
    title = by.say("You asked to have your information erased")
    return Told(title, (_decided_by(body, by),))


@told_of_contest.register
def _(body: CorrectionMade, by: Speaker) -> Told:
    return Told(by.say("Your information was corrected"))


@told_of_contest.register
def _(body: CorrectionRefused, by: Speaker) -> Told:
    return Told(by.say("Your information was not corrected"), refs=(body.particulars,))


@told_of_contest.register
def _(body: ErasureRefused, by: Speaker) -> Told:
    return Told(by.say("Your information was not erased"), refs=(body.particulars,))


@told_of_contest.register
def _(body: ParticularsErased, by: Speaker) -> Told:
    return Told(by.say("Erased as you asked"))


def _decided_by(body: CorrectionAsked | ErasureAsked, by: Speaker) -> str:
    return by.say(
        "%(unit)s answers by %(deadline)s.",
        unit=by.unit(body.decider),
        deadline=by.deadline(body.clocks[0].due),
    )
