"""Every page of the console, who opens it, and how one comes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from casework.domain.case import case_number
from tests.browser.pages import TYPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.desk_county import DeskCounty
    from tests.browser.visiting import Person

    Come: TypeAlias = Callable[[Person, DeskCounty], None]


def _open(path: str) -> Come:
    def come(person: Person, desk: DeskCounty) -> None:
        person.open(path)

    return come


def case_waiting(person: Person, desk: DeskCounty) -> None:
    person.open(f"/desk/cases/{desk.county.waiting.case_id}")


def case_late(person: Person, desk: DeskCounty) -> None:
    person.open(f"/desk/cases/{desk.county.overdue.case_id}")


def case_to_assign(person: Person, desk: DeskCounty) -> None:
    person.open(f"/desk/cases/{desk.county.waiting.case_id}?do=assignment")


def case_to_resolve(person: Person, desk: DeskCounty) -> None:
    person.open(f"/desk/cases/{desk.county.assigned.case_id}?do=resolution")


def case_wrong(person: Person, desk: DeskCounty) -> None:
    case_to_resolve(person, desk)
    person.press(".do.open form button")


def case_to_decide(person: Person, desk: DeskCounty) -> None:
    person.open(f"/desk/cases/{desk.asked.case_id}?do=return-decision")


def case_supervised(person: Person, desk: DeskCounty) -> None:
    person.open(f"/desk/cases/{desk.supervised.case_id}")


def case_closed(person: Person, desk: DeskCounty) -> None:
    person.open(f"/desk/cases/{desk.county.answered.case_id}")


def case_printed(person: Person, desk: DeskCounty) -> None:
    person.open(f"/desk/print/cases/{desk.supervised.case_id}")


def letter(person: Person, desk: DeskCounty) -> None:
    case_late(person, desk)
    person.press("a[href*='/letters/']")


def intake_wrong(person: Person, desk: DeskCounty) -> None:
    person.open("/desk/intake")
    person.press("button[value=answer]")


def intake_found(person: Person, desk: DeskCounty) -> None:
    person.open("/desk/intake")
    person.fill({"contact_phone": TYPED["contact_phone"]})
    person.press("button[value=look]")


def search_found(person: Person, desk: DeskCounty) -> None:
    person.open("/desk/search")
    person.fill({"number": case_number(desk.county.overdue.case_id)})
    person.press("main form button")


def search_nothing(person: Person, desk: DeskCounty) -> None:
    person.open("/desk/search")
    person.fill({"enterprise": "没有这样一家公司"})
    person.press("main form button")


DESK_PAGES: dict[str, tuple[str, Come]] = {
    "triage": ("clerk", _open("/desk/cases?list=triage")),
    "triage_empty": ("clerk", _open("/desk/cases?list=triage&light=red")),
    "intake": ("clerk", _open("/desk/intake")),
    "intake_wrong": ("clerk", intake_wrong),
    "intake_found": ("clerk", intake_found),
    "search_found": ("clerk", search_found),
    "search_nothing": ("clerk", search_nothing),
    "case_waiting": ("clerk", case_waiting),
    "case_to_assign": ("clerk", case_to_assign),
    "case_closed": ("clerk", case_closed),
    "department": ("handler-justice", _open("/desk/cases?list=department")),
    "case_late": ("handler-justice", case_late),
    "case_to_resolve": ("handler-justice", case_to_resolve),
    "case_wrong": ("handler-justice", case_wrong),
    "letter": ("handler-justice", letter),
    "to_state": ("lead-justice", case_supervised),
    "decide": ("supervisor", _open("/desk/cases?list=decide")),
    "case_to_decide": ("supervisor", case_to_decide),
    "case_supervised": ("supervisor", case_supervised),
    "case_printed": ("supervisor", case_printed),
    "list_printed": ("supervisor", _open("/desk/print/cases?list=decide")),
    "board": ("supervisor", _open("/desk/oversight/board")),
    "special": ("leader", _open("/desk/oversight/special")),
    "register": ("inspector", _open("/desk/oversight/register")),
    "subscriptions": ("administrator", _open("/desk/registry/subscriptions")),
    "codes": ("administrator", _open("/desk/registry/codes")),
    "not_permitted": ("administrator", _open("/desk/oversight/board")),
    "nothing_here": ("clerk", _open("/desk/cases/000000000000")),
}
"""Each by name: the account, and the way to the page."""
