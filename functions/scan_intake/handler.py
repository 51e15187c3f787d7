"""Scan intake: a scanned code opens the filing form, a tracking link opens the case
(扫码即诉, P2).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.adapters.dynamodb.codes import DynamoCodes
from casework.adapters.dynamodb.configuration import QUOTAS
from casework.adapters.page_room import PageRoom
from casework.adapters.qr_code import code_svg
from casework.config import from_environment
from casework.domain.errors import RuleViolationError, StoreUnavailableError
from casework.domain.policy import Promise, promise
from casework.domain.rating import RATEABLE
from casework.domain.rules import StaleVersionError
from casework.domain.tokens import FormKeyRefusedError
from casework.entrypoints.clock import utc_now
from casework.entrypoints.http import base_url, device_of, query
from casework.entrypoints.pages import (
    Page,
    PostedForm,
    html,
    language_of,
    page_app,
    posted_form,
    see_other,
    unavailable,
)
from casework.services.acting_by_link import ByLink, Ports
from casework.services.ask_about_data import ask_correction, ask_erasure
from casework.services.contest_case import ask_decline_review, confirm_case, object_to_case
from casework.services.file_case import Filed, Filing, FilingOutcome, file_case
from casework.services.prepare_filing import fresh_key, prepare_filing
from casework.services.supplement_case import supplement_case
from casework.services.track_case import track_case
from casework.services.withdraw_case import withdraw_case, withdraw_rating
from casework.web.forms import act, filing
from casework.web.forms.act import Act, ActForm
from casework.web.forms.filing import FilingForm
from casework.web.forms.posted import FormProblem, Posted
from casework.web.language import Language
from casework.web.pages.filed import FormTarget, TrackingLink, already_filed_page, filed_page
from casework.web.pages.filing import filing_page
from casework.web.pages.tracking import tracking_page, written_page


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template tells this room."""

    table_name: str
    secret_id: str
    aws_region: str
    public_base_url: str = ""


class Room(PageRoom):
    """What the use cases need, made once per container."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings.table_name, settings.secret_id, settings.aws_region, QUOTAS)
        self.codes = DynamoCodes()
        self.public_base_url = settings.public_base_url


@cache
def room() -> Room:
    """The room of this container."""
    return Room(from_environment(Settings))


app = page_app(lambda: room().organisation)


@app.get("/q/<code>")
def open_form(code: str) -> Page:
    """The empty form behind a scanned code."""
    return _form(code, language_of(app.current_event), 200)


@app.post("/q/<code>")
def submit_form(code: str) -> Page:
    """A filled-in form: a case and its tracking link, or the form again with what is wrong."""
    posted = posted_form(app.current_event)
    language = language_of(app.current_event, asked=posted.first("lang"))
    form = filing.read(posted.fields)
    try:
        return _take_form(code, language, form, posted)
    except StoreUnavailableError:
        return _form_unavailable(language, form, posted.first("form_key"))


@app.get("/t/<token>/filed")
def show_receipt(token: str) -> Page:
    """What to keep after filing: number, link and code."""
    event = app.current_event
    case = track_case(token, cases=room().cases, mint=room().mint).case
    url = f"{base_url(event, room().public_base_url)}/t/{token}"
    language = language_of(event)
    picture = code_svg(url, caption=None, for_print=False)
    page = filed_page(
        case=case,
        link=TrackingLink(_tracking_href(token, language), url, picture),
        organisation=room().organisation,
        language=language,
        now=utc_now(),
    )
    return html(200, page)


@app.get("/t/<token>")
def show_case(token: str) -> Page:
    """The case as it stands, or one of its texts in full."""
    event = app.current_event
    language = language_of(event)
    if text_id := query(event, "text"):
        file = track_case(token, cases=room().cases, mint=room().mint)
        page = written_page(
            file=file,
            text_id=text_id,
            organisation=room().organisation,
            language=language,
        )
        return html(200, page)
    return _case(token, language, 200, done=act.known(query(event, "done")))


@app.post("/t/<token>")
def act_on_case(token: str) -> Page:
    """One of the page's acts: taken once, or the page again with what is wrong."""
    posted = posted_form(app.current_event)
    language = language_of(app.current_event, asked=posted.first("lang"))
    form = act.read(posted.fields)
    errors = act.check(form)
    if errors or posted.is_broken:
        problem = FormProblem.ENCODING if posted.is_broken else None
        return _case(token, language, 422, Posted(form, errors, problem))
    try:
        _do(form, ByLink(token, posted.first("form_key"), utc_now()))
    except FormKeyRefusedError:
        return _case(token, language, 422, Posted(form, problem=FormProblem.EXPIRED))
    except (RuleViolationError, StaleVersionError):
        return _case(token, language, 409, Posted(form, problem=FormProblem.CHANGED))
    except StoreUnavailableError:
        return _kept(language, form.text)
    return see_other(f"{_tracking_href(token, language)}&done={form.act}")


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one HTTP request."""
    return app.resolve(event, context)


def _take_form(code: str, language: Language, form: FilingForm, posted: PostedForm) -> Page:
    errors = filing.check(form, room().organisation)
    key = posted.first("form_key")
    if errors or posted.is_broken:
        problem = FormProblem.ENCODING if posted.is_broken else None
        return _form(code, language, 422, Posted(form, errors, problem), key)
    try:
        filed = _file(code, language, form, key)
    except FormKeyRefusedError:
        return _form(code, language, 422, Posted(form, problem=FormProblem.EXPIRED))
    if filed.outcome is FilingOutcome.DIFFERENT:
        return _already_filed(code, filed, form, language)
    return see_other(f"/t/{filed.tracking_token}/filed?lang={language}")


def _form(
    code: str,
    language: Language,
    status: int,
    posted: Posted[FilingForm] | None = None,
    posted_key: str = "",
) -> Page:
    """The form; a posted key that is still good stays, so that the form stays the same form."""
    mint, now = room().mint, utc_now()
    blank = prepare_filing(
        code, now, codes=room().codes, configuration=room().configuration, mint=mint
    )
    key = mint.still_good(posted_key, now) or blank.key.text
    page = _filing_page(blank.promise, key, language, posted)
    return html(status, page, blank=posted is None)


def _form_unavailable(language: Language, form: FilingForm, key: str) -> Page:
    """The form when the store did not answer; with its own key, so that a repeat files no more."""
    configuration, posted = room().configuration, Posted(form, problem=FormProblem.UNAVAILABLE)
    try:
        dates = promise(utc_now(), configuration.policy(), configuration.calendar())
        return html(503, _filing_page(dates, key, language, posted))
    except StoreUnavailableError:
        return _kept(language, "\n".join(form.particulars().values()))


def _filing_page(
    dates: Promise, key: str, language: Language, posted: Posted[FilingForm] | None
) -> str:
    return filing_page(
        promise=dates,
        form_key=key,
        retention_years=room().configuration.policy().retention_years,
        organisation=room().organisation,
        language=language,
        now=utc_now(),
        posted=posted,
    )


def _kept(language: Language, written: str) -> Page:
    return unavailable(lambda: room().organisation, language, written)


def _file(code: str, language: Language, form: FilingForm, key: str) -> Filed:
    filled = Filing(
        code_token=code,
        form_key=key,
        device=device_of(app.current_event),
        category=form.category or None,
        township=form.township or None,
        confidential=form.confidential,
        language=language,
        fields=form.particulars(),
    )
    return file_case(
        filled,
        utc_now(),
        cases=room().cases,
        configuration=room().configuration,
        mint=room().mint,
    )


def _already_filed(code: str, filed: Filed, form: FilingForm, language: Language) -> Page:
    now, mint = utc_now(), room().mint
    tracking_href = _tracking_href(filed.tracking_token, language)
    page = already_filed_page(
        case=room().cases.get(filed.case_id),
        form=form,
        addition=FormTarget(tracking_href, fresh_key(now, mint=mint).text),
        another=FormTarget(f"/q/{code}?lang={language}", fresh_key(now, mint=mint).text),
        organisation=room().organisation,
        language=language,
        now=now,
    )
    return html(409, page)


def _case(
    token: str,
    language: Language,
    status: int,
    posted: Posted[ActForm] | None = None,
    *,
    done: Act | None = None,
) -> Page:
    now, mint = utc_now(), room().mint
    file = track_case(token, cases=room().cases, mint=room().mint)
    rating_token = mint.rating_token(file.case.id)
    page = tracking_page(
        file=file,
        form_key=fresh_key(now, mint=mint).text,
        rating_href=f"/e/{rating_token}?lang={language}" if file.case.status in RATEABLE else None,
        organisation=room().organisation,
        language=language,
        now=now,
        posted=posted,
        done=done,
    )
    return html(status, page)


def _do(form: ActForm, link: ByLink) -> None:
    ports: Ports = {
        "cases": room().cases,
        "configuration": room().configuration,
        "mint": room().mint,
    }
    typed = form.typed
    match form.act:
        case Act.ADD:
            supplement_case(link, typed["text"], **ports)
        case Act.CONFIRM:
            confirm_case(link, **ports)
        case Act.OBJECT:
            object_to_case(link, typed["objection"], **ports)
        case Act.WITHDRAW:
            withdraw_case(link, typed["withdrawal"], **ports)
        case Act.ASK_REVIEW:
            ask_decline_review(link, typed["review"], **ports)
        case Act.CORRECT:
            ask_correction(link, typed["wrong"], typed["right"], **ports)
        case Act.ERASE:
            ask_erasure(link, **ports)
        case Act.WITHDRAW_RATING:
            withdraw_rating(link, **ports)


def _tracking_href(token: str, language: Language) -> str:
    return f"/t/{token}?lang={language}"
