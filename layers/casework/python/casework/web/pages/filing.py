"""The filing page behind a scanned code (扫码即诉): what is promised, and the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.event_facts import Way
from casework.web.forms.filing import WHAT_HAPPENED, FilingForm
from casework.web.forms.posted import Posted
from casework.web.pages.field_messages import by_field, field_messages
from casework.web.pages.notice import problem_notice
from casework.web.pages.option import Option
from casework.web.pages.steps import promised_steps
from casework.web.pages.telling import NOT_TELLING, chosen_way, ways_to_tell
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from casework.domain.organisation import Category, Organisation, Township
    from casework.domain.policy import Promise
    from casework.web.language import Language
    from casework.web.pages.telling import Telling
    from casework.web.wording import Wording


def filing_page(
    *,
    promise: Promise,
    form_key: str,
    retention_years: int,
    organisation: Organisation,
    language: Language,
    now: datetime,
    posted: Posted[FilingForm] | None = None,
    telling: Telling = NOT_TELLING,
) -> str:
    """The form, empty on a GET; with `posted` it answers a post, typed text kept. `telling` is
    how this enterprise may be told of progress.

    It posts to its own address. `form_key` is a fresh signed key, but for FormProblem.UNAVAILABLE,
    where the posted key makes the repeat the same filing. `retention_years` is the policy's: how
    long particulars are kept after closing.
    """
    page = renderer(language)
    back = posted or Posted(FilingForm())
    messages = field_messages(back.errors, page.say)
    return page.page(
        "filing",
        organisation=organisation,
        switch=posted is None,
        form=back.form,
        form_key=form_key,
        summary=messages,
        messages=by_field(messages),
        notice=problem_notice(back.problem, page.say),
        steps=promised_steps(promise, now, page.say),
        provisional=_is_provisional(promise),
        categories=_options(organisation.categories.values(), page.say),
        townships=_options(organisation.townships.values(), page.say),
        limit=WHAT_HAPPENED.most,
        retention_years=retention_years,
        sender=telling.sender,
        ways=ways_to_tell(telling.offered, page.say),
        chosen_way=chosen_way(back.form, telling.offered),
        by_email=Way.EMAIL in telling.offered,
    )


def _is_provisional(promise: Promise) -> bool:
    deadlines = (promise.triage_by, promise.verify_by, promise.reply_by, promise.resolve_by)
    return any(deadline.provisional for deadline in deadlines)


def _options(things: Iterable[Category | Township], say: Wording) -> list[Option]:
    return [Option(thing.id, say.name(thing)) for thing in things]
