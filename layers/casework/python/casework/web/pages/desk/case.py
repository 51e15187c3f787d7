"""The case page (案件页): what it is, whose turn, until when, and what I may do, in one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status, case_number
from casework.domain.decision_events import Track
from casework.web.dates import deadline_text, moment_text
from casework.web.desk_forms.filling import form_view
from casework.web.desk_forms.form_spec import Subject
from casework.web.desk_forms.registry import order_of
from casework.web.pages.desk.clocks import ClockReader
from casework.web.pages.desk.figures import strip_of
from casework.web.pages.desk.headline import desk_headline
from casework.web.pages.desk.history import Historian
from casework.web.pages.desk.letter_number import letter_number
from casework.web.pages.desk.light import light_mark
from casework.web.pages.desk.people import reporter, shares, story, title_of
from casework.web.pages.desk.vocabulary import CHANNELS, LETTER_STATES, STAGES, say_code
from casework.web.pages.names import unit_name
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.buckets import Buckets
    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.organisation import Organisation
    from casework.web.desk_forms.filling import FormView
    from casework.web.desk_forms.form_spec import OpenForm
    from casework.web.pages.desk.viewer import Setting, Viewer
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter of the case: its number, what it is about, how far it is, and its page."""

    number: str
    unit: str
    stage: str
    state: str
    word: str
    reply_by: str | None
    href: str


PREFERRED = {
    Status.TRIAGE: ("assignment", "answer"),
    Status.ASSIGNED: ("verification",),
    Status.VERIFIED: ("reply",),
    Status.REPLIED: ("resolution",),
}
"""The step that a case waits for; whoever may take it finds it first."""


def case_page(
    *,
    viewer: Viewer,
    setting: Setting,
    file: CaseFile,
    actions: tuple[str, ...],
    open_form: OpenForm | None = None,
    problem: str | None = None,
    done: str | None = None,
    buckets: Buckets | None = None,
) -> str:
    """A case for somebody who may read it; `file` holds what this reader may see.

    `actions` are the operations this person may take now; those without a form are left out. The
    step that the case waits for is the one primary action, else the first that is not grave. With
    `open_form` its form stands open, typed values and errors in it. `problem` says in the reader's
    language which rule refused it; `done` what was just done, after the redirect.
    """
    page = renderer(viewer.language)
    say, case, unit = page.say, file.case, viewer.member.unit
    organisation, now = setting.organisation, setting.now
    reader = ClockReader(organisation, setting.calendar, now, say)
    historian = Historian(file, organisation, now, say)
    forms = _forms(Subject(file, viewer.member, organisation, say, now), actions, open_form)
    primary = _primary(case, forms)
    seen = open_form.seen_version if open_form else None
    text = story(file)
    return page.desk_page(
        "case",
        viewer=viewer,
        organisation=organisation,
        case=case,
        number=case_number(case.id),
        over=_over(case, organisation, now, say),
        flags=_flags(case, say),
        title=title_of(text),
        text=text,
        headline=desk_headline(case, unit, reader),
        light=light_mark(case, now, say),
        primary=primary,
        others=_others(forms, primary),
        forms=forms,
        reporter=reporter(file),
        lead=unit_name(case.lead, organisation, say) if case.lead else None,
        shares=shares(case, organisation, now, say),
        clocks=reader.rows(case),
        letters=_letters(file, organisation, now, say),
        entries=historian.entries(),
        changes=historian.entries(seen) if seen is not None else (),
        conflict=seen is not None,
        problem=problem,
        done=done,
        strip=strip_of(buckets, say) if buckets else None,
    )


def _forms(
    subject: Subject, actions: tuple[str, ...], opened: OpenForm | None
) -> tuple[FormView, ...]:
    """The forms of the actions, in the order of the tables; one that was taken away meanwhile but
    stands open with typed words stays, so that nothing typed is lost.
    """
    wanted = dict.fromkeys(actions)
    if opened is not None and opened.typed is not None:
        wanted[opened.operation] = None
    views = (form_view(each, subject, opened) for each in sorted(wanted, key=order_of))
    return tuple(view for view in views if view is not None)


def _primary(case: Case, forms: tuple[FormView, ...]) -> FormView | None:
    by_operation = {form.operation: form for form in forms}
    preferred = [each for each in PREFERRED.get(case.status, ()) if each in by_operation]
    if preferred:
        return by_operation[preferred[0]]
    return next((form for form in forms if not form.grave), None)


def _others(forms: tuple[FormView, ...], primary: FormView | None) -> list[FormView]:
    """What stands under 更多: the grave acts last."""
    return sorted((each for each in forms if each is not primary), key=lambda each: each.grave)


def _over(case: Case, organisation: Organisation, now: datetime, say: Wording) -> list[str]:
    """What stands above the heading: how and when it came in, and what kind of matter it is."""
    kind = organisation.categories.get(case.category or "")
    place = organisation.townships.get(case.township or "")
    parts = [
        say_code(CHANNELS, case.channel.value, say),
        moment_text(case.filed_at, say.language, now),
        say.name(kind) if kind else None,
        say.name(place) if place else None,
    ]
    return [part for part in parts if part]


def _flags(case: Case, say: Wording) -> list[str]:
    """What everybody on the case must keep in mind."""
    marks = (
        (case.confidential, say("Confidential")),
        (case.complaint, say("Complaint about a public body")),
        (bool(case.procedure), say("Procedure of its own")),
        (case.track is Track.ONE_MATTER, say("One matter, one discussion")),
        (case.track is Track.GREEN_CHANNEL, say("Green channel")),
        (case.round > 1, say("Reopened")),
    )
    return [words for holds, words in marks if holds]


def _letters(
    file: CaseFile, organisation: Organisation, now: datetime, say: Wording
) -> tuple[LetterRow, ...]:
    rows = []
    for letter in file.case.letters:
        issued = file.issued_letter(letter.id)
        rows.append(
            LetterRow(
                number=letter_number(letter.number, organisation, say),
                unit=unit_name(letter.unit, organisation, say),
                stage=say(STAGES[letter.stage]),
                state=letter.state.value,
                word=say(LETTER_STATES[letter.state]),
                reply_by=deadline_text(issued.reply_by, say.language, now) if issued else None,
                href=f"/desk/cases/{file.case.id}/letters/{letter.id}",
            )
        )
    return tuple(reversed(rows))
