"""What a tracking page says first of a case that is not simply in hand: objected to, suspended,
declined, withdrawn, joined with another, or ended in another way than by its lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import Status, case_number
from casework.domain.clocks import Stage
from casework.domain.contest_events import CaseDeclined
from casework.domain.requests import RequestKind
from casework.domain.supervision_events import Closing
from casework.web.pages.sentence import Headline, bold, sentence
from casework.web.pages.vocabulary import CLOSINGS, DECLINE_REASONS, SUSPENSION_REASONS
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.requests import CaseRequest
    from casework.web.pages.told import Speaker

DECIDES_BY = N_("%(unit)s decides it by %(deadline)s; whoever took part in the case does not.")


def standing(file: CaseFile, by: Speaker) -> Headline | None:
    """The headline of such a case; None for any other."""
    case = file.case
    if case.status in _OF_STATUS:
        return _OF_STATUS[case.status](file, by)
    objection = case.undecided(RequestKind.OBJECTION)
    if objection is not None:
        title = by.say("Your objection is being decided")
        return Headline("going", by.say("Objection"), title, _decided(case, objection, by))
    is_told = case.closing in {Closing.NOT_THE_REPORTERS, Closing.SPECIAL_SUPERVISION}
    return _closed(case, by) if is_told else None


def _withdrawn(file: CaseFile, by: Speaker) -> Headline:
    case = file.case
    review = case.undecided(RequestKind.WITHDRAWAL_REVIEW)
    line = by.say("We do nothing more about it. For something new, file another case.")
    if review is not None:
        line = by.say("Somebody who took no part looks into whether you were pressed.")
    return Headline("going", by.say("Withdrawn"), by.say("You withdrew this case"), sentence(line))


def _declined(file: CaseFile, by: Speaker) -> Headline:
    case = file.case
    bodies = (event.body for event in reversed(file.events))
    reason = next(body.reason for body in bodies if isinstance(body, CaseDeclined))
    title = by.say("Your case was declined: %(reason)s", reason=by.say(DECLINE_REASONS[reason]))
    return Headline("going", by.say("Declined"), title, _review(case, by))


def _review(case: Case, by: Speaker) -> Markup:
    """How far a review of a declined case is, or until when it may be asked for."""
    review = case.undecided(RequestKind.DECLINE_REVIEW)
    if review is not None:
        return _decided(case, review, by)
    if any(request.kind is RequestKind.DECLINE_REVIEW for request in case.requests):
        return sentence(by.say("The review confirmed it."))
    if case.objection_by is None or by.now >= case.objection_by:
        return sentence(by.say("The time to ask for a review is over."))
    until = bold(by.deadline(case.objection_by))
    return sentence(by.say("You may ask for a review by %(deadline)s."), deadline=until)


def _merged(file: CaseFile, by: Speaker) -> Headline:
    case = file.case
    number = case_number(case.merged_into or case.id)
    line = sentence(
        by.say("It is about the same matter and goes on there. Ask by its number: %(telephone)s."),
        telephone=by.organisation.jurisdiction.telephone,
    )
    title = by.say("Your case goes on as %(number)s", number=number)
    return Headline("going", by.say("Joined"), title, line)


def _suspended(file: CaseFile, by: Speaker) -> Headline:
    suspension = file.case.suspension
    if suspension is None:
        raise TypeError("the case does not stand still")
    reason = by.say(SUSPENSION_REASONS[suspension.reason])
    line = sentence(
        by.say("It goes on by %(deadline)s at the latest; the time in between does not count."),
        deadline=bold(by.deadline(suspension.until)),
    )
    title = by.say("Your case is suspended: %(reason)s", reason=reason)
    return Headline("going", by.say("Suspended"), title, line)


_OF_STATUS: dict[Status, Callable[[CaseFile, Speaker], Headline]] = {
    Status.WITHDRAWN: _withdrawn,
    Status.DECLINED: _declined,
    Status.MERGED: _merged,
    Status.SUSPENDED: _suspended,
}


def _closed(case: Case, by: Speaker) -> Headline:
    closing = case.closing or Closing.NOT_CONTESTED
    return Headline(
        "done", by.say("Closed"), by.say("Case closed"), sentence(by.say(CLOSINGS[closing]))
    )


def _decided(case: Case, request: CaseRequest, by: Speaker) -> Markup:
    clocks = (clock for clock in case.clocks if clock.request == request.id)
    due = next(clock.due for clock in clocks if clock.stage is not Stage.ACTION)
    return sentence(
        by.say(DECIDES_BY), unit=by.unit(request.decider), deadline=bold(by.deadline(due))
    )
