"""Rating the handling of a case (当事人评案件办理, E1): a grade, reasons for a low one, a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.web.forms.posted import Posted
from casework.web.forms.rating import TEXT, RatingForm
from casework.web.pages.field_messages import by_field, field_messages
from casework.web.pages.headline import unit_in_charge
from casework.web.pages.notice import problem_notice
from casework.web.pages.option import Option
from casework.web.pages.vocabulary import GRADES, RATING_REASONS
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.organisation import Organisation
    from casework.web.language import Language


def rating_page(
    *,
    case: Case,
    organisation: Organisation,
    language: Language,
    posted: Posted[RatingForm] | None = None,
) -> str:
    """The rating form of a case that was resolved or answered; with `posted` it answers a post.

    It posts to its own address. Reasons are asked for where a browser can tell that the grade is
    low, and otherwise labelled as for those who are dissatisfied.
    """
    page = renderer(language)
    back = posted or Posted(RatingForm())
    messages = field_messages(back.errors, page.say)
    return page.page(
        "rating",
        organisation=organisation,
        switch=posted is None,
        number=case_number(case.id),
        unit=unit_in_charge(case, organisation, page.say),
        grades=[Option(grade, page.say(name)) for grade, name in GRADES.items()],
        reasons=[Option(reason, page.say(name)) for reason, name in RATING_REASONS.items()],
        form=back.form,
        limit=TEXT.most,
        summary=messages,
        messages=by_field(messages),
        notice=problem_notice(back.problem, page.say),
    )


def rated_page(*, organisation: Organisation, language: Language) -> str:
    """Thanks, after the redirect and whenever a code is used again; it never tells the grade."""
    return renderer(language).page("rated", organisation=organisation)


def not_yet_rateable_page(*, case: Case, organisation: Organisation, language: Language) -> str:
    """The answer to a rating code whose case is still in hand."""
    return renderer(language).page(
        "not_yet_rateable", organisation=organisation, number=case_number(case.id)
    )
