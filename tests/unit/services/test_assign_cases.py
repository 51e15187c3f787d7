"""Several cases to one lead (批量交办): each by itself, each refusal by name."""

import pytest

from casework.domain.case import Case, Status
from casework.domain.errors import InvalidInputError, NotPermittedError, StoreUnavailableError
from casework.domain.staff import StaffMember
from casework.services.assign_cases import MOST, Assigned, Ticked, assign_cases
from tests.builders import (
    ABOUT_CENTRE,
    ABOUT_POLICE,
    UNCLEAR,
    clerk,
    handler,
    inspector,
    supervisor,
)
from tests.county import County
from tests.fakes import InMemoryCases


def ticked(*cases: Case) -> list[Ticked]:
    return [Ticked(case.id, case.version) for case in cases]


def assign(
    county: County,
    chosen: list[Ticked],
    lead: str = "transport",
    by: StaffMember | None = None,
    name: str = "bulk-1",
) -> tuple[Assigned, ...]:
    return assign_cases(chosen, lead, by or clerk(), name, county.now, **county.ports)


def queued(county: County, text: str = UNCLEAR, **changes: bool) -> Case:
    return county.triage(county.file(text, **changes))


def test_each_ticked_case_is_assigned_in_a_write_of_its_own(
    county: County, cases: InMemoryCases
) -> None:
    waiting = [queued(county) for _ in range(3)]
    before = cases.writes
    assert assign(county, ticked(*waiting)) == tuple(Assigned(case.id) for case in waiting)
    assert cases.writes == before + 3
    assert {cases.get(case.id).lead for case in waiting} == {"transport"}
    assert {cases.get(case.id).status for case in waiting} == {Status.ASSIGNED}


def test_what_the_rules_refuse_stays_and_says_why_and_the_others_go(
    county: County, cases: InMemoryCases
) -> None:
    good, confidential = queued(county), queued(county, confidential=True)
    complaint = county.route(county.file(ABOUT_POLICE))
    gone = queued(county)
    stale = ticked(gone)
    taken = county.assign(gone, "court")
    unknown = [Ticked("0" * 12, 1)]
    done = assign(county, [*ticked(confidential, complaint), *stale, *unknown, *ticked(good)])
    codes = [each.refusal for each in done]
    assert codes == [
        "released_text_required",
        "complaint_about_body",
        "case_changed",
        "not_found",
        None,
    ]
    assert cases.get(confidential.id) == confidential
    assert cases.get(complaint.id) == complaint
    assert cases.get(gone.id) == taken
    assert cases.get(good.id).lead == "transport"


def test_the_same_request_again_finds_done_what_was_done(
    county: County, cases: InMemoryCases
) -> None:
    chosen = ticked(queued(county), queued(county))
    first = assign(county, chosen)
    before = cases.writes
    assert assign(county, chosen) == first
    assert cases.writes == before
    again = assign(county, chosen, name="bulk-2")
    assert {each.refusal for each in again} == {"case_changed"}


def test_when_the_store_fails_in_the_middle_the_rest_is_done_by_sending_it_again(
    county: County, cases: InMemoryCases
) -> None:
    waiting = [queued(county) for _ in range(3)]
    cases.interruptions.append(lambda: None)
    cases.interruptions.append(lambda: setattr(cases, "lost_answers", 1))
    with pytest.raises(StoreUnavailableError):
        assign(county, ticked(*waiting))
    assert [cases.get(case.id).lead for case in waiting] == ["transport", "transport", None]
    assert all(each.refusal is None for each in assign(county, ticked(*waiting)))
    assert [cases.get(case.id).lead for case in waiting] == ["transport"] * 3


@pytest.mark.parametrize("number", [0, MOST + 1])
def test_none_or_more_than_a_page_are_refused_before_anything_is_done(
    county: County, cases: InMemoryCases, number: int
) -> None:
    case = queued(county)
    before = cases.writes
    with pytest.raises(InvalidInputError) as refused:
        assign(county, ticked(*[case] * number))
    assert refused.value.facts == {"field": "cases"}
    assert (cases.writes, cases.get(case.id)) == (before, case)


def test_a_case_ticked_twice_is_assigned_once(county: County) -> None:
    case = queued(county)
    assert assign(county, ticked(case, case)) == (Assigned(case.id), Assigned(case.id))
    assert county.cases.get(case.id).version == case.version + 1


@pytest.mark.parametrize("lead", ["", "nowhere", "centre"])
def test_a_lead_that_handles_no_cases_gets_none(county: County, lead: str) -> None:
    case = queued(county)
    (done,) = assign(county, ticked(case), lead)
    assert done.refusal is not None
    assert county.cases.get(case.id) == case


@pytest.mark.parametrize("who", [handler("justice"), supervisor()])
def test_who_assigns_no_case_alone_assigns_none_together(county: County, who: StaffMember) -> None:
    case = queued(county)
    with pytest.raises(NotPermittedError):
        assign(county, ticked(case), by=who)
    assert county.cases.get(case.id) == case


def test_an_inspector_assigns_of_several_only_what_inspectors_triage(county: County) -> None:
    complaint, ordinary = county.route(county.file(ABOUT_CENTRE)), queued(county)
    done = assign(county, ticked(complaint, ordinary), "inspection", by=inspector())
    assert [each.refusal for each in done] == [None, "not_found"]
    assert county.cases.get(ordinary.id) == ordinary


def test_another_request_of_the_same_name_is_refused_where_the_first_was_done(
    county: County,
) -> None:
    chosen = ticked(queued(county))
    ports = {**county.ports, "digest": "a1b2"}
    assign_cases(chosen, "justice", clerk(), "k", county.now, **ports)
    again = assign_cases(chosen, "justice", clerk(), "k", county.now, **ports)
    assert [each.refusal for each in again] == [None]
    ports = {**county.ports, "digest": "c3d4"}
    other = assign_cases(chosen, "transport", clerk(), "k", county.now, **ports)
    assert [each.refusal for each in other] == ["idempotency_key_reused"]
    assert county.cases.get(chosen[0].case_id).lead == "justice"
