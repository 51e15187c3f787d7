"""What every page of the console carries: who looks at it, in which language, and its headers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from casework.domain.errors import (
    CaseworkError,
    NotFoundError,
    NotPermittedError,
    StoreUnavailableError,
)
from casework.domain.statistics import buckets_of
from casework.entrypoints.cookies import LANGUAGE, REMEMBERED, cookie, set_cookie
from casework.entrypoints.http import SERVER_ERROR, header, query, status_of
from casework.entrypoints.observability import logger
from casework.entrypoints.pages import BARE, desk_html
from casework.entrypoints.problems import problem_text
from casework.entrypoints.staff_session import NoSessionError, sign_in_first, signed_in_session
from casework.web.language import choose_language
from casework.web.pages.desk.navigation import navigation
from casework.web.pages.desk.refusals import (
    desk_try_again_page,
    no_permission_page,
    not_found_page,
    refused_page,
)
from casework.web.pages.desk.viewer import Setting, Viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.domain.buckets import Buckets
    from casework.domain.organisation import Organisation
    from casework.domain.statistics import Column
    from casework.entrypoints.pages import Page
    from casework.entrypoints.staff_session import SignedIn
    from casework.ports import (
        CaseRepository,
        Configuration,
        Drafts,
        Sessions,
        StaffRegistry,
        Statistics,
        WorkList,
    )
    from casework.web.language import Language


class ConsolePorts(Protocol):
    """What the console's pages need of the store."""

    @property
    def cases(self) -> CaseRepository:
        """Cases."""

    @property
    def configuration(self) -> Configuration:
        """The configuration in force."""

    @property
    def work_list(self) -> WorkList:
        """Lists of cases."""

    @property
    def statistics(self) -> Statistics:
        """Figures."""

    @property
    def staff(self) -> StaffRegistry:
        """Who the people are."""

    @property
    def sessions(self) -> Sessions:
        """Their sessions."""

    @property
    def drafts(self) -> Drafts:
        """What was typed when a session was over."""


class DeskPages:
    """Pages for members of staff."""

    def __init__(self, ports: ConsolePorts, now: Callable[[], datetime]) -> None:
        """`now` tells the time of the request."""
        self.ports = ports
        self.now = now

    def signed_in(self, event: APIGatewayProxyEventV2, page: str = "") -> SignedIn:
        """Who asks; raises NoSessionError, which `refuse` answers. `page` holds the form that is
        posted, where that has another path.
        """
        return signed_in_session(
            event, self.now(), sessions=self.ports.sessions, registry=self.ports.staff, page=page
        )

    def language(self, event: APIGatewayProxyEventV2) -> Language:
        """Asked for by the address, else chosen before, else what the browser prefers."""
        asked = query(event, "lang") or cookie(event, LANGUAGE)
        return choose_language(asked, header(event, "accept-language"))

    def viewer(
        self, event: APIGatewayProxyEventV2, signed: SignedIn, current: str | None
    ) -> Viewer:
        """Who looks at the page; `current` is the way through the console that it is on."""
        language = self.language(event)
        return Viewer(
            member=signed.member,
            csrf=signed.csrf_token,
            language=language,
            navigation=navigation(signed.member, language, current),
        )

    def setting(self, calendar: str | None = None) -> Setting:
        """Jurisdiction, working days and instant of a page."""
        configuration = self.ports.configuration
        return Setting(configuration.organisation(), configuration.calendar(calendar), self.now())

    def buckets(self, figures: Mapping[Column, int] | None = None) -> Buckets | None:
        """What stands on every page: the `figures` that came with what it shows, else read by
        themselves. None where the store does not answer that: the page is as good without, and what
        was just done is not reported as failed.
        """
        try:
            return buckets_of(self.ports.statistics.all() if figures is None else figures)
        except StoreUnavailableError as error:
            logger().error("no figures", code=error.code, exc_info=error)
            return None

    def refuse(self, event: APIGatewayProxyEventV2, error: CaseworkError) -> Page:
        """The page for an error that no form can show; without a session, the way to sign in."""
        if isinstance(error, NoSessionError):
            return self._sign_in(event, error)
        status = status_of(error)
        if status >= SERVER_ERROR:
            logger().error("request failed", code=error.code, exc_info=error)
        try:
            viewer = replace(self.viewer(event, self.signed_in(event), None), query=None)
            organisation = self.ports.configuration.organisation()
        except NoSessionError as none:
            return self._sign_in(event, none)
        except CaseworkError as trouble:
            logger().error("no page for a refusal", code=trouble.code, exc_info=trouble)
            return desk_html(503, BARE.format(written=""))
        return desk_html(status, _refusal(error, viewer, organisation))

    def _sign_in(self, event: APIGatewayProxyEventV2, error: NoSessionError) -> Page:
        """The way to sign in; where what was typed cannot be kept now, the form stays unsent."""
        try:
            return sign_in_first(event, error, self.now(), drafts=self.ports.drafts)
        except StoreUnavailableError as trouble:
            logger().error("no draft", code=trouble.code, exc_info=trouble)
            return desk_html(503, BARE.format(written=""))

    def html(
        self,
        event: APIGatewayProxyEventV2,
        status: int,
        body: str,
        *,
        scripted: str | None = None,
        refresh: int | None = None,
    ) -> Page:
        """The page; a language that its address asked for is remembered from now on."""
        asked = query(event, "lang")
        chosen = (set_cookie(LANGUAGE, self.language(event), "/desk", REMEMBERED),) if asked else ()
        return desk_html(status, body, *chosen, scripted=scripted, refresh=refresh)


def _refusal(error: CaseworkError, viewer: Viewer, organisation: Organisation) -> str:
    """What an error amounts to for whoever asked: not there, not theirs, not now, or not done for
    the reason that the rule has.
    """
    if isinstance(error, NotFoundError):
        return not_found_page(viewer=viewer, organisation=organisation)
    if type(error) is NotPermittedError:
        return no_permission_page(viewer=viewer, organisation=organisation, whom=None)
    if status_of(error) >= SERVER_ERROR:
        return desk_try_again_page(viewer=viewer, organisation=organisation)
    problem = problem_text(error.code, viewer.language)
    return refused_page(viewer=viewer, organisation=organisation, problem=problem)
