"""Work lists in a store: whose turn it is, in the order of what is due, page by page."""

import base64
import json
from datetime import datetime

import pytest

from casework.domain.case import Case, Status
from casework.domain.errors import InvalidInputError
from casework.domain.lifecycle import perform
from tests.builders import ABOUT_CENTRE, LOAN, REPLY_BY, UNCLEAR, context
from tests.county import County


def on_list(county: County, unit: str) -> list[str]:
    """The ids of the cases before a unit, in order."""
    return [item.case.id for item in county.work_list.page(unit, limit=25, start=None).items]


def ids(*cases: Case) -> list[str]:
    return [case.id for case in cases]


def lists_of(county: County, case: Case, units: str) -> set[str]:
    return {unit for unit in units.split() if case.id in on_list(county, unit)}


def settled(county: County, case: Case, now: datetime) -> Case:
    """The case once what has passed by then was recorded."""
    change = perform(case, (), context(now))
    county.cases.save(change, ())
    return change.after


def test_a_unit_without_work_has_an_empty_page(county: County) -> None:
    county.file()
    page = county.work_list.page("health", limit=25, start=None)
    assert (page.items, page.next_key) == ((), None)


def test_a_line_shows_the_case_and_what_it_is_about(county: County) -> None:
    case = county.file(LOAN)
    (item,) = county.work_list.page("centre", limit=25, start=None).items
    assert item.case == case
    assert item.text is not None
    assert item.text.fields["what_happened"] == LOAN


def test_a_case_moves_from_list_to_list_as_it_is_handled(county: County) -> None:
    units = "centre inspection transport emergency housing"
    case = county.route(county.file(UNCLEAR))
    assert lists_of(county, case, units) == {"centre"}
    case = county.assign(case, "transport", "emergency", "housing")
    assert lists_of(county, case, units) == {"transport", "emergency", "housing"}
    case = county.report(case, "emergency")
    assert lists_of(county, case, units) == {"transport", "housing"}
    case = county.excuse(case, "housing")
    assert lists_of(county, case, units) == {"transport"}
    case = county.reply(county.verify(case))
    assert lists_of(county, case, units) == {"transport"}
    case = county.resolve(case)
    assert lists_of(county, case, units) == {"transport"}


def test_a_co_handlers_line_shows_the_case_as_it_stands(county: County) -> None:
    case = county.verify(county.assign(county.file(), "transport", "emergency"))
    (item,) = county.work_list.page("emergency", limit=25, start=None).items
    assert item.case == county.cases.get(case.id)
    assert item.case.status is Status.VERIFIED


def test_a_closed_case_is_on_no_list(county: County) -> None:
    county.answer(county.file())
    assert on_list(county, "centre") == []


def test_a_complaint_about_the_centre_leaves_the_centres_list(county: County) -> None:
    case = county.route(county.file(ABOUT_CENTRE))
    assert (on_list(county, "centre"), on_list(county, "inspection")) == ([], [case.id])


def test_what_is_due_first_stands_first_and_what_is_never_due_last(county: County) -> None:
    resolved = county.resolve(county.reply(county.verify(county.assign(county.file()))))
    replied = county.reply(county.verify(county.assign(county.file())))
    verified = county.verify(county.assign(county.file()))
    assigned = county.assign(county.file())
    county.pass_time(days=14)
    later = county.assign(county.file())
    expected = ids(assigned, verified, later, replied, resolved)
    assert on_list(county, "justice") == expected
    settled(county, verified, REPLY_BY)
    assert on_list(county, "justice") == expected, "what was missed keeps its place"


def test_a_co_handlers_line_stands_by_its_own_task_not_by_the_leads_stage(county: County) -> None:
    helping = county.assign(county.file(), "transport", "emergency")
    leading = county.assign(county.file(), "emergency")
    assert on_list(county, "emergency") == ids(leading, helping)
    replied = county.reply(county.verify(leading))
    assert on_list(county, "emergency") == ids(helping, replied)


def test_what_is_due_at_the_same_instant_stands_by_case_id(county: County) -> None:
    cases = [county.file() for _ in range(5)]
    assert on_list(county, "centre") == sorted(ids(*cases))


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_follow_one_another_without_gap_or_repeat(county: County, limit: int) -> None:
    cases = sorted((county.file() for _ in range(7)), key=lambda case: case.id)
    shown, start = list[Case](), None
    while True:
        page = county.work_list.page("centre", limit=limit, start=start)
        assert len(page.items) <= limit
        shown += [item.case for item in page.items]
        if page.next_key is None:
            break
        start = page.next_key
    assert shown == cases


def test_a_page_goes_on_after_its_last_line_though_that_has_left_the_list(county: County) -> None:
    first, second, third = sorted((county.file() for _ in range(3)), key=lambda case: case.id)
    start = county.work_list.page("centre", limit=2, start=None).next_key
    county.answer(second)
    assert [item.case for item in county.work_list.page("centre", limit=2, start=start).items] == [
        third
    ]
    assert on_list(county, "centre") == ids(first, third)


def forged(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode()


@pytest.mark.parametrize(
    "start",
    [
        "",
        "x",
        "é码",
        "====",
        "AAAA",
        "_" * 600,
        forged(1),
        forged([]),
        forged({}),
        forged({"GSI1PK": {"S": "WORK#centre"}}),
        forged(
            {
                "PK": {"S": ""},
                "SK": {"S": "CASE"},
                "GSI1PK": {"S": "WORK#centre"},
                "GSI1SK": {"S": "9"},
            }
        ),
        forged(
            {
                "PK": {"N": "1"},
                "SK": {"S": "CASE"},
                "GSI1PK": {"S": "WORK#centre"},
                "GSI1SK": {"S": "9"},
            }
        ),
        forged(
            {
                "PK": 1,
                "SK": {"S": "CASE"},
                "GSI1PK": {"S": "WORK#centre"},
                "GSI1SK": {"S": "9"},
            }
        ),
    ],
)
def test_a_start_that_is_no_key_of_this_list_is_refused(county: County, start: str) -> None:
    county.file()
    with pytest.raises(InvalidInputError) as refused:
        county.work_list.page("centre", limit=5, start=start)
    assert refused.value.facts == {"field": "start"}


def test_a_key_of_another_units_list_is_refused(county: County) -> None:
    county.file(), county.file()
    key = county.work_list.page("centre", limit=1, start=None).next_key
    with pytest.raises(InvalidInputError):
        county.work_list.page("justice", limit=1, start=key)


def test_texts_of_several_cases_are_read_by_their_ids(county: County) -> None:
    first, second = county.file(), county.file()
    wanted = [(first.id, "0001.0"), (second.id, "0001.0"), (second.id, "0009.0")]
    found = county.work_list.texts(wanted)
    kept = {case.id: county.cases.file(case.id).particulars["0001.0"] for case in (first, second)}
    assert found == {(case_id, "0001.0"): text for case_id, text in kept.items()}
    assert county.work_list.texts([]) == {}
