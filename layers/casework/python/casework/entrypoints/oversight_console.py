"""The boards of the oversight desk over HTTP: lights, and special supervision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.light import light_of
from casework.domain.organisation import UnitKind
from casework.domain.statistics import board_of, buckets_of, month_of
from casework.entrypoints.case_console import CaseConsole
from casework.entrypoints.list_console import PAGE
from casework.entrypoints.register_console import RegisterConsole
from casework.services.list_cases import CaseList, list_cases
from casework.web.pages.desk.board import BoardRow, board_page
from casework.web.pages.desk.navigation import BOARD, SPECIAL
from casework.web.pages.desk.people import title_of
from casework.web.pages.desk.special import SpecialAction, SpecialCase, special_page
from casework.web.pages.names import unit_name
from casework.web.wording import wording

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

    from casework.domain.organisation import Organisation
    from casework.entrypoints.pages import Page
    from casework.ports import WorkItem
    from casework.web.language import Language


class OversightConsole(CaseConsole, RegisterConsole):
    """Shows the boards, and takes decisions on case pages."""

    def show_board(self, event: APIGatewayProxyEventV2) -> Page:
        """Departments and their steps, lights and the month's share of kept deadlines; three
        requests to the store.
        """
        signed = self.signed_in(event)
        authorize(signed.member, Action.VIEW_BOARD)
        month, statistics = month_of(self.now()), self.ports.statistics
        figures = {**statistics.before_units(), **statistics.of_month(month)}
        organisation = self.ports.configuration.organisation()
        units = [unit.id for unit in organisation.units.values() if unit.kind in ON_THE_BOARD]
        rows = tuple(
            BoardRow(
                unit=row.unit,
                verify=row.verify,
                reply=row.reply,
                resolve=row.resolve,
                yellow=row.yellow,
                red=row.red,
                on_time=row.met,
                due=row.owed,
                href=f"/desk/cases?unit={row.unit}",
            )
            for row in board_of(units, figures, month)
        )
        page = board_page(
            viewer=self.viewer(event, signed, BOARD),
            setting=self.setting(),
            rows=rows,
            buckets=buckets_of(statistics.all()),
        )
        return self.html(event, 200, page)

    def show_special(self, event: APIGatewayProxyEventV2) -> Page:
        """What is under special supervision, what is due next first; two requests to the store."""
        signed = self.signed_in(event)
        authorize(signed.member, Action.VIEW_SPECIAL)
        page = list_cases(
            signed.member,
            limit=PAGE,
            start=None,
            work_list=self.ports.work_list,
            which=CaseList.SPECIAL,
        )
        setting = self.setting()
        language = self.language(event)
        shown = special_page(
            viewer=self.viewer(event, signed, SPECIAL),
            setting=setting,
            cases=tuple(
                found
                for item in page.items
                if (found := _special(item, setting.organisation, language))
            ),
        )
        return self.html(event, 200, shown)


def _special(item: WorkItem, organisation: Organisation, language: Language) -> SpecialCase | None:
    case = item.case
    if case.special is None:
        return None
    words = item.text.fields.get("what_happened", "") if item.text else ""
    coordinator = case.special.coordinator
    return SpecialCase(
        case_id=case.id,
        title=title_of(words),
        coordinator=unit_name(coordinator, organisation, wording(language))
        if coordinator
        else None,
        departments=case.special.departments,
        actions=tuple(
            SpecialAction(action.department, action.due, done_at=action.reported_at)
            for action in case.special.actions
        ),
        since=case.special.since,
        light=light_of(case).value,
    )


ON_THE_BOARD = frozenset(UnitKind) - {UnitKind.LEADING_GROUP}
"""Units that can owe something, the centre with its triage among them."""
