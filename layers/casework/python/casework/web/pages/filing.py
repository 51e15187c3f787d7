"""The filing page behind a scanned code (扫码即诉): what is promised, and the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.forms.filing import CONTACT_NAME, ENTERPRISE_NAME, WHAT_HAPPENED, FilingForm
from casework.web.pages.field_messages import by_field, field_messages
from casework.web.pages.form_problem import problem_notice
from casework.web.pages.option import Option
from casework.web.pages.steps import promised_steps
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from casework.domain.organisation import Category, Organisation, Township
    from casework.domain.policy import Promise
    from casework.web.forms.field_error import FieldError
    from casework.web.language import Language
    from casework.web.pages.form_problem import FormProblem
    from casework.web.pages.steps import Step
    from casework.web.wording import Wording


def filing_page(
    *,
    promise: Promise,
    form_key: str,
    retention_years: int,
    organisation: Organisation,
    language: Language,
    now: datetime,
    form: FilingForm | None = None,
    errors: tuple[FieldError, ...] = (),
    problem: FormProblem | None = None,
) -> str:
    """The form, empty on a GET; with `form` it answers a post: typed text kept, errors or the problem said first.

    It posts to its own address. `form_key` is a fresh signed key, but for FormProblem.UNAVAILABLE, where the posted
    key makes the repeat the same filing. `retention_years` is the policy's: how long particulars are kept after closing.
    """
    page = renderer(language)
    messages = field_messages(errors, page.say)
    return page.page(
        "filing",
        organisation=organisation,
        switch=form is None and problem is None,
        form=form or FilingForm(),
        form_key=form_key,
        language=language,
        summary=messages,
        messages=by_field(messages),
        notice=problem_notice(problem, page.say),
        steps=_steps(promise, now, page.say),
        provisional=_is_provisional(promise),
        categories=_options(organisation.categories.values(), page.say),
        townships=_options(organisation.townships.values(), page.say),
        limits={"what": WHAT_HAPPENED.most, "enterprise": ENTERPRISE_NAME.most, "contact": CONTACT_NAME.most},
        retention_years=retention_years,
    )


def _steps(promise: Promise, now: datetime, say: Wording) -> tuple[Step, ...]:
    return promised_steps(
        promise.triage_by.at,
        promise.verify_by.at,
        promise.reply_by.at,
        promise.resolve_by.at,
        now=now,
        say=say,
    )


def _is_provisional(promise: Promise) -> bool:
    deadlines = (promise.triage_by, promise.verify_by, promise.reply_by, promise.resolve_by)
    return any(deadline.provisional for deadline in deadlines)


def _options(things: Iterable[Category | Township], say: Wording) -> list[Option]:
    return [Option(thing.id, say.name(thing)) for thing in things]
