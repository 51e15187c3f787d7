"""The lists of the console over HTTP: which list, narrowed by what, from where on."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, may
from casework.domain.case import Status, case_number
from casework.domain.case_filter import CaseFilter
from casework.domain.errors import InvalidInputError
from casework.domain.light import Light
from casework.domain.search_terms import case_id_of
from casework.domain.session import FormOfAnotherSessionError
from casework.entrypoints.csv_export import csv_file
from casework.entrypoints.desk_pages import DeskPages
from casework.entrypoints.http import query
from casework.entrypoints.operations import name_of_form
from casework.entrypoints.pages import posted_form, see_other
from casework.entrypoints.problems import TEXTS, problem_text
from casework.entrypoints.staff_session import check_csrf
from casework.services.assign_cases import Ticked, assign_cases
from casework.services.export_cases import export_cases
from casework.services.list_cases import OVERSEERS, CaseList, list_cases
from casework.web.desk_forms.done_notices import assigned_notice
from casework.web.pages.desk.exported import head, table_lines
from casework.web.pages.desk.inbox import BulkAssignment, Filters, Listing, inbox_page
from casework.web.pages.desk.navigation import LABELS, LISTS, TRIAGE, WAYS, first_list, href_of
from casework.web.pages.desk.print_list import print_list_page
from casework.web.pages.desk.viewer import NavigationEntry
from casework.web.wording import wording

if TYPE_CHECKING:
    from enum import StrEnum

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.domain.staff import StaffMember
    from casework.entrypoints.desk import File
    from casework.entrypoints.pages import Page
    from casework.entrypoints.staff_session import SignedIn
    from casework.ports import Page as Listed
    from casework.web.language import Language

PAGE = 25


class ListConsole(DeskPages):
    """Shows lists of cases to members of staff."""

    def show_list(self, event: APIGatewayProxyEventV2) -> Page:
        """A page of the list that the address names, or of the one this role begins with."""
        signed = self.signed_in(event)
        member, language = signed.member, self.language(event)
        if query(event, "list") is None and not LISTS & set(WAYS[member.role]):
            return see_other(href_of(WAYS[member.role][0]))
        which, filters, page = self._listed(event, member)
        bulk = BulkAssignment("/desk/assignments", _problem(event, language))
        shown = inbox_page(
            viewer=self.viewer(event, signed, which),
            setting=self.setting(),
            listing=self._listing(member, which, filters, language),
            page=page,
            buckets=self.buckets(page.figures),
            bulk=bulk if which is CaseList.TRIAGE and may(member, Action.ASSIGN_CASES) else None,
            done=self._told(event),
        )
        return self.html(event, 200, shown)

    def assign_ticked(self, event: APIGatewayProxyEventV2) -> Page:
        """Assign the ticked cases together, then the list again with what became of each."""
        page = f"/desk/cases?list={TRIAGE}"
        signed = self.signed_in(event, page)
        try:
            return see_other(f"{page}&{self._assigned(event, signed)}")
        except (InvalidInputError, FormOfAnotherSessionError) as error:
            return see_other(f"{page}&problem={error.code}")

    def _assigned(self, event: APIGatewayProxyEventV2, signed: SignedIn) -> str:
        """Assign what was ticked; what became of each case, as the query of an address."""
        posted = posted_form(event)
        check_csrf(event, posted.fields, signed)
        ticked = tuple(filter(None, map(_ticked, posted.fields.get("cases", []))))
        name = name_of_form(signed.key, event.path, posted)
        done = assign_cases(
            ticked,
            posted.first("lead"),
            signed.member,
            name,
            self.now(),
            cases=self.ports.cases,
            configuration=self.ports.configuration,
        )
        refused = ",".join(f"{each.case_id}.{each.refusal}" for each in done if each.refusal)
        assigned = sum(1 for each in done if each.refusal is None)
        return f"assigned={assigned}&refused={refused}"

    def print_list(self, event: APIGatewayProxyEventV2) -> Page:
        """The page of the list for paper."""
        signed = self.signed_in(event)
        which, _, page = self._listed(event, signed.member)
        shown = print_list_page(
            viewer=self.viewer(event, signed, which),
            setting=self.setting(),
            title=wording(self.language(event))(LABELS[which]),
            page=page,
            buckets=self.buckets(page.figures),
        )
        return self.html(event, 200, shown)

    def export(self, event: APIGatewayProxyEventV2) -> File:
        """The whole list, narrowed as the address says, as a file for a spreadsheet."""
        signed = self.signed_in(event)
        which, filters = _which(event, signed.member), self._filters(event)
        say = wording(self.language(event))
        lines = export_cases(
            signed.member,
            which,
            filters.unit or None,
            _wanted(filters),
            work_list=self.ports.work_list,
        )
        organisation = self.ports.configuration.organisation()
        return csv_file(f"{which}.csv", head(say), table_lines(lines, organisation, say))

    def _listed(
        self, event: APIGatewayProxyEventV2, member: StaffMember
    ) -> tuple[CaseList, Filters, Listed]:
        """The list that the address names, or the one this role begins with, and a page of it; the
        first where the address says no place in it.
        """
        which, filters = _which(event, member), self._filters(event)
        page_from = partial(
            list_cases,
            member,
            limit=PAGE,
            work_list=self.ports.work_list,
            which=which,
            unit=filters.unit or None,
            wanted=_wanted(filters),
        )
        try:
            page = page_from(start=query(event, "start"))
        except InvalidInputError:
            page = page_from(start=None)
        return which, filters, page

    def _filters(self, event: APIGatewayProxyEventV2) -> Filters:
        """What the address narrows the list by; what is no code of ours narrows nothing."""
        unit = query(event, "unit") or ""
        return Filters(
            stage=_known(query(event, "stage"), Status) or "",
            light=_known(query(event, "light"), Light) or "",
            unit=unit if unit in self.ports.configuration.organisation().units else "",
        )

    def _told(self, event: APIGatewayProxyEventV2) -> str | None:
        """What became of cases that were assigned together, in words."""
        assigned = query(event, "assigned")
        if assigned is None or not re.fullmatch("[0-9]{1,2}", assigned):
            return None
        language = self.language(event)
        say = wording(language)
        lines = [assigned_notice(int(assigned), say)]
        for each in filter(None, (query(event, "refused") or "").split(",")):
            number, _, code = each.partition(".")
            case_id = case_id_of(number)
            if code in TEXTS and case_id is not None:
                why = problem_text(code, language)
                number = case_number(case_id)
                lines.append(say("%(field)s: %(message)s", field=number, message=why))
        return " ".join(lines)

    def _listing(
        self, member: StaffMember, which: CaseList, filters: Filters, language: Language
    ) -> Listing:
        say = wording(language)
        tabs = tuple(
            NavigationEntry(say(LABELS[way]), f"?list={way}", current=way == which)
            for way in WAYS[member.role]
            if way in LISTS
        )
        units = tuple(self.ports.configuration.organisation().units)
        return Listing(
            name=which,
            title=say(LABELS[which]),
            tabs=tabs,
            filters=filters,
            units=units if member.role in OVERSEERS else (),
            csv_href=f"/desk/export/cases?{filters.query(list=which)}",
        )


def _which(event: APIGatewayProxyEventV2, member: StaffMember) -> CaseList:
    """The list that the address names, or the one this role begins with."""
    return CaseList(_known(query(event, "list"), CaseList) or first_list(member.role))


def _ticked(value: str) -> Ticked | None:
    """The case and version behind a tick; None for what no list of ours offered."""
    case_id, _, version = value.partition(".")
    is_ours = case_id_of(case_id) == case_id and re.fullmatch("[0-9]{1,6}", version)
    return Ticked(case_id, int(version)) if is_ours else None


def _problem(event: APIGatewayProxyEventV2, language: Language) -> str | None:
    """Why nothing was assigned, in words; nothing for what is no rule of ours."""
    code = query(event, "problem")
    return problem_text(code, language) if code in TEXTS else None


def _wanted(filters: Filters) -> CaseFilter:
    return CaseFilter(
        status=Status(filters.stage) if filters.stage else None,
        light=Light(filters.light) if filters.light else None,
    )


def _known(text: str | None, codes: type[StrEnum]) -> str | None:
    return text if text in set(codes) else None
