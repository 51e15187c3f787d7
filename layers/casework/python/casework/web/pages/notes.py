"""What a tracking page adds to its headline: what else is going on that the enterprise should know,
and until when it may speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import WITH_THE_LEAD, Status
from casework.domain.clocks import Stage
from casework.domain.decision_events import EnterpriseAsked
from casework.domain.events import CaseSupplemented
from casework.domain.requests import RequestKind
from casework.web.forms.act import Act
from casework.web.pages.sentence import bold, sentence
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.web.pages.told import Speaker

_DATA = {
    RequestKind.CORRECTION: N_("We answer your request to correct your data by %(deadline)s."),
    RequestKind.ERASURE: N_("We answer your request to erase your data by %(deadline)s."),
}


def notes(file: CaseFile, acts: frozenset[Act], by: Speaker) -> tuple[Markup, ...]:
    """The notes, what matters most first."""
    asked = (_question(file, by),) if Act.ADD in acts and _is_asked(file) else ()
    return (*asked, *_notes(file.case, acts, by))


def _is_asked(file: CaseFile) -> bool:
    """Whether a question waits for the enterprise's answer."""
    bodies = (event.body for event in reversed(file.events))
    last = next(
        (each for each in bodies if isinstance(each, EnterpriseAsked | CaseSupplemented)), None
    )
    return isinstance(last, EnterpriseAsked)


def _question(file: CaseFile, by: Speaker) -> Markup:
    bodies = (event.body for event in reversed(file.events))
    unit = next(body.unit for body in bodies if isinstance(body, EnterpriseAsked))
    return bold(by.say("%(unit)s asks you something: see below, and answer.", unit=by.unit(unit)))


def _notes(case: Case, acts: frozenset[Act], by: Speaker) -> Iterator[Markup]:
    if Act.OBJECT in acts and case.objection_by is not None:
        yield _speak(case, acts, by)
    if case.round > 1 and case.status in WITH_THE_LEAD | {Status.TRIAGE}:
        yield sentence(by.say("The case is open again, with time limits of its own."))
    if case.special is not None and case.special.is_running:
        units = by.units(case.special.departments)
        yield sentence(by.say("Under special supervision: %(units)s"), units=units)
    if case.dates is not None and case.dates.is_extended and case.status in WITH_THE_LEAD:
        until = bold(by.deadline(case.dates.resolve_by))
        yield sentence(by.say("Extended: it closes the matter by %(deadline)s"), deadline=until)
    yield from _about_data(case, by)


def _speak(case: Case, acts: frozenset[Act], by: Speaker) -> Markup:
    """Until when the enterprise may object, and what its silence means."""
    until = bold(by.deadline(case.objection_by or by.now))
    silence = case.clock(Stage.SILENCE)
    if Act.CONFIRM not in acts or silence is None or not silence.is_running:
        return sentence(by.say("You may object by %(deadline)s."), deadline=until)
    return sentence(
        by.say(
            "Is it so? If we hear nothing by %(silence)s it counts as not contested; you may object"
            " by %(deadline)s."
        ),
        silence=bold(by.deadline(silence.due)),
        deadline=until,
    )


def _about_data(case: Case, by: Speaker) -> Iterator[Markup]:
    for kind, text in _DATA.items():
        request = case.undecided(kind)
        clocks = [clock for clock in case.clocks if request and clock.request == request.id]
        for clock in clocks[:1]:
            yield sentence(by.say(text), deadline=bold(by.deadline(clock.due)))
    if case.erased_at is not None:
        yield sentence(by.say("Your information was erased as you asked."))
