"""The tracking page (查询进度): whose turn it is and until when, what happened so far, and a place
to say more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from casework.domain.attachments import takes_files
from casework.domain.case import WITH_THE_CENTRE, WITH_THE_LEAD, Status, case_number
from casework.domain.errors import NotFoundError
from casework.domain.events import CaseFiled
from casework.domain.rating import RATEABLE
from casework.domain.requests import RequestKind
from casework.web.forms.act import FIELDS, Act, ActForm
from casework.web.forms.posted import Posted
from casework.web.pages.acts import possible_acts
from casework.web.pages.field_messages import by_field, field_messages
from casework.web.pages.file_rows import file_rows
from casework.web.pages.filed_facts import filed_facts
from casework.web.pages.headline import headline, is_late, unit_in_charge
from casework.web.pages.names import unit_name
from casework.web.pages.notes import notes
from casework.web.pages.notice import Notice, problem_notice
from casework.web.pages.steps import case_steps
from casework.web.pages.timeline import Chronicler
from casework.web.pages.told import Speaker
from casework.web.pages.vocabulary import TEXT_KINDS
from casework.web.pages.written_text import BUDGET, TextShelf, whole_text
from casework.web.rendering import renderer
from casework.web.wording import N_

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.case_file import CaseFile
    from casework.domain.organisation import Organisation
    from casework.domain.particulars import ParticularsRef
    from casework.web.language import Language
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next, at the head of the timeline."""

    title: str
    lines: tuple[str, ...]
    late: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """Where else the page leads: to the files of the case, and to its rating once there is
    something to rate.
    """

    files: str
    rating: str | None


_WAITING = {
    Status.SUBMITTED: N_("Waiting to be assigned"),
    Status.TRIAGE: N_("Waiting to be assigned"),
    Status.ASSIGNED: N_("Waiting for verification"),
    Status.VERIFIED: N_("Waiting for the reply"),
    Status.REPLIED: N_("Waiting for the matter to be closed"),
    Status.SUSPENDED: N_("Suspended"),
}


def tracking_page(
    *,
    file: CaseFile,
    form_key: str,
    ways: Ways,
    organisation: Organisation,
    language: Language,
    now: datetime,
    posted: Posted[ActForm] | None = None,
    done: Act | None = None,
) -> str:
    """The case as its enterprise may see it; what passes between public bodies is left out.

    Its forms post to its own address, and there are exactly those of the acts that are possible
    now. With `posted` it answers a post: typed text kept; `done` says that an act was taken, after
    the redirect.
    """
    page = renderer(language)
    say, case = page.say, file.case
    back = posted or Posted(ActForm())
    by, acts = Speaker(organisation, say, now), possible_acts(case, now)
    shelf = TextShelf(file, f"?lang={language}", max(0, BUDGET - len(back.form.text)))
    messages = field_messages(back.errors, say)
    return page.page(
        "tracking",
        organisation=organisation,
        switch=posted is None,
        number=case_number(case.id),
        headline=headline(file, organisation, now, say),
        steps=case_steps(case, now, say),
        next=_next(case, organisation, now, say),
        notes=notes(file, acts, by),
        entries=Chronicler(organisation, say, now).entries(file.events, shelf),
        filed=filed_facts(
            partial(file.text, _filing_ref(file)),
            case.category,
            case.township,
            confidential=case.confidential,
            organisation=organisation,
            say=say,
        ),
        filed_text=shelf.show(_filing_ref(file)),
        confidential=case.confidential,
        procedure=case.procedure is not None,
        provisional=case.status.is_open and _is_provisional(case),
        files=file_rows(case, None, now, say),
        files_href=ways.files if case.attachments or takes_files(case, now) else None,
        rating_href=ways.rating if case.status in RATEABLE and not case.rated_at else None,
        acts=acts,
        is_answer=case.answered_at is not None,
        disputed=case.undecided(RequestKind.OBJECTION) is not None,
        form=back.form,
        typed=back.form.typed,
        form_key=form_key,
        limits={name: length.most for fields in FIELDS.values() for name, length in fields.items()},
        summary=messages,
        messages=by_field(messages),
        notice=_done_notice(done, say) if done else problem_notice(back.problem, say),
    )


def written_page(
    *, file: CaseFile, text_id: str, organisation: Organisation, language: Language
) -> str:
    """One text of a case in full, for the link of a text that the tracking page only begins.

    Raises NotFoundError for an id that the case does not have or that the enterprise may not read.
    """
    text = file.particulars.get(text_id)
    if text is None or text.ref.kind not in TEXT_KINDS:
        raise NotFoundError
    page = renderer(language)
    return page.page(
        "written",
        organisation=organisation,
        switch=False,
        number=case_number(file.case.id),
        title=page.say(TEXT_KINDS[text.ref.kind]),
        text=whole_text(file, text.ref),
    )


def _next(case: Case, organisation: Organisation, now: datetime, say: Wording) -> Next | None:
    if case.undecided(RequestKind.OBJECTION) is not None:
        return Next(say("Waiting for the decision on your objection"), (), late=False)
    if case.status in RATEABLE:
        return None if case.rated_at else Next(say("Waiting for your rating"), (), late=False)
    if case.status not in _WAITING:
        return None
    lead = say("Lead: %(unit)s", unit=unit_in_charge(case, organisation, say))
    lines = [lead] if case.status in WITH_THE_LEAD else []
    if case.open_tasks and case.status not in WITH_THE_CENTRE:
        names = [unit_name(task.unit, organisation, say) for task in case.open_tasks]
        lines.append(say("Co-handling: %(units)s", units=say.join(names)))
    return Next(say(_WAITING[case.status]), tuple(lines), is_late(case, now))


def _is_provisional(case: Case) -> bool:
    """Of the dates that the page shows: those promised until the case is assigned, then its own."""
    return (case.dates or case).provisional if case.assigned_at else case.promised.provisional


def _filing_ref(file: CaseFile) -> ParticularsRef | None:
    filed = file.events[0].body
    return filed.particulars if isinstance(filed, CaseFiled) else None


_DONE = {
    Act.ADD: N_("What you added was received"),
    Act.CONFIRM: N_("Thank you. The case is closed as confirmed"),
    Act.OBJECT: N_("Your objection was received"),
    Act.WITHDRAW: N_("Your case is withdrawn"),
    Act.ASK_REVIEW: N_("Your request for a review was received"),
    Act.CORRECT: N_("Your request to correct your information was received"),
    Act.ERASE: N_("Your request to erase your information was received"),
    Act.WITHDRAW_RATING: N_("Your rating was taken back"),
}


def _done_notice(act: Act, say: Wording) -> Notice:
    return Notice("good", say(_DONE[act]), None)
