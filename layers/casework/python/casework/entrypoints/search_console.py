"""Searching and entering cases at the console over HTTP: by posts, so no address names anybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, cast

from casework.domain.authorization import Action, authorize
from casework.domain.case import case_number
from casework.domain.errors import CaseworkError, InvalidInputError, RuleViolationError
from casework.domain.session import FormOfAnotherSessionError
from casework.domain.tokens import FormKeyRefusedError
from casework.entrypoints.desk_interface import entry_of
from casework.entrypoints.desk_pages import ConsolePorts, DeskPages
from casework.entrypoints.http import status_of
from casework.entrypoints.pages import posted_form
from casework.entrypoints.problems import problem_text
from casework.entrypoints.staff_session import check_csrf, take_draft
from casework.ports import Page as Found
from casework.services.enter_case import enter_case
from casework.services.file_case import FilingOutcome
from casework.services.prepare_filing import fresh_key
from casework.services.search_cases import Wanted, search_cases
from casework.web.desk_forms.done_notices import filed_notice
from casework.web.forms import intake
from casework.web.forms.intake import IntakeForm, Then
from casework.web.forms.plain_text import line
from casework.web.pages.desk.found import Search, search_page
from casework.web.pages.desk.intake import INTAKE_HREF, SCRIPTED, IntakeEntry, intake_page
from casework.web.pages.desk.navigation import INTAKE, SEARCH
from casework.web.wording import wording

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.domain.event_facts import Way
    from casework.domain.staff import StaffMember
    from casework.domain.tokens import TokenMint
    from casework.entrypoints.pages import Page, PostedForm
    from casework.entrypoints.staff_session import SignedIn
    from casework.ports import CaseSearch, Configuration, SearchAudit
    from casework.services.file_case import Filed

NOTHING = Found((), None)

TURNED_BACK = (
    InvalidInputError,
    RuleViolationError,
    FormKeyRefusedError,
    FormOfAnotherSessionError,
)
"""After what the clerk finds the form as it was typed."""


class SearchPorts(ConsolePorts, Protocol):
    """What searching and entering need besides."""

    @property
    def search(self) -> CaseSearch:
        """Cases by enterprise or telephone."""

    @property
    def audit(self) -> SearchAudit:
        """The record of searches."""

    @property
    def entering(self) -> Configuration:
        """The configuration in force with the duty catalogue, which reads what a clerk enters."""

    @property
    def offered(self) -> tuple[Way, ...]:
        """How an enterprise whose case a clerk enters may be told of progress."""

    @property
    def mint(self) -> TokenMint:
        """Tokens and search keys under the deployment's secret."""


class SearchConsole(DeskPages):
    """The search page, and the clerk's entry with its panel of earlier cases."""

    def show_search(self, event: APIGatewayProxyEventV2) -> Page:
        """The form."""
        signed = self.signed_in(event)
        authorize(signed.member, Action.SEARCH_CASES)
        return self._search_page(event, signed, 200)

    def search(self, event: APIGatewayProxyEventV2) -> Page:
        """What was found, or why nothing was looked for."""
        signed = self.signed_in(event)
        posted = posted_form(event)
        typed = Search(*(line(posted.fields, name).text for name in Search.__slots__))
        authorize(signed.member, Action.SEARCH_CASES)
        try:
            check_csrf(event, posted.fields, signed)
            found = self._found(typed, signed.member)
        except (InvalidInputError, FormOfAnotherSessionError) as error:
            problem = problem_text(error.code, self.language(event))
            return self._search_page(event, signed, status_of(error), typed, problem=problem)
        return self._search_page(event, signed, 200, typed, found)

    def show_intake(self, event: APIGatewayProxyEventV2) -> Page:
        """The empty form; after a sign-in, with what was typed before."""
        signed = self.signed_in(event)
        authorize(signed.member, Action.ENTER_CASE)
        draft = take_draft(event, signed, INTAKE_HREF, self.now(), drafts=self.ports.drafts)
        form = intake.read(draft.fields) if draft else IntakeForm()
        return self._intake_page(event, signed, 200, IntakeEntry(form, self._fresh_key()))

    def enter(self, event: APIGatewayProxyEventV2) -> Page:
        """Look for earlier cases, file, or file and answer; if it is wrong, the form as typed."""
        signed = self.signed_in(event)
        authorize(signed.member, Action.ENTER_CASE)
        posted = posted_form(event)
        form = intake.read(posted.fields)
        key = self._more.mint.still_good(posted.first("form_key"), self.now()) or self._fresh_key()
        entry = IntakeEntry(form, key)
        try:
            check_csrf(event, posted.fields, signed)
            organisation = self.ports.configuration.organisation()
            errors = intake.check(form, organisation, self._more.offered)
            if errors:
                return self._intake_page(event, signed, 422, replace(entry, errors=errors))
            if form.then is Then.LOOK:
                return self._intake_page(event, signed, 200, entry, self._earlier(form, signed))
            filed = self._enter(form, posted, signed)
        except TURNED_BACK as error:
            return self._intake_page(event, signed, *self._turned_back(event, entry, error))
        return self._entered(event, signed, entry, filed)

    @property
    def _more(self) -> SearchPorts:
        return cast("SearchPorts", self.ports)

    def _fresh_key(self) -> str:
        return fresh_key(self.now(), mint=self._more.mint).text

    def _found(self, typed: Search, member: StaffMember) -> Found:
        return search_cases(
            Wanted(typed.number, typed.enterprise, typed.telephone),
            member,
            self.now(),
            cases=self.ports.cases,
            search=self._more.search,
            audit=self._more.audit,
            mint=self._more.mint,
        )

    def _earlier(self, form: IntakeForm, signed: SignedIn) -> Found:
        """Cases of the same enterprise or telephone; nothing typed yet finds nothing."""
        filed = form.filed
        if not (filed.enterprise_name or filed.contact_phone):
            return NOTHING
        typed = Search(enterprise=filed.enterprise_name, telephone=filed.contact_phone)
        return self._found(typed, signed.member)

    def _enter(self, form: IntakeForm, posted: PostedForm, signed: SignedIn) -> Filed:
        return enter_case(
            entry_of(form, posted.first("form_key")),
            signed.member,
            self.now(),
            cases=self.ports.cases,
            configuration=self._more.entering,
            mint=self._more.mint,
        )

    def _turned_back(
        self, event: APIGatewayProxyEventV2, entry: IntakeEntry, error: CaseworkError
    ) -> tuple[int, IntakeEntry]:
        return status_of(error), replace(
            entry, problem=problem_text(error.code, self.language(event))
        )

    def _entered(
        self, event: APIGatewayProxyEventV2, signed: SignedIn, entry: IntakeEntry, filed: Filed
    ) -> Page:
        """The next empty form, with the number of the case that was filed and its receipt.

        The page answers the post itself: a browser that sends it again finds the same case.
        """
        if filed.outcome is FilingOutcome.DIFFERENT:
            words = problem_text("case_exists", self.language(event))
            again = replace(entry, form_key=self._fresh_key(), problem=words)
            return self._intake_page(event, signed, 409, again)
        say = wording(self.language(event))
        done = filed_notice(case_number(filed.case_id), say)
        blank = IntakeEntry(IntakeForm(channel=entry.form.channel), self._fresh_key())
        return self._intake_page(
            event, signed, 201, blank, done=done, receipt=f"/t/{filed.tracking_token}/filed"
        )

    def _search_page(
        self,
        event: APIGatewayProxyEventV2,
        signed: SignedIn,
        status: int,
        typed: Search | None = None,
        found: Found | None = None,
        problem: str | None = None,
    ) -> Page:
        viewer = self.viewer(event, signed, SEARCH)
        if typed is not None:
            viewer = replace(viewer, query=None)
        page = search_page(
            viewer=viewer,
            setting=self.setting(),
            buckets=self.buckets(found.figures if found else None),
            typed=typed,
            results=found.items if found else None,
            problem=problem,
        )
        return self.html(event, status, page)

    def _intake_page(
        self,
        event: APIGatewayProxyEventV2,
        signed: SignedIn,
        status: int,
        entry: IntakeEntry,
        earlier: Found | None = None,
        *,
        done: str | None = None,
        receipt: str | None = None,
    ) -> Page:
        page = intake_page(
            viewer=replace(self.viewer(event, signed, INTAKE), query=None),
            setting=self.setting(),
            entry=entry,
            offered=self._more.offered,
            buckets=self.buckets(earlier.figures if earlier else None),
            duplicates=earlier.items if earlier else None,
            done=done,
            receipt=receipt,
        )
        return self.html(event, status, page, scripted=SCRIPTED)
