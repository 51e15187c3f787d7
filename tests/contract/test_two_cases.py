"""Two cases in one transaction: both or neither; and the lists and registers that a case enters."""

from datetime import date

import pytest

from casework.domain.case import Case, Status
from casework.domain.lifecycle import Change, perform
from casework.domain.merging import AbsorbCase, MergeCase
from casework.domain.oversight_events import ContactKind, OrganKind, SpecialReason
from casework.domain.rules import StaleVersionError
from casework.domain.staff import Role
from casework.domain.statistics import Column
from casework.ports import JudicialRegister, WorkItem
from casework.services.lift_case import Lifting, Team, lift_case
from casework.services.name_handler import name_handler
from casework.services.record_judicial_contact import Contact, record_judicial_contact
from tests.builders import clerk, context, handler, member, supervisor
from tests.county import County
from tests.fakes import InMemoryCases, InMemoryRegister


@pytest.fixture
def pair(county: County) -> tuple[Case, Case]:
    """A duplicate in triage, and the case that it repeats."""
    return county.triage(county.file()), county.assign(county.file(), "transport")


@pytest.fixture
def register(store: str, county: County) -> JudicialRegister:
    """The register of the county's contacts with judicial organs."""
    if store == "fake":
        assert isinstance(county.cases, InMemoryCases)
        return InMemoryRegister(county.cases)
    from casework.adapters.dynamodb.register import (  # noqa: PLC0415 - not for fakes
        DynamoRegister,
    )

    return DynamoRegister()


def merge(county: County, pair: tuple[Case, Case]) -> tuple[Change, Change]:
    """Both sides of a merge, as they would be stored."""
    duplicate, stays = pair
    rules = context(county.now, clerk().as_actor())
    return (
        perform(duplicate, (MergeCase(stays),), rules),
        perform(stays, (AbsorbCase(duplicate),), rules),
    )


def test_both_cases_are_stored_with_their_events(county: County, pair: tuple[Case, Case]) -> None:
    first, second = merge(county, pair)
    county.cases.save_both(first, second, ())
    assert county.cases.get(pair[0].id) == first.after
    assert county.cases.get(pair[1].id) == second.after
    assert county.cases.file(pair[0].id).events[-1:] == first.events
    assert county.cases.file(pair[1].id).events[-1:] == second.events


@pytest.mark.parametrize("changed", [0, 1])
def test_neither_is_stored_when_either_changed_since_it_was_read(
    county: County, pair: tuple[Case, Case], changed: int
) -> None:
    first, second = merge(county, pair)
    if changed:
        county.verify(pair[1])
    else:
        county.assign(pair[0], "justice")
    before = [county.cases.file(case.id) for case in pair]
    with pytest.raises(StaleVersionError):
        county.cases.save_both(first, second, ())
    assert [county.cases.file(case.id) for case in pair] == before


def test_a_merged_case_leaves_the_list(county: County, pair: tuple[Case, Case]) -> None:
    assert [item.case.id for item in lines(county, "centre")] == [pair[0].id]
    county.cases.save_both(*merge(county, pair), ())
    assert lines(county, "centre") == ()
    assert county.cases.get(pair[0].id).status is Status.MERGED


def lines(county: County, name: str) -> tuple[WorkItem, ...]:
    """A list by its name."""
    return county.work_list.page(name, limit=5, start=None).items


def test_a_named_handler_has_the_case_until_somebody_else_is_named(
    county: County, pair: tuple[Case, Case]
) -> None:
    boss = member(Role.DEPARTMENT_LEAD, "transport")
    case = name_handler(county.request(pair[1], boss), "a", **county.ports)
    assert len(lines(county, "@a")) == 1
    name_handler(county.request(case, boss), "b", **county.ports)
    assert (len(lines(county, "@a")), len(lines(county, "@b"))) == (0, 1)


def test_a_case_without_a_date_stands_on_the_special_board(
    county: County, pair: tuple[Case, Case]
) -> None:
    lifting = Lifting(SpecialReason.ORDERED, "领导批示", Team("public_security", ()))
    lift_case(county.request(pair[1], supervisor()), lifting, **county.ports)
    assert len(lines(county, "special:centre")) == 1
    assert len(lines(county, "public_security")) == 1


def test_contacts_are_read_by_their_day_page_by_page(
    county: County, pair: tuple[Case, Case], register: JudicialRegister
) -> None:
    case = pair[1]
    for day in (3, 1, 2):
        contact = Contact(ContactKind.CALL, OrganKind.COURT, "某法院", date(2026, 2, day), "商请")
        request = county.request(case, handler("transport"))
        case = record_judicial_contact(request, contact, **county.ports)
    first = register.page(limit=2, start=None)
    rest = register.page(limit=2, start=first.next_key)
    found = [(line.contact.on.day, line.contact.case_id) for line in (*first.lines, *rest.lines)]
    assert found == [(1, case.id), (2, case.id), (3, case.id)]
    assert [line.text.fields["organ_name"] for line in rest.lines if line.text] == ["某法院"]
    assert rest.next_key is None
    assert first.figures == rest.figures
    assert first.figures[Column.RECEIVED] == 2
