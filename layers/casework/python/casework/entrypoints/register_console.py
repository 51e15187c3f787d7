"""The register of contacts with judicial organs over HTTP: a page of it, or the whole as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from casework.entrypoints.csv_export import csv_file
from casework.entrypoints.desk_pages import ConsolePorts, DeskPages
from casework.entrypoints.http import query
from casework.services.list_judicial_contacts import list_judicial_contacts
from casework.web.pages.desk.navigation import REGISTER
from casework.web.pages.desk.register import head, register_lines, register_page
from casework.web.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.domain.staff import StaffMember
    from casework.entrypoints.desk import File
    from casework.entrypoints.pages import Page
    from casework.ports import JudicialRegister, RegisterLine, RegisterPage

PAGE = 25


class RegisterPorts(ConsolePorts, Protocol):
    """What the register needs besides."""

    @property
    def register(self) -> JudicialRegister:
        """The register."""


class RegisterConsole(DeskPages):
    """Shows and exports the register."""

    def show_register(self, event: APIGatewayProxyEventV2) -> Page:
        """A page of the register; two requests to the store."""
        signed = self.signed_in(event)
        page = self._contacts(signed.member, query(event, "start"))
        shown = register_page(
            viewer=self.viewer(event, signed, REGISTER),
            setting=self.setting(),
            page=page,
            buckets=self.buckets(page.figures),
        )
        return self.html(event, 200, shown)

    def export_register(self, event: APIGatewayProxyEventV2) -> File:
        """The whole register for a spreadsheet, page by page."""
        signed = self.signed_in(event)
        first = self._contacts(signed.member, None)
        say, organisation = wording(self.language(event)), self.ports.configuration.organisation()
        lines = self._all(signed.member, first)
        return csv_file("register.csv", head(say), register_lines(lines, organisation, say))

    def _all(self, member: StaffMember, page: RegisterPage) -> Iterator[RegisterLine]:
        yield from page.lines
        while page.next_key:
            page = self._contacts(member, page.next_key)
            yield from page.lines

    def _contacts(self, member: StaffMember, start: str | None) -> RegisterPage:
        register = cast("RegisterPorts", self.ports).register
        return list_judicial_contacts(member, limit=PAGE, start=start, register=register)
