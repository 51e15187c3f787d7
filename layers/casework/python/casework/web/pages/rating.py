"""Rating the handling of a case (当事人评案件办理, E1): one grade, reasons for a low one, a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.web.forms.rating import TEXT, RatingForm
from casework.web.pages.field_messages import by_field, field_messages
from casework.web.pages.form_problem import problem_notice
from casework.web.pages.headline import unit_in_charge
from casework.web.pages.option import Option
from casework.web.pages.vocabulary import GRADES, RATING_REASONS
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.organisation import Organisation
    from casework.web.forms.field_error import FieldError
    from casework.web.language import Language
    from casework.web.pages.form_problem import FormProblem


def rating_page(
    *,
    case: Case,
    organisation: Organisation,
    language: Language,
    form: RatingForm | None = None,
    errors: tuple[FieldError, ...] = (),
    problem: FormProblem | None = None,
) -> str:
    """The rating form of a case that was resolved or answered; with `form` it answers a post, typed text kept.

    It posts to its own address. Reasons are asked for where a browser can tell that the grade is low, and otherwise
    labelled as for those who are dissatisfied.
    """
    page = renderer(language)
    messages = field_messages(errors, page.say)
    return page.page(
        "rating",
        organisation=organisation,
        switch=form is None and problem is None,
        language=language,
        number=case_number(case.id),
        unit=unit_in_charge(case, organisation, page.say),
        grades=[Option(grade, page.say(name)) for grade, name in GRADES.items()],
        reasons=[Option(reason, page.say(name)) for reason, name in RATING_REASONS.items()],
        form=form or RatingForm(),
        limit=TEXT.most,
        summary=messages,
        messages=by_field(messages),
        notice=problem_notice(problem, page.say),
    )


def rated_page(*, organisation: Organisation, language: Language) -> str:
    """Thanks, after the redirect and whenever a code is used again; it never tells the grade."""
    return renderer(language).page("rated", organisation=organisation)


def not_yet_rateable_page(*, case: Case, organisation: Organisation, language: Language) -> str:
    """The answer to a rating code whose case is still in hand."""
    return renderer(language).page(
        "not_yet_rateable", organisation=organisation, number=case_number(case.id)
    )
