"""Search: by whole names and numbers, on record before anything is shown, and never a word of what
is confidential.
"""

from collections.abc import Callable
from typing import Any

import pytest

from casework.domain.case import Case
from casework.domain.errors import InvalidInputError, NotPermittedError, StoreUnavailableError
from casework.domain.search_terms import SearchKind, enterprise_term, phone_term
from casework.domain.staff import Role, StaffMember
from casework.ports import SearchRecord, WorkItem
from casework.services.search_cases import NotASearchError, Wanted, search_cases
from tests.builders import (
    ABOUT_CENTRE,
    LOAN,
    MINT,
    UNCLEAR,
    administrator,
    clerk,
    handler,
    inspector,
    member,
    supervisor,
)
from tests.county import County
from tests.desk_fakes import InMemoryAudit
from tests.fakes import InMemoryCases

NAME, PHONE = "巨野县某企业", "13800000000"
OTHERS = {"what_happened": LOAN, "enterprise_name": "别家企业", "contact_phone": "0530-8212345"}
leader = member(Role.LEADER, "leading_group")


@pytest.fixture
def audit() -> InMemoryAudit:
    return InMemoryAudit()


@pytest.fixture
def search(
    county: County, cases: InMemoryCases, audit: InMemoryAudit
) -> Callable[..., tuple[WorkItem, ...]]:
    """A search by whoever is given, a clerk if nobody is."""

    def look(by: StaffMember | None = None, **typed: str) -> tuple[WorkItem, ...]:
        ports: dict[str, Any] = {"cases": cases, "search": cases, "audit": audit, "mint": MINT}
        return search_cases(Wanted(**typed), by or clerk(), county.now, **ports).items

    return look


Search = Callable[..., tuple[WorkItem, ...]]


def ids(found: tuple[WorkItem, ...]) -> list[str]:
    return [item.case.id for item in found]


def queued(county: County, text: str = UNCLEAR, **changes: Any) -> Case:
    return county.triage(county.file(text, **changes))


def test_a_case_is_found_by_its_enterprise_and_by_its_telephone(
    county: County, search: Search
) -> None:
    case, other = queued(county), queued(county, fields=OTHERS)
    assert ids(search(enterprise="巨野县某企业 有限公司")) == [case.id]
    assert ids(search(telephone="138 0000 0000")) == [case.id]
    assert ids(search(telephone="05308212345")) == [other.id]
    assert search(enterprise="巨野县") == ()
    (item,) = search(enterprise=NAME)
    assert (item.case, item.text and item.text.fields["what_happened"]) == (case, UNCLEAR)


def test_the_newest_stands_first_and_a_case_that_fits_both_once(
    county: County, search: Search
) -> None:
    first, second = queued(county), queued(county)
    third = queued(county, fields={**OTHERS, "contact_phone": PHONE})
    assert ids(search(enterprise=NAME)) == [second.id, first.id]
    assert ids(search(enterprise=NAME, telephone=PHONE)) == [second.id, first.id, third.id]


def test_a_number_finds_its_case_and_a_name_beside_it_is_not_looked_for(
    county: County, search: Search, audit: InMemoryAudit
) -> None:
    case = queued(county)
    typed = f"msb-{case.id[:4]}-{case.id[4:8]}-{case.id[8:]}".lower()
    assert ids(search(number=typed, enterprise="别家企业")) == [case.id]
    assert audit.records == []


def test_a_case_found_by_its_number_is_told_by_its_filing_and_by_no_other_text(
    county: County, search: Search, cases: InMemoryCases
) -> None:
    case = county.answer(queued(county), "可以调解。")
    (item,) = search(number=case.id)
    assert item.text and item.text.fields["what_happened"] == UNCLEAR
    del cases.files[case.id].particulars[item.text.ref.id]
    (erased,) = search(number=case.id)
    assert erased.text is None


@pytest.mark.parametrize("number", ["ZZZZZZZZZZZZ", "x", "../../etc", "0" * 5000])
def test_a_number_that_nobody_has_finds_nothing(search: Search, number: str) -> None:
    assert search(number=number) == ()


def test_a_confidential_case_is_found_by_nothing_but_its_number(
    county: County, search: Search, audit: InMemoryAudit
) -> None:
    case = queued(county, confidential=True)
    assert search(enterprise=NAME, telephone=PHONE) == ()
    assert [record.shown for record in audit.records] == [(), ()]
    assert ids(search(number=case.id)) == [case.id]


def test_a_confidential_case_is_not_shown_even_where_the_index_holds_it(
    county: County, search: Search, cases: InMemoryCases
) -> None:
    case = queued(county, confidential=True)
    term = enterprise_term(NAME)
    assert term
    cases.searchable[MINT.search_key(term)] = [case.id]
    assert search(enterprise=NAME) == ()


def test_by_its_number_a_case_is_found_only_by_who_may_view_it(
    county: County, search: Search
) -> None:
    about_centre = county.route(county.file(ABOUT_CENTRE))
    confidential = queued(county, confidential=True)
    for case, who in ((about_centre, clerk()), (confidential, inspector())):
        assert search(who, number=case.id) == ()
    assert ids(search(inspector(), number=about_centre.id)) == [about_centre.id]
    assert ids(search(supervisor(), number=confidential.id)) == [confidential.id]


def test_a_name_finds_only_what_the_person_may_view(county: County, search: Search) -> None:
    about_centre = county.route(county.file(ABOUT_CENTRE))
    ordinary = queued(county)
    assert ids(search(enterprise=NAME)) == [ordinary.id]
    assert ids(search(inspector(), enterprise=NAME)) == [about_centre.id]
    assert ids(search(leader, enterprise=NAME)) == [ordinary.id, about_centre.id]


def test_who_has_a_letter_to_answer_only_is_shown_no_more_than_on_the_page(
    county: County, search: Search
) -> None:
    case = county.file()
    (item,) = search(supervisor(), number=case.id)
    assert item.text is None, "until routing has read a case, nobody reads it"


def test_each_search_is_on_record_with_neither_name_nor_telephone(
    county: County, search: Search, audit: InMemoryAudit
) -> None:
    case = queued(county)
    search(supervisor(), enterprise=NAME, telephone=PHONE)
    name, phone = enterprise_term(NAME), phone_term(PHONE)
    assert name
    assert phone
    who, shown = (supervisor().id, "centre"), (case.id,)
    assert audit.records == [
        SearchRecord(*who, SearchKind.ENTERPRISE, MINT.search_key(name), shown, county.now),
        SearchRecord(*who, SearchKind.PHONE, MINT.search_key(phone), shown, county.now),
    ]
    assert not any(word in repr(audit.records) for word in (NAME, "某企业", PHONE, "3800"))


def test_nothing_is_shown_of_a_search_that_cannot_be_put_on_record(
    county: County, search: Search, audit: InMemoryAudit
) -> None:
    queued(county)
    audit.closed = True
    with pytest.raises(StoreUnavailableError):
        search(enterprise=NAME)


@pytest.mark.parametrize(
    "typed",
    [{}, {"enterprise": "（）"}, {"telephone": "喂"}, {"enterprise": " ", "telephone": "1"}],
)
def test_what_nothing_can_be_found_by_is_no_search(
    search: Search, audit: InMemoryAudit, typed: dict[str, str]
) -> None:
    with pytest.raises(NotASearchError) as refused:
        search(**typed)
    assert isinstance(refused.value, InvalidInputError)
    assert audit.records == []


@pytest.mark.parametrize(
    "who", [handler("justice"), member(Role.DEPARTMENT_LEAD, "justice"), administrator()]
)
def test_departments_and_administrators_do_not_search(
    county: County, search: Search, audit: InMemoryAudit, who: StaffMember
) -> None:
    case = county.assign(queued(county), "justice")
    for typed in ({"number": case.id}, {"enterprise": NAME}):
        with pytest.raises(NotPermittedError):
            search(who, **typed)
    assert audit.records == []
