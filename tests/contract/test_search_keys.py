"""By what a case is found again: its filing, then its corrected data, then nothing."""

from typing import Any

import pytest

from casework.domain.search_terms import enterprise_term, phone_term, wechat_term
from casework.domain.statistics import Column
from casework.ports import CaseSearch, Page
from casework.services.acting_by_link import ByLink
from casework.services.ask_about_data import ask_correction, ask_erasure
from casework.services.commanding import Request
from casework.services.decide_about_data import CorrectedData, correct_data, erase_data
from casework.services.withdraw_case import withdraw_case
from tests.builders import MINT, clerk, filing, form_key
from tests.county import County
from tests.fakes import InMemoryCases

OLD, NEW = "13800000000", "13912345678"
ENTERPRISE = "巨野县某企业"
RIGHT = CorrectedData("巨野县改名企业", "王五", NEW)


@pytest.fixture
def search(store: str, county: County) -> CaseSearch:
    """Cases of the county by their keys."""
    if store == "fake":
        assert isinstance(county.cases, InMemoryCases)
        return county.cases
    from casework.adapters.dynamodb.case_search import (  # noqa: PLC0415 - not for fakes
        DynamoCaseSearch,
    )

    return DynamoCaseSearch()


def found(search: CaseSearch, telephone: str = "", enterprise: str = "") -> list[str]:
    """The cases of a telephone, or of an enterprise."""
    term = phone_term(telephone) or enterprise_term(enterprise)
    assert term is not None
    return [item.case.id for item in search.find(MINT.search_key(term)).items]


def test_the_figures_come_with_what_was_found(county: County, search: CaseSearch) -> None:
    county.file()
    term, nobody = phone_term(OLD), phone_term(NEW)
    assert term and nobody
    assert search.find(MINT.search_key(term)).figures == {Column.RECEIVED: 1}
    assert search.find(MINT.search_key(nobody)) == Page((), None)


def asked_to_correct(county: County, **filing: Any) -> tuple[str, ByLink]:
    """A case that a clerk has to correct, and a form of its tracking page."""
    filed = county.post(form_key=form_key(7, county.now), **filing)
    link = ByLink(filed.tracking_token, form_key(8, county.now), county.now)
    ask_correction(link, "电话", NEW, mint=MINT, **county.ports)
    return filed.case_id, link


def correct(county: County, case_id: str, right: CorrectedData = RIGHT) -> None:
    case = county.cases.get(case_id)
    request = Request(case_id, case.version, "c-1", clerk(), county.now)
    correct_data(request, right, **county.ports, mint=MINT)


def test_a_corrected_case_is_found_by_its_new_data_and_by_the_old_no_more(
    county: County, search: CaseSearch
) -> None:
    other = county.file().id
    case_id, _ = asked_to_correct(county)
    assert sorted(found(search, OLD)) == sorted([other, case_id])
    correct(county, case_id)
    assert (found(search, OLD), found(search, NEW)) == ([other], [case_id])
    assert found(search, enterprise=ENTERPRISE) == [other]
    assert found(search, enterprise=RIGHT.enterprise_name) == [case_id]


def test_what_the_corrected_data_leave_out_finds_nothing(
    county: County, search: CaseSearch
) -> None:
    case_id, _ = asked_to_correct(county)
    correct(county, case_id, CorrectedData(ENTERPRISE, "王五", "无"))
    assert (found(search, OLD), found(search, enterprise=ENTERPRISE)) == ([], [case_id])


def test_a_correction_that_came_too_late_changes_nothing(
    county: County, search: CaseSearch
) -> None:
    case_id, _ = asked_to_correct(county)
    case = county.cases.get(case_id)
    correct(county, case_id)
    again = Request(case_id, case.version, "c-1", clerk(), county.now)
    correct_data(again, RIGHT, **county.ports, mint=MINT)
    assert (found(search, OLD), found(search, NEW)) == ([], [case_id])


def test_a_confidential_case_is_found_by_nothing_corrected_or_not(
    county: County, search: CaseSearch
) -> None:
    case_id, _ = asked_to_correct(county, confidential=True)
    assert found(search, OLD) == []
    correct(county, case_id)
    assert (found(search, NEW), found(search, enterprise=RIGHT.enterprise_name)) == ([], [])


def test_after_an_erasure_nothing_finds_the_case_though_it_was_corrected(
    county: County, search: CaseSearch
) -> None:
    case_id, link = asked_to_correct(county)
    correct(county, case_id)
    withdraw_case(link, "", mint=MINT, **county.ports)
    ask_erasure(link, mint=MINT, **county.ports)
    request = Request(case_id, county.cases.get(case_id).version, "c-2", clerk(), county.now)
    erase_data(request, **county.ports)
    assert (found(search, NEW), found(search, enterprise=RIGHT.enterprise_name)) == ([], [])


def of_sender(search: CaseSearch) -> list[str]:
    """The cases that a follower of the official account filed."""
    term = wechat_term("oABC")
    assert term is not None
    return [item.case.id for item in search.find(MINT.search_key(term)).items]


def test_a_sender_s_case_is_theirs_after_a_correction_until_the_data_are_erased(
    county: County, search: CaseSearch
) -> None:
    fields = {**filing().fields, "wechat_openid": "oABC"}
    case_id, link = asked_to_correct(county, fields=fields)
    correct(county, case_id)
    assert (of_sender(search), found(search, NEW)) == ([case_id], [case_id])
    withdraw_case(link, "", mint=MINT, **county.ports)
    ask_erasure(link, mint=MINT, **county.ports)
    request = Request(case_id, county.cases.get(case_id).version, "c-2", clerk(), county.now)
    erase_data(request, **county.ports)
    assert of_sender(search) == []


def test_nobody_finds_a_confidential_case_by_its_sender(county: County, search: CaseSearch) -> None:
    fields = {**filing().fields, "wechat_openid": "oABC"}
    county.post(form_key=form_key(7, county.now), fields=fields, confidential=True)
    assert of_sender(search) == []
