"""Whom one may name as the handler of a case: people in service in one's own unit."""

from datetime import timedelta

import pytest

from casework.domain.staff import Role, StaffMember
from casework.services.list_colleagues import list_colleagues
from tests.builders import NOW, handler, inspector, member
from tests.fakes import InMemoryStaff

LEAD = member(Role.DEPARTMENT_LEAD, "justice")
ELSEWHERE = handler("transport")
GONE = member(Role.HANDLER, "justice", id="gone", until=NOW)
NOT_YET = member(Role.HANDLER, "justice", id="not-yet", since=NOW + timedelta(days=1))
EVERYBODY = (LEAD, handler("justice"), ELSEWHERE, GONE, NOT_YET, inspector())


@pytest.fixture
def registry() -> InMemoryStaff:
    return InMemoryStaff({("issuer", each.id): each for each in EVERYBODY})


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (LEAD, {LEAD, handler("justice")}),
        (inspector(), {inspector()}),
        (handler("justice"), set[StaffMember]()),
    ],
)
def test_a_lead_sees_who_serves_in_the_same_unit_and_a_handler_nobody(
    registry: InMemoryStaff, who: StaffMember, seen: set[StaffMember]
) -> None:
    assert set(list_colleagues(who, NOW, registry=registry)) == seen
