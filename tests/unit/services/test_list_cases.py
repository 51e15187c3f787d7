"""Work lists: one's own unit's, what is due first on top, and no word of what is confidential."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.domain.clocks import Stage
from casework.domain.errors import InvalidInputError, NotPermittedError
from casework.domain.routing_facts import TriageReason
from casework.domain.staff import StaffMember
from casework.ports import Page
from casework.services.list_cases import list_cases
from tests.builders import (
    ABOUT_CENTRE,
    LOAN,
    RESOLVE_BY,
    VERIFY_BY,
    administrator,
    clerk,
    handler,
    inspector,
)
from tests.county import County


def page(county: County, member: StaffMember, *, limit: int = 25, start: str | None = None) -> Page:
    return list_cases(member, limit=limit, start=start, work_list=county.work_list)


def ids(found: Page) -> list[str]:
    return [item.case.id for item in found.items]


def texts(found: Page) -> list[str | None]:
    return [item.text.fields["what_happened"] if item.text else None for item in found.items]


def test_a_unit_sees_what_it_has_before_it(county: County) -> None:
    waiting, given = county.file(), county.file()
    given = county.assign(given, "transport", "emergency")
    (line,) = page(county, clerk()).items
    assert line.case == waiting
    assert ids(page(county, handler("transport"))) == [given.id]
    assert ids(page(county, handler("emergency"))) == [given.id]
    nothing = page(county, handler("health"))
    assert (nothing.items, nothing.next_key) == ((), None)
    assert texts(page(county, clerk())) == [None]
    county.triage(waiting)
    assert texts(page(county, clerk())) == [LOAN]


def test_what_is_due_first_stands_at_the_top(county: County) -> None:
    later = county.assign(county.file(), "justice")
    later = county.reply(county.verify(later))
    county.pass_time(days=1)
    sooner = county.assign(county.file(), "justice")
    done = county.resolve(county.reply(county.verify(county.assign(county.file()))))
    found = page(county, handler("justice"))
    assert ids(found) == [sooner.id, later.id, done.id]
    assert [item.case.first_deadline for item in found.items] == [
        VERIFY_BY + timedelta(days=1),
        RESOLVE_BY,
        None,
    ]


@pytest.mark.parametrize("unit", ["transport", "emergency"])
def test_of_a_confidential_case_a_department_sees_that_there_is_one(
    county: County, unit: str
) -> None:
    case = county.route(county.file(confidential=True))
    assert texts(page(county, clerk())) == [LOAN]
    case = county.assign(case, "transport", "emergency", released_text="某企业车辆问题")
    found = page(county, handler(unit))
    assert ([item.case.id for item in found.items], texts(found)) == ([case.id], [None])


def test_a_department_does_not_learn_why_a_clerk_had_to_look(county: County) -> None:
    case = county.assign(county.route(county.file(confidential=True)), released_text="某企业问题")
    (item,) = page(county, handler("justice")).items
    assert case.triage_reason is TriageReason.CONFIDENTIAL
    verify, reply, resolve = (clock for clock in case.clocks if clock.stage is not Stage.TRIAGE)
    assert item.case == replace(case, triage_reason=None, clocks=(verify, reply, resolve))


def test_a_complaint_about_the_centre_is_on_the_inspectors_list(county: County) -> None:
    case = county.route(county.file(ABOUT_CENTRE, confidential=True))
    found = page(county, inspector())
    assert ([item.case for item in found.items], texts(found)) == ([case], [ABOUT_CENTRE])
    assert page(county, clerk()).items == ()


def test_a_list_goes_on_where_the_page_before_ended(county: County) -> None:
    cases = []
    for _ in range(5):
        cases.append(county.file())
        county.pass_time(days=1)
    first = page(county, clerk(), limit=2)
    second = page(county, clerk(), limit=2, start=first.next_key)
    third = page(county, clerk(), limit=2, start=second.next_key)
    shown = [item.case for found in (first, second, third) for item in found.items]
    assert [len(found.items) for found in (first, second, third)] == [2, 2, 1]
    assert ([case.id for case in shown], third.next_key) == ([case.id for case in cases], None)


def test_the_key_of_anothers_list_is_refused(county: County) -> None:
    county.file(), county.file()
    key = page(county, clerk(), limit=1).next_key
    with pytest.raises(InvalidInputError):
        page(county, handler("transport"), start=key)


def test_an_administrator_has_no_cases(county: County) -> None:
    with pytest.raises(NotPermittedError):
        page(county, administrator())
