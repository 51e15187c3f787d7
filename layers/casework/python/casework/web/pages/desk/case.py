"""The case page (案件页): what it is, whose turn, until when, and what I may do, in one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.domain.case import case_number
from casework.web.dates import moment_text
from casework.web.desk_forms.form_spec import Subject
from casework.web.pages.desk.attachment_rows import attachment_rows
from casework.web.pages.desk.case_forms import forms_of, menu_of, primary_of
from casework.web.pages.desk.clocks import ClockReader
from casework.web.pages.desk.enterprise_line import enterprise_line
from casework.web.pages.desk.figures import strip_of
from casework.web.pages.desk.flags import flags, related
from casework.web.pages.desk.headline import desk_headline
from casework.web.pages.desk.history import Historian
from casework.web.pages.desk.letter_rows import letter_rows
from casework.web.pages.desk.light import light_mark
from casework.web.pages.desk.people import in_charge, reporter, shares, story, title_of
from casework.web.pages.desk.red_lights import red_light_cards
from casework.web.pages.desk.special_on_case import special_on_case
from casework.web.pages.desk.vocabulary import CHANNELS, say_code
from casework.web.pages.desk.waiting import waiting_cards
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.buckets import Buckets
    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.web.desk_forms.filling import FormView
    from casework.web.desk_forms.form_spec import OpenForm
    from casework.web.pages.desk.viewer import Setting, Viewer
    from casework.web.wording import Wording


def case_page(
    *,
    viewer: Viewer,
    setting: Setting,
    file: CaseFile,
    actions: tuple[str, ...],
    buckets: Buckets | None,
    open_form: OpenForm | None = None,
    problem: str | None = None,
    done: str | None = None,
) -> str:
    """A case for somebody who may read it; `file` holds what this reader may see.

    `actions` are the operations this person may take now; those without a form are left out. A
    decision that waits for this person comes first and stands open in its card, with neither choice
    made; else the step that the case waits for is the one primary action. With `open_form` its form
    stands open, typed values and errors in it. `problem` says in the reader's language which rule
    refused it; `done` what was just done, after the redirect.
    """
    page = renderer(viewer.language)
    say, case, now = page.say, file.case, setting.now
    reader = ClockReader(setting.organisation, setting.calendar, now, say)
    historian = Historian(file, setting.organisation, now, say)
    subject = Subject(
        file, viewer.member, setting.organisation, say, now, colleagues=viewer.colleagues
    )
    forms = forms_of(subject, actions, open_form)
    seen = open_form.seen_version if open_form else None
    text = story(file)
    return page.desk_page(
        "case",
        viewer=viewer,
        organisation=setting.organisation,
        case=case,
        number=case_number(case.id),
        title=title_of(text),
        text=text,
        headline=desk_headline(case, viewer.member.unit, reader),
        light=light_mark(case, now, say),
        **_about(case, setting, say),
        **_acts(historian, reader, setting, viewer, forms),
        reporter=reporter(file),
        who=in_charge(case, viewer.member, setting.organisation, say),
        shares=shares(case, setting.organisation, now, say),
        clocks=reader.rows(case),
        promised=enterprise_line(case, now, say),
        letters=letter_rows(file, setting.organisation, now, say),
        files=attachment_rows(file, now, say),
        opens_files=file.opens_files,
        entries=historian.entries(),
        changes=historian.entries(seen) if seen is not None else (),
        conflict=seen is not None,
        problem=problem,
        done=done,
        strip=strip_of(buckets, say),
    )


def _acts(
    historian: Historian,
    reader: ClockReader,
    setting: Setting,
    viewer: Viewer,
    forms: tuple[FormView, ...],
) -> dict[str, Any]:
    """What this person may do: in the cards that it is about, first, and under 更多."""
    case, say = historian.file.case, historian.say
    waiting = waiting_cards(historian, reader, viewer.member, forms)
    lights = red_light_cards(historian, reader, viewer.member.unit, forms)
    special = special_on_case(historian, setting, forms)
    cards = (*waiting, *lights, *((special,) if special else ()))
    placed = {form.anchor for card in cards for form in card.forms}
    free = tuple(form for form in forms if form.anchor not in placed)
    primary = primary_of(case, forms, waiting, lights, say)
    standing = next((card for card in waiting if card.asks_for_the_choice), None)
    is_open = any(form.is_open for form in forms)
    return {
        "waiting": waiting,
        "red_lights": lights,
        "special": special,
        "primary": primary,
        "menu": menu_of(free, primary, say),
        "forms": free,
        "is_open": is_open,
        "may_act": bool(forms),
        "standing": standing.forms[0].anchor if standing and not is_open else None,
    }


def _about(case: Case, setting: Setting, say: Wording) -> dict[str, Any]:
    """What stands above the heading: how and when it came in, what kind of matter it is, what to
    keep in mind, and the cases it belongs to.
    """
    kind = setting.organisation.categories.get(case.category or "")
    place = setting.organisation.townships.get(case.township or "")
    parts = [
        say_code(CHANNELS, case.channel.value, say),
        moment_text(case.filed_at, say.language, setting.now),
        say.name(kind) if kind else None,
        say.name(place) if place else None,
    ]
    return {
        "over": [part for part in parts if part],
        "flags": flags(case, setting.organisation, say),
        "related": related(case, say),
    }
