"""Merging and linking cases: both change or neither, once, and only by whoever may know both."""

import pytest

from casework.domain.case import Case, Status
from casework.domain.errors import NotFoundError, NotPermittedError, StoreUnavailableError
from casework.domain.oversight_events import LinkKind
from casework.domain.oversight_rules import ComplaintDiffersError, SameCaseError
from casework.domain.rules import CaseClosedError, StaleVersionError
from casework.services.disclosing import case_for
from casework.services.link_cases import link_cases
from casework.services.merge_case import merge_case
from tests.builders import ABOUT_CENTRE, ABOUT_POLICE, clerk, handler, supervisor
from tests.county import County
from tests.fakes import InMemoryCases


@pytest.fixture
def pair(county: County) -> tuple[Case, Case]:
    """A duplicate in triage, and the case that it repeats."""
    stays = county.assign(county.file(), "transport")
    return county.triage(county.file()), stays


def test_a_duplicate_is_merged_and_both_cases_know(county: County, pair: tuple[Case, Case]) -> None:
    duplicate, stays = pair
    merged = merge_case(county.request(duplicate, clerk()), stays.id, **county.ports)
    assert (merged.status, merged.merged_into) == (Status.MERGED, stays.id)
    assert county.cases.get(stays.id).absorbed == (duplicate.id,)
    assert "0001.0" in county.cases.file(duplicate.id).particulars


def test_a_repeated_merge_is_recognised(county: County, pair: tuple[Case, Case]) -> None:
    duplicate, stays = pair
    request = county.request(duplicate, clerk())
    first = merge_case(request, stays.id, **county.ports)
    assert merge_case(request, stays.id, **county.ports) == first
    assert county.cases.get(stays.id).absorbed == (duplicate.id,)


def test_a_merge_whose_answer_was_lost_is_recognised_when_it_is_asked_again(
    county: County, cases: InMemoryCases, pair: tuple[Case, Case]
) -> None:
    duplicate, stays = pair
    request = county.request(duplicate, clerk())
    cases.lost_answers = 1
    with pytest.raises(StoreUnavailableError):
        merge_case(request, stays.id, **county.ports)
    assert merge_case(request, stays.id, **county.ports).status is Status.MERGED


def test_what_happens_to_the_other_case_meanwhile_is_decided_upon_again(
    county: County, cases: InMemoryCases, pair: tuple[Case, Case]
) -> None:
    duplicate, stays = pair
    cases.interruptions.append(lambda: county.verify(stays))
    merged = merge_case(county.request(duplicate, clerk()), stays.id, **county.ports)
    assert merged.status is Status.MERGED
    assert county.cases.get(stays.id).status is Status.VERIFIED
    assert county.cases.get(stays.id).absorbed == (duplicate.id,)


def test_when_the_first_case_changed_since_it_was_seen_nothing_is_merged(
    county: County, pair: tuple[Case, Case]
) -> None:
    duplicate, stays = pair
    request = county.request(duplicate, clerk())
    county.assign(duplicate, "justice")
    with pytest.raises(StaleVersionError):
        merge_case(request, stays.id, **county.ports)
    assert county.cases.get(stays.id).absorbed == ()


def test_a_rule_that_either_case_breaks_leaves_both_as_they_were(
    county: County, pair: tuple[Case, Case]
) -> None:
    duplicate, _ = pair
    answered = county.answer(county.file())
    with pytest.raises(CaseClosedError):
        merge_case(county.request(duplicate, clerk()), answered.id, **county.ports)
    with pytest.raises(SameCaseError):
        merge_case(county.request(duplicate, clerk()), duplicate.id, **county.ports)
    assert county.cases.get(duplicate.id) == duplicate


def test_only_a_clerk_merges(county: County, pair: tuple[Case, Case]) -> None:
    duplicate, stays = pair
    with pytest.raises(NotPermittedError):
        merge_case(county.request(stays, handler("transport")), duplicate.id, **county.ports)
    with pytest.raises(NotPermittedError):
        merge_case(county.request(duplicate, supervisor()), stays.id, **county.ports)


def test_a_case_that_the_person_may_not_know_is_not_there(
    county: County, pair: tuple[Case, Case]
) -> None:
    hidden = county.route(county.file(ABOUT_CENTRE))
    duplicate, _ = pair
    for case_id in (hidden.id, "0" * 12):
        with pytest.raises(NotFoundError):
            merge_case(county.request(duplicate, clerk()), case_id, **county.ports)


def test_a_link_stands_on_both_sides_and_departments_do_not_see_it(
    county: County, pair: tuple[Case, Case]
) -> None:
    one, other = pair
    request = county.request(one, clerk())
    linked = link_cases(request, other.id, LinkKind.RELATED, **county.ports)
    assert [link.other for link in linked.links] == [other.id]
    stored = county.cases.get(other.id)
    assert [link.other for link in stored.links] == [one.id]
    assert case_for(handler("transport"), stored).links == ()
    assert case_for(supervisor(), stored) == stored


def test_a_complaint_is_linked_with_no_other_kind_of_case(
    county: County, pair: tuple[Case, Case]
) -> None:
    complaint = county.route(county.file(ABOUT_POLICE))
    request = county.request(pair[0], clerk())
    with pytest.raises(ComplaintDiffersError):
        link_cases(request, complaint.id, LinkKind.SAME_MATTER, **county.ports)
