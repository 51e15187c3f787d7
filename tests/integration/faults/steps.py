"""Every step that anybody may take in a case: the operations of the console, the acts of the
tracking page and the rating; and which of them the pages offer now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.possible import possible_actions
from casework.domain.rating import RATEABLE
from casework.domain.staff import Role, StaffMember
from casework.web.desk_forms.offers import OFFERS, OVERSIGHT, offered, room_of
from casework.web.desk_forms.registry import form_of
from casework.web.forms.act import Act
from casework.web.pages.acts import possible_acts
from tests.integration import tales
from tests.integration.callers import ISSUER
from tests.integration.county import NOW, STAFF

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from casework.domain.case import Case

ENTERPRISE = "enterprise"
RATE = "rate"
LEADS = {
    f"{unit}-lead": StaffMember(f"{unit}-lead", "负责人", Role.DEPARTMENT_LEAD, unit, NOW, None)
    for unit in ("transport", "emergency")
}
PEOPLE = {
    **{who: member for who, member in STAFF.items() if member.serves_at(NOW)},
    **LEADS,
    **{
        who: StaffMember(who, "同事", role, unit, NOW, None)
        for who, (role, unit) in tales.COLLEAGUES.items()
    },
}
"""Everybody at work in the county, by the subject of their token."""

UNITS = frozenset(member.unit for member in PEOPLE.values())
"""Where somebody is at work; a case that another unit leads would be in nobody's hands."""

BY_LINK = frozenset({*Act, RATE})


@dataclass(frozen=True, order=True)
class Step:
    """Who takes which step; `what` ends the address of an operation, as far as it is the same in
    any life (a letter by its place among those before the unit), or is an act of the enterprise.
    """

    what: str
    who: str
    place: int = 0


EVERY_STEP = (
    *(Step(what, who) for what in OFFERS for who in PEOPLE),
    *(Step(what, ENTERPRISE) for what in BY_LINK),
)


def enlist() -> None:
    """Have everybody in the registry."""
    for who, member in PEOPLE.items():
        DynamoStaff().put(ISSUER, who, member)


def steps_offered(case: Case, now: datetime) -> dict[Step, str]:
    """Every step that some page offers now, with the operation as this case has it."""
    found = dict(_by_the_enterprise(case, now))
    for who in PEOPLE:
        found |= steps_of(who, case, now)
    return found


def steps_of(who: str, case: Case, now: datetime) -> dict[Step, str]:
    """The steps that a page offers to one person."""
    if who == ENTERPRISE:
        return dict(_by_the_enterprise(case, now))
    member, found = PEOPLE[who], dict[Step, str]()
    for operation in offered(member, case, possible_actions(member, case, now)):
        form = form_of(operation)
        assert form, f"the page has no form for {operation}"
        place = sum(step.what == form[0].operation for step in found)
        found[Step(form[0].operation, who, place)] = operation
    return found


def address(case_id: str, operation: str) -> str:
    """Where an operation is asked for by a program."""
    room = tales.OVERSIGHT if room_of(operation) == OVERSIGHT else tales.DESK
    return f"{room}/{case_id}/{operation}"


def _by_the_enterprise(case: Case, now: datetime) -> Iterator[tuple[Step, str]]:
    for act in possible_acts(case, now):
        yield Step(act, ENTERPRISE), act
    if case.status in RATEABLE and case.rated_at is None:
        yield Step(RATE, ENTERPRISE), RATE
