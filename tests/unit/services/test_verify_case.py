"""Verification: the lead's first step, with its finding and its words."""

import pytest

from casework.domain.case import Case, Status
from casework.domain.errors import NotPermittedError
from casework.domain.events import CaseVerified, Finding
from casework.domain.particulars import ParticularsKind
from casework.domain.rules import AlreadyVerifiedError
from casework.domain.staff import Role
from casework.services.verify_case import Verification, verify_case
from tests.builders import REPLY_BY, a_day_before, clerk, handler, member
from tests.county import County


@pytest.fixture
def assigned(county: County) -> Case:
    return county.assign(county.file(), "justice", "court")


@pytest.mark.parametrize("role", [Role.HANDLER, Role.DEPARTMENT_LEAD])
def test_the_lead_says_what_is_true(county: County, assigned: Case, role: Role) -> None:
    request = county.request(assigned, member(role, "justice"))
    found = Verification(Finding.PARTLY_CONFIRMED, "借条属实，金额有争议")
    case = verify_case(request, found, **county.ports)
    file = county.cases.file(case.id)
    body = file.events[-1].body
    assert (case.status, case.next_due) == (Status.VERIFIED, a_day_before(REPLY_BY))
    assert isinstance(body, CaseVerified)
    assert (body.finding, body.on_time) == (Finding.PARTLY_CONFIRMED, True)
    assert body.particulars.kind is ParticularsKind.VERIFICATION
    assert file.text(body.particulars, "text") == "借条属实，金额有争议"


def test_a_late_verification_is_taken_and_marked(county: County, assigned: Case) -> None:
    county.pass_time(days=3)
    county.verify(assigned)
    body = county.cases.file(assigned.id).events[-1].body
    assert isinstance(body, CaseVerified)
    assert body.on_time is False


def test_neither_a_co_handler_nor_a_clerk_verifies(county: County, assigned: Case) -> None:
    for person in (handler("court"), clerk()):
        with pytest.raises(NotPermittedError):
            county.verify(assigned, by=person)


def test_a_case_is_verified_once(county: County, assigned: Case) -> None:
    with pytest.raises(AlreadyVerifiedError):
        county.verify(county.verify(assigned))
