"""Evaluation capture: a one-time code lets the party rate the handling of its case (E1)."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.adapters.page_room import PageRoom
from casework.config import from_environment
from casework.domain.case import Case
from casework.domain.errors import StoreUnavailableError
from casework.domain.rating import RATEABLE
from casework.domain.rules import AlreadyRatedError, NotRateableError, StaleVersionError
from casework.entrypoints.clock import utc_now
from casework.entrypoints.pages import (
    Page,
    html,
    language_of,
    page_app,
    posted_form,
    see_other,
    unavailable,
)
from casework.services.rate_case import Rating, prepare_rating, rate_case
from casework.web.forms import rating
from casework.web.forms.posted import FormProblem, Posted
from casework.web.forms.rating import RatingForm
from casework.web.language import Language
from casework.web.pages.rating import not_yet_rateable_page, rated_page, rating_page


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    secret_id: str
    aws_region: str


@cache
def room() -> PageRoom:
    """The room of this container."""
    settings = from_environment(Settings)
    return PageRoom(settings.table_name, settings.secret_id, settings.aws_region)


app = page_app(lambda: room().organisation)


@app.get("/e/<token>")
def open_form(token: str) -> Page:
    """The rating form, thanks when it was used already, or a word that it is too early."""
    case = prepare_rating(token, cases=room().cases, mint=room().mint)
    return _state(case, language_of(app.current_event))


@app.post("/e/<token>")
def submit_form(token: str) -> Page:
    """A rating: taken once, or the form again with what is wrong."""
    posted = posted_form(app.current_event)
    language = language_of(app.current_event, asked=posted.first("lang"))
    form = rating.read(posted.fields)
    errors = rating.check(form)
    if errors or posted.is_broken:
        case = prepare_rating(token, cases=room().cases, mint=room().mint)
        problem = FormProblem.ENCODING if posted.is_broken else None
        return _state(case, language, 422, Posted(form, errors, problem))
    try:
        _rate(token, form)
    except AlreadyRatedError:
        return html(409, rated_page(organisation=room().organisation, language=language))
    except NotRateableError:
        case = prepare_rating(token, cases=room().cases, mint=room().mint)
        return _state(case, language, 409)
    except (StoreUnavailableError, StaleVersionError):
        return unavailable(lambda: room().organisation, language, form.text)
    return see_other(f"/e/{token}?lang={language}")


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one HTTP request."""
    return app.resolve(event, context)


def _rate(token: str, form: RatingForm) -> None:
    given = Rating(form.rated, form.rated_reasons, form.text or None, form.text_consent)
    rate_case(
        token,
        given,
        utc_now(),
        cases=room().cases,
        configuration=room().configuration,
        mint=room().mint,
    )


def _state(
    case: Case, language: Language, status: int = 200, posted: Posted[RatingForm] | None = None
) -> Page:
    organisation = room().organisation
    if case.rated_at is not None:
        return html(status, rated_page(organisation=organisation, language=language))
    if case.status not in RATEABLE:
        page = not_yet_rateable_page(case=case, organisation=organisation, language=language)
        return html(status, page)
    page = rating_page(
        case=case,
        organisation=organisation,
        language=language,
        posted=posted,
    )
    return html(status, page)
