"""The boards of the oversight desk over HTTP: lights, and special supervision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.entrypoints.case_console import CaseConsole
from casework.entrypoints.http import query
from casework.entrypoints.list_console import PAGE
from casework.entrypoints.register_console import RegisterConsole
from casework.services.show_board import show_board
from casework.services.show_special import SpecialLine, show_special
from casework.web.pages.desk.board import OFF, REFRESH, REFRESH_SECONDS, board_page
from casework.web.pages.desk.navigation import BOARD, SPECIAL
from casework.web.pages.desk.people import title_of
from casework.web.pages.desk.special import SpecialCase, special_case, special_page

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.entrypoints.pages import Page


class OversightConsole(CaseConsole, RegisterConsole):
    """Shows the boards, and takes decisions on case pages."""

    def show_board(self, event: APIGatewayProxyEventV2) -> Page:
        """Departments and their steps, lights and the month's share of kept deadlines; three
        requests to the store. The browser loads it again each minute until told to stop.
        """
        signed = self.signed_in(event)
        board = show_board(
            signed.member,
            self.now(),
            statistics=self.ports.statistics,
            configuration=self.ports.configuration,
        )
        refreshing = query(event, REFRESH) != OFF
        page = board_page(
            viewer=self.viewer(event, signed, BOARD),
            setting=self.setting(),
            rows=board.rows,
            buckets=board.buckets,
            refreshing=refreshing,
        )
        return self.html(event, 200, page, refresh=REFRESH_SECONDS if refreshing else None)

    def show_special(self, event: APIGatewayProxyEventV2) -> Page:
        """What is under special supervision, what is due next first; two store requests, and one
        for the texts of what was agreed.
        """
        signed = self.signed_in(event)
        board = show_special(signed.member, limit=PAGE, work_list=self.ports.work_list)
        shown = special_page(
            viewer=self.viewer(event, signed, SPECIAL),
            setting=self.setting(),
            cases=tuple(_special(line) for line in board.lines),
            buckets=self.buckets(board.figures),
        )
        return self.html(event, 200, shown)


def _special(line: SpecialLine) -> SpecialCase:
    case, text = line.item.case, line.item.text
    return special_case(
        case, title_of(text.fields.get("what_happened") if text else None), line.text
    )
