"""The tracking page over HTTP: what to keep after filing, how the case stands, and what its
enterprise does there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.errors import RuleViolationError, StoreUnavailableError
from casework.domain.rating import RATEABLE
from casework.domain.rules import StaleVersionError
from casework.domain.tokens import FormKeyRefusedError
from casework.entrypoints.http import base_url, query
from casework.entrypoints.pages import html, language_of, posted_form, see_other, unavailable
from casework.services.acting_by_link import ByLink, Ports
from casework.services.ask_about_data import ask_correction, ask_erasure
from casework.services.contest_case import ask_decline_review, confirm_case, object_to_case
from casework.services.prepare_filing import fresh_key
from casework.services.supplement_case import supplement_case
from casework.services.track_case import track_case
from casework.services.withdraw_case import withdraw_case, withdraw_rating
from casework.web.forms import act
from casework.web.forms.act import Act
from casework.web.forms.posted import FormProblem, Posted
from casework.web.pages.filed import TrackingLink, filed_page
from casework.web.pages.tracking import Ways, tracking_page, written_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

    from casework.domain.case_file import CaseFile
    from casework.entrypoints.pages import Page
    from casework.entrypoints.public_room import LinkingRoom
    from casework.web.forms.act import ActForm
    from casework.web.language import Language


class TrackingPages:
    """The pages of one room; ports are asked for when a request comes."""

    def __init__(
        self,
        app: APIGatewayHttpResolver,
        room: Callable[[], LinkingRoom],
        now: Callable[[], datetime],
        draw: Callable[[str], str],
    ) -> None:
        """Mount them where tracking links lead; `draw` makes the picture of a code."""
        self._app, self._room, self._now, self._draw = app, room, now, draw
        app.get("/t/<token>/filed")(self.show_receipt)
        app.get("/t/<token>")(self.show_case)
        app.post("/t/<token>")(self.act_on_case)

    def show_receipt(self, token: str) -> Page:
        """What to keep after filing: number, link and code."""
        room, event = self._room(), self._app.current_event
        case = self._file(token).case
        url = f"{base_url(event, room.public_base_url)}/t/{token}"
        language = language_of(event)
        page = filed_page(
            case=case,
            link=TrackingLink(_tracking_href(token, language), url, self._draw(url)),
            files_href=_files_href(token, language),
            organisation=room.organisation,
            language=language,
            now=self._now(),
        )
        return html(200, page)

    def show_case(self, token: str) -> Page:
        """The case as it stands, or one of its texts in full."""
        event = self._app.current_event
        language = language_of(event)
        if text_id := query(event, "text"):
            page = written_page(
                file=self._file(token),
                text_id=text_id,
                organisation=self._room().organisation,
                language=language,
            )
            return html(200, page)
        return self._case(token, language, 200, done=act.known(query(event, "done")))

    def act_on_case(self, token: str) -> Page:
        """One of the page's acts: taken once, or the page again with what is wrong."""
        event = self._app.current_event
        posted = posted_form(event)
        language = language_of(event, asked=posted.first("lang"))
        form = act.read(posted.fields)
        errors = act.check(form)
        if errors or posted.is_broken:
            problem = FormProblem.ENCODING if posted.is_broken else None
            return self._case(token, language, 422, Posted(form, errors, problem))
        try:
            self._do(form, ByLink(token, posted.first("form_key"), self._now()))
        except FormKeyRefusedError:
            return self._case(token, language, 422, Posted(form, problem=FormProblem.EXPIRED))
        except (RuleViolationError, StaleVersionError):
            return self._case(token, language, 409, Posted(form, problem=FormProblem.CHANGED))
        except StoreUnavailableError:
            return unavailable(lambda: self._room().organisation, language, form.text)
        return see_other(f"{_tracking_href(token, language)}&done={form.act}")

    def _file(self, token: str) -> CaseFile:
        room = self._room()
        return track_case(token, cases=room.cases, mint=room.mint)

    def _case(
        self,
        token: str,
        language: Language,
        status: int,
        posted: Posted[ActForm] | None = None,
        *,
        done: Act | None = None,
    ) -> Page:
        room, now, file = self._room(), self._now(), self._file(token)
        rating = f"/e/{room.mint.rating_token(file.case.id)}?lang={language}"
        rating_href = rating if file.case.status in RATEABLE else None
        page = tracking_page(
            file=file,
            form_key=fresh_key(now, mint=room.mint).text,
            ways=Ways(_files_href(token, language), rating_href),
            organisation=room.organisation,
            language=language,
            now=now,
            posted=posted,
            done=done,
        )
        return html(status, page)

    def _do(self, form: ActForm, link: ByLink) -> None:
        room, typed = self._room(), form.typed
        ports: Ports = {
            "cases": room.cases,
            "configuration": room.configuration,
            "mint": room.mint,
        }
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


def _files_href(token: str, language: Language) -> str:
    return f"/t/{token}/files?lang={language}"
