"""What an enterprise sees after filing: the case number, the link that only it has, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from casework.domain.case import case_number
from casework.web.dates import moment_text
from casework.web.pages.steps import case_steps
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.web.forms.filing import FilingForm
    from casework.domain.organisation import Organisation
    from casework.web.language import Language


def filed_page(
    *,
    case: Case,
    tracking_href: str,
    tracking_url: str,
    code_svg: str,
    organisation: Organisation,
    language: Language,
    now: datetime,
) -> str:
    """The receipt, shown after the redirect, however often it is loaded.

    `tracking_url` is the absolute address that people copy, `tracking_href` the relative one that the button leads to,
    `code_svg` trusted markup of our own code maker that encodes `tracking_url`.
    """
    page = renderer(language)
    return page.page(
        "filed",
        organisation=organisation,
        number=case_number(case.id),
        received=moment_text(case.filed_at, language, now),
        tracking_href=tracking_href,
        tracking_url=tracking_url,
        code=Markup(code_svg),  # noqa: S704 - made by adapters/qr_code.py, which escapes its caption
        steps=case_steps(case, now, page.say),
        provisional=case.promised.provisional,
        confidential=case.confidential,
    )


def already_filed_page(
    *,
    case: Case,
    form: FilingForm,
    tracking_href: str,
    addition_key: str,
    filing_href: str,
    filing_key: str,
    organisation: Organisation,
    language: Language,
    now: datetime,
) -> str:
    """The answer to a form that was filed before and now says something else: add it, or file another.

    What was just typed is shown and carried by both buttons: one posts it as an addition to `tracking_href` under
    `addition_key`, the other as a new case to `filing_href` under `filing_key`, both fresh keys.
    """
    page = renderer(language)
    return page.page(
        "already_filed",
        organisation=organisation,
        switch=False,
        language=language,
        number=case_number(case.id),
        received=moment_text(case.filed_at, language, now),
        may_add=case.status.is_open,
        form=form,
        tracking_href=tracking_href,
        addition_key=addition_key,
        filing_href=filing_href,
        filing_key=filing_key,
    )
