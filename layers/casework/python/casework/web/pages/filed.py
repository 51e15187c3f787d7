"""What an enterprise sees after filing: the case number, the link that only it has, and what comes
next.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from casework.domain.case import case_number
from casework.web.dates import moment_text
from casework.web.pages.filed_facts import filed_facts
from casework.web.pages.steps import case_steps
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.organisation import Organisation
    from casework.web.forms.filing import FilingForm
    from casework.web.language import Language


@dataclass(frozen=True, slots=True)
class TrackingLink:
    """The link of a case: `href` relative, for buttons; `url` absolute, for people to copy;
    `code_svg` encodes `url`.

    The SVG is trusted markup of our own code maker.
    """

    href: str
    url: str
    code_svg: str


@dataclass(frozen=True, slots=True)
class FormTarget:
    """Where a form posts to (relative) and the fresh signed key it carries."""

    href: str
    form_key: str


def filed_page(
    *,
    case: Case,
    link: TrackingLink,
    files_href: str,
    organisation: Organisation,
    language: Language,
    now: datetime,
) -> str:
    """The receipt, shown after the redirect, however often it is loaded."""
    page = renderer(language)
    return page.page(
        "filed",
        organisation=organisation,
        number=case_number(case.id),
        received=moment_text(case.filed_at, language, now),
        link=link,
        files_href=files_href,
        code=Markup(link.code_svg),  # noqa: S704 - made by adapters/qr_code.py
        steps=case_steps(case, now, page.say),
        provisional=case.promised.provisional,
        confidential=case.confidential,
    )


def already_filed_page(
    *,
    case: Case,
    form: FilingForm,
    addition: FormTarget,
    another: FormTarget,
    organisation: Organisation,
    language: Language,
    now: datetime,
) -> str:
    """The answer to a form that was filed before and now says something else.

    What was just typed is shown and carried by both buttons: `addition`, the tracking page, takes
    its text as an addition to the first case; `another`, the filing page, takes all of it as a new
    one.
    """
    page = renderer(language)
    return page.page(
        "already_filed",
        organisation=organisation,
        switch=False,
        number=case_number(case.id),
        received=moment_text(case.filed_at, language, now),
        may_add=case.status.is_open,
        form=form,
        typed=filed_facts(
            partial(getattr, form),
            form.category,
            form.township,
            confidential=form.confidential,
            organisation=organisation,
            say=page.say,
        ),
        addition=addition,
        another=another,
    )
