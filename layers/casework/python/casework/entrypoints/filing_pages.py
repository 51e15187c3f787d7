"""The filing form over HTTP (扫码即诉, P2), behind a scanned code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from casework.domain.errors import StoreUnavailableError
from casework.domain.event_facts import Way
from casework.domain.policy import promise
from casework.domain.tokens import FormKeyRefusedError
from casework.entrypoints.http import device_of, query
from casework.entrypoints.pages import (
    html,
    language_of,
    posted_form,
    see_other,
    unavailable,
)
from casework.entrypoints.public_room import PublicRoom
from casework.services.file_case import Filing, FilingOutcome, file_case
from casework.services.prepare_filing import fresh_key, prepare_filing
from casework.web.forms import filing
from casework.web.forms.posted import FormProblem, Posted
from casework.web.pages.filed import FormTarget, already_filed_page
from casework.web.pages.filing import filing_page
from casework.web.pages.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

    from casework.channel_ports import Senders
    from casework.domain.policy import Promise
    from casework.entrypoints.pages import Page, PostedForm
    from casework.ports import CodeRepository
    from casework.services.file_case import Filed
    from casework.web.forms.filing import FilingForm
    from casework.web.language import Language


class FilingRoom(PublicRoom, Protocol):
    """What filing needs besides."""

    @property
    def codes(self) -> CodeRepository:
        """Printed codes."""

    @property
    def senders(self) -> Senders:
        """Who writes to the official account."""

    def ways_for(self, openid: str | None) -> tuple[Way, ...]:
        """How somebody may be told."""


class FilingPages:
    """The pages of one room; ports are asked for when a request comes."""

    def __init__(
        self,
        app: APIGatewayHttpResolver,
        room: Callable[[], FilingRoom],
        now: Callable[[], datetime],
    ) -> None:
        """Mount them below the address that codes lead to."""
        self._app, self._room, self._now = app, room, now
        app.get("/q/<code>")(self.open_form)
        app.post("/q/<code>")(self.submit_form)

    def open_form(self, code: str) -> Page:
        """The empty form behind a scanned code."""
        return self._form(code, language_of(self._app.current_event), 200)

    def submit_form(self, code: str) -> Page:
        """A filled-in form: a case and its tracking link, or the form again with what is wrong."""
        event = self._app.current_event
        posted = posted_form(event)
        language = language_of(event, asked=posted.first("lang"))
        form = filing.read(posted.fields)
        try:
            return self._take(code, language, form, posted)
        except StoreUnavailableError:
            return self._without_the_store(language, form, posted.first("form_key"))

    def _take(self, code: str, language: Language, form: FilingForm, posted: PostedForm) -> Page:
        room, openid = self._room(), self._sender(form.sender)
        errors = filing.check(form, room.organisation, room.ways_for(openid))
        key = posted.first("form_key")
        if errors or posted.is_broken:
            problem = FormProblem.ENCODING if posted.is_broken else None
            return self._form(code, language, 422, Posted(form, errors, problem), key)
        try:
            filed = self._file(code, language, form, key, openid)
        except FormKeyRefusedError:
            return self._form(code, language, 422, Posted(form, problem=FormProblem.EXPIRED))
        if filed.outcome is FilingOutcome.DIFFERENT:
            return self._already_filed(code, filed, form, language)
        return see_other(f"/t/{filed.tracking_token}/filed?lang={language}")

    def _file(
        self, code: str, language: Language, form: FilingForm, key: str, openid: str | None
    ) -> Filed:
        room = self._room()
        filled = Filing(
            code_token=code,
            form_key=key,
            device=device_of(self._app.current_event),
            category=form.category or None,
            township=form.township or None,
            confidential=form.confidential,
            language=language,
            fields=form.particulars() | _told_in_wechat(form, openid),
        )
        return file_case(
            filled,
            self._now(),
            cases=room.cases,
            configuration=room.configuration,
            mint=room.mint,
        )

    def _form(
        self,
        code: str,
        language: Language,
        status: int,
        posted: Posted[FilingForm] | None = None,
        posted_key: str = "",
    ) -> Page:
        """The form; a posted key that is still good stays, so that the form stays the same form."""
        room, now = self._room(), self._now()
        blank = prepare_filing(
            code, now, codes=room.codes, configuration=room.configuration, mint=room.mint
        )
        key = room.mint.still_good(posted_key, now) or blank.key.text
        asked = posted.form.sender if posted else query(self._app.current_event, "from") or ""
        sender = asked if self._sender(asked) else ""
        page = self._page(blank.promise, key, language, posted, sender)
        return html(status, page, blank=posted is None)

    def _without_the_store(self, language: Language, form: FilingForm, key: str) -> Page:
        """The form with its own key, so that a repeat files no more."""
        configuration = self._room().configuration
        posted = Posted(form, problem=FormProblem.UNAVAILABLE)
        try:
            dates = promise(self._now(), configuration.policy(), configuration.calendar())
            return html(503, self._page(dates, key, language, posted, form.sender))
        except StoreUnavailableError:
            written = "\n".join(form.particulars().values())
            return unavailable(lambda: self._room().organisation, language, written)

    def _sender(self, reference: str) -> str | None:
        """Who opened the form by a link in WeChat; None for everybody else, and after a day."""
        return self._room().senders.find(reference) if reference else None

    def _page(
        self,
        dates: Promise,
        key: str,
        language: Language,
        posted: Posted[FilingForm] | None,
        sender: str,
    ) -> str:
        """`sender` is a reference that leads to somebody, or nothing."""
        room = self._room()
        return filing_page(
            promise=dates,
            form_key=key,
            retention_years=room.configuration.policy().retention_years,
            organisation=room.organisation,
            language=language,
            now=self._now(),
            posted=posted,
            telling=Telling(room.ways_for(sender or None), sender),
        )

    def _already_filed(self, code: str, filed: Filed, form: FilingForm, language: Language) -> Page:
        room, now = self._room(), self._now()
        tracking_href = f"/t/{filed.tracking_token}?lang={language}"
        page = already_filed_page(
            case=room.cases.get(filed.case_id),
            form=form,
            addition=FormTarget(tracking_href, fresh_key(now, mint=room.mint).text),
            another=FormTarget(f"/q/{code}?lang={language}", fresh_key(now, mint=room.mint).text),
            organisation=room.organisation,
            language=language,
            now=now,
        )
        return html(409, page)


def _told_in_wechat(form: FilingForm, openid: str | None) -> dict[str, str]:
    """Whom a filing names in WeChat: the account that was sent the link, only where it was chosen.
    A link can be forwarded, and whoever is named may read the case and act on it.
    """
    return {"wechat_openid": openid} if openid and form.notify_by == Way.WECHAT else {}
