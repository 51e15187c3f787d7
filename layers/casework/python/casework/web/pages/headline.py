"""The sentence a tracking page begins with: what happened, whose turn it is, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import WITH_THE_CENTRE, WITH_THE_LEAD, Status
from casework.domain.clocks import Stage
from casework.domain.events import CaseAnswered, CaseResolved
from casework.domain.oversight_events import GuidedToProcedure
from casework.domain.requesting import current_stage
from casework.web.dates import deadline_text, moment_text
from casework.web.pages.names import unit_name
from casework.web.pages.sentence import Headline, bold, sentence
from casework.web.pages.standing import standing
from casework.web.pages.told import Speaker
from casework.web.pages.vocabulary import OUTCOMES
from casework.web.wording import N_

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.clocks import Clock
    from casework.domain.organisation import Organisation
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class _Turn:
    """What is said of an open case in one status, in time and too late."""

    title: str
    line: str
    late_title: str
    late_line: str


_TURNS = {
    Status.SUBMITTED: _Turn(
        N_("We have your case and are finding the body that handles it"),
        N_("%(unit)s assigns or answers it by %(deadline)s."),
        N_("%(unit)s is late in assigning your case"),
        N_("It was to be assigned or answered by %(deadline)s."),
    ),
    Status.TRIAGE: _Turn(
        N_("%(unit)s is deciding who handles your case"),
        N_("It is assigned or answered by %(deadline)s."),
        N_("%(unit)s is late in assigning your case"),
        N_("It was to be assigned or answered by %(deadline)s."),
    ),
    Status.ASSIGNED: _Turn(
        N_("%(unit)s has your case and is verifying it"),
        N_("It verifies what happened by %(deadline)s."),
        N_("%(unit)s is late in verifying your case"),
        N_("It was to verify what happened by %(deadline)s."),
    ),
    Status.VERIFIED: _Turn(
        N_("%(unit)s has verified your case and is preparing its reply"),
        N_("It replies by %(deadline)s."),
        N_("%(unit)s is late in replying"),
        N_("It was to reply by %(deadline)s."),
    ),
    Status.REPLIED: _Turn(
        N_("%(unit)s has replied and is working on it"),
        N_("It closes the matter by %(deadline)s."),
        N_("%(unit)s is late in closing your case"),
        N_("It was to close the matter by %(deadline)s."),
    ),
}


def headline(file: CaseFile, organisation: Organisation, now: datetime, say: Wording) -> Headline:
    """The headline of a case as it stands at `now`: a deadline that has passed is said first."""
    case = file.case
    if (found := standing(file, Speaker(organisation, say, now))) is not None:
        return found
    unit = unit_in_charge(case, organisation, say)
    if case.status in _TURNS:
        return _open(case, unit, now, say)
    return _ended(file, unit, now, say)


def unit_in_charge(case: Case, organisation: Organisation, say: Wording) -> str:
    """The name of the body whose turn it is, or whose it was last."""
    return unit_name(case.lead or case.triage_unit, organisation, say)


def current_deadline(case: Case) -> tuple[datetime, bool]:
    """The deadline of the step that is open, and whether it is provisional (暂定)."""
    if case.status in WITH_THE_CENTRE:
        again = case.due_of(Stage.TRIAGE) if case.round > 1 else None
        return again or case.promised.triage_by, case.promised.provisional
    dates = case.dates or case
    by = {
        Status.ASSIGNED: dates.verify_by,
        Status.VERIFIED: dates.reply_by,
        Status.REPLIED: dates.resolve_by,
    }[case.status]
    return by or case.promised.resolve_by, dates.provisional


def is_late(case: Case, now: datetime) -> bool:
    """Whether the open step's deadline has passed, and the unit's own with it: a unit that just got
    the case is not late for the one before it. Deadlines are half open.
    """
    if case.status not in _TURNS or now < current_deadline(case)[0]:
        return False
    own = _own_clock(case)
    return own is None or own.missed or (now >= own.due and not own.is_paused)


def _own_clock(case: Case) -> Clock | None:
    return current_stage(case) if case.status in WITH_THE_LEAD else None


def _open(case: Case, unit: str, now: datetime, say: Wording) -> Headline:
    by, provisional = current_deadline(case)
    turn = _TURNS[case.status]
    title, line, kind, word = turn.title, turn.line, "going", say("In hand")
    if is_late(case, now):
        title, line, kind, word = turn.late_title, turn.late_line, "late", say("Overdue")
    elif now >= by:
        own = _own_clock(case)
        if own is not None and now < own.due:
            by, provisional = own.due, own.provisional
        else:
            line = turn.late_line
    deadline = deadline_text(by, say.language, now, provisional=provisional)
    return Headline(
        kind, word, say(title, unit=unit), sentence(say(line), unit=unit, deadline=bold(deadline))
    )


def _ended(file: CaseFile, unit: str, now: datetime, say: Wording) -> Headline:
    last = next(
        event
        for event in reversed(file.events)
        if isinstance(event.body, CaseResolved | CaseAnswered | GuidedToProcedure)
    )
    when = moment_text(last.at, say.language, now)
    if isinstance(last.body, CaseResolved):
        title = say(
            "%(unit)s has closed your case: %(outcome)s",
            unit=unit,
            outcome=say(OUTCOMES[last.body.outcome]),
        )
        return Headline(
            "done", say("Closed"), title, sentence(say("Closed on %(when)s."), when=bold(when))
        )
    if isinstance(last.body, GuidedToProcedure):
        title = say("%(unit)s has told you who decides your matter, and how", unit=unit)
    else:
        title = say("%(unit)s has answered you directly", unit=unit)
    return Headline(
        "done", say("Answered"), title, sentence(say("Answered on %(when)s."), when=bold(when))
    )
