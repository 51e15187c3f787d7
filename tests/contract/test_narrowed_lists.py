"""Narrowed lists in a store: read on until the page is full, whatever lies between, and continued
where the last line of the page stood.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from casework.domain.case import Case, Status
from casework.domain.case_file import CaseFile
from casework.domain.case_filter import EVERYTHING, CaseFilter
from casework.domain.errors import InvalidInputError
from casework.domain.light import Light
from casework.domain.statistics import Column
from tests.builders import NOW, VERIFY_BY, assigned_case, filed_case, then, waiting_case
from tests.county import County
from tests.fakes import InMemoryCases

TRIAGE, LATE = CaseFilter(status=Status.TRIAGE), CaseFilter(light=Light.YELLOW)
MANY = 300


def put(county: County, cases: Iterable[Case]) -> list[Case]:
    """Store cases as their last command left them, without their history; figures stay."""
    stored = list(cases)
    if isinstance(county.cases, InMemoryCases):
        for case in stored:
            county.cases.files[case.id] = CaseFile(case, (), {})
        return stored
    from casework.adapters.dynamodb.cases import _case_item  # noqa: PLC0415 - not for fakes
    from casework.adapters.dynamodb.items import CaseItem  # noqa: PLC0415 - not for fakes

    with CaseItem.batch_write() as batch:
        for case in stored:
            batch.save(_case_item(case))
    return stored


def numbered(case: Case, number: int) -> Case:
    return replace(case, id=f"{number:012d}")


def centre_of(county: County, every: int) -> list[Case]:
    """300 cases before the centre, of which one in so many waits for a clerk."""
    waiting, filed = waiting_case(), filed_case()
    each = (numbered(filed if place % every else waiting, place) for place in range(MANY))
    return put(county, each)


def pages(county: County, unit: str, wanted: CaseFilter, limit: int = 25) -> list[list[str]]:
    """The ids on every page of a list, from the first on."""
    found, start = list[list[str]](), None
    while True:
        page = county.work_list.page(unit, limit=limit, start=start, wanted=wanted)
        found.append([item.case.id for item in page.items])
        assert len(page.items) <= limit
        if page.next_key is None:
            return found
        start = page.next_key


@pytest.mark.parametrize(("every", "limit"), [(2, 25), (7, 24), (260, 1)])
def test_of_300_cases_each_that_fits_stands_on_one_page_in_order(
    county: County, every: int, limit: int
) -> None:
    cases = centre_of(county, every)
    expected = [case.id for case in cases if case.status is Status.TRIAGE]
    found = pages(county, "centre", TRIAGE, limit)
    assert [case for page in found for case in page] == expected
    full = [page for page in found if len(page) == limit]
    assert len(full) == len(expected) // limit


def test_a_page_that_fills_in_the_middle_of_what_was_read_goes_on_after_its_last_line(
    county: County,
) -> None:
    cases = centre_of(county, 1)
    first = county.work_list.page("centre", limit=25, start=None, wanted=TRIAGE)
    assert [item.case.id for item in first.items] == [case.id for case in cases[:25]]
    rest = county.work_list.page("centre", limit=25, start=first.next_key, wanted=TRIAGE)
    assert [item.case.id for item in rest.items] == [case.id for case in cases[25:50]]


def test_what_fills_the_last_page_exactly_has_nothing_behind_it(county: County) -> None:
    put(county, [numbered(waiting_case(), place) for place in range(25)])
    assert [len(page) for page in pages(county, "centre", TRIAGE)] == [25]


def test_nothing_that_fits_ends_with_an_empty_page(county: County) -> None:
    centre_of(county, 1)
    found = pages(county, "centre", CaseFilter(lead="court"))
    assert [case for page in found for case in page] == []
    assert pages(county, "health", TRIAGE) == [[]]


def test_lists_are_narrowed_by_light_and_by_lead_as_the_cases_stand(county: County) -> None:
    late = then(assigned_case(), now=VERIFY_BY)[0]
    early = assigned_case(now=NOW + timedelta(hours=1))
    put(county, [numbered(late, 1), numbered(early, 2), numbered(late, 3)])
    assert pages(county, "justice", LATE) == [[f"{1:012d}", f"{3:012d}"]]
    assert pages(county, "justice", CaseFilter(light=Light.NONE)) == [[f"{2:012d}"]]
    assert len(pages(county, "justice", CaseFilter(lead="justice"))[0]) == 3
    assert pages(county, "justice", CaseFilter(lead="court")) == [[]]


@pytest.mark.parametrize("wanted", [EVERYTHING, TRIAGE], ids=["whole", "narrowed"])
def test_the_figures_come_with_every_page_of_every_list(county: County, wanted: CaseFilter) -> None:
    county.file()
    put(county, [numbered(waiting_case(), place) for place in range(30)])
    figures = county.work_list.page("health", limit=25, start=None, wanted=wanted).figures
    assert figures is not None
    first = county.work_list.page("centre", limit=25, start=None, wanted=wanted)
    rest = county.work_list.page("centre", limit=25, start=first.next_key, wanted=wanted)
    assert (first.figures, rest.figures) == (figures, figures)
    assert figures[Column.RECEIVED] >= 1


def test_a_key_of_another_list_is_refused_of_a_narrowed_one_too(county: County) -> None:
    put(county, [numbered(waiting_case(), place) for place in range(2)])
    key = county.work_list.page("centre", limit=1, start=None, wanted=TRIAGE).next_key
    assert key is not None
    for start in (key, "x"):
        with pytest.raises(InvalidInputError) as refused:
            county.work_list.page("justice", limit=1, start=start, wanted=TRIAGE)
        assert refused.value.facts == {"field": "start"}
