"""What the console asks of the store, exactly: lists, boards, searches, and a clerk's entry."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from casework.adapters.dynamodb.case_search import DynamoCaseSearch
from casework.adapters.dynamodb.cases import _case_item
from casework.adapters.dynamodb.items import CaseItem
from casework.adapters.dynamodb.statistics import DynamoStatistics
from casework.domain.case import Status
from casework.domain.case_filter import CaseFilter
from casework.domain.events import Channel
from casework.domain.statistics import Column
from casework.services.assign_cases import Ticked, assign_cases
from casework.services.enter_case import Entry, enter_case
from casework.services.list_cases import list_cases
from casework.services.search_cases import Wanted, search_cases
from casework.services.view_case import open_case
from tests.builders import MINT, clerk, filed_case, filing, handler, waiting_case
from tests.county import County
from tests.integration.wire import Call, Wire

QUERY, BATCH, GET, WRITE = "Query", "BatchGetItem", "GetItem", "TransactWriteItems"
TRIAGE = CaseFilter(status=Status.TRIAGE)


def asked(wire: Wire, act: Callable[[], object]) -> list[str]:
    """The operations of an act, in order."""
    return [call.operation for call in calls_of(wire, act)]


def calls_of(wire: Wire, act: Callable[[], object]) -> list[Call]:
    with wire.recording() as calls:
        act()
    return calls


def work(county: County, wanted: CaseFilter) -> Callable[[], object]:
    lists = county.work_list
    return partial(list_cases, clerk(), limit=25, start=None, work_list=lists, wanted=wanted)


def stored(number: int, waiting: range) -> None:
    """Cases before the centre, those of the range waiting for a clerk."""
    kinds = (filed_case(), waiting_case())
    with CaseItem.batch_write() as batch:
        for place in range(number):
            batch.save(_case_item(replace(kinds[place in waiting], id=f"{place:012d}")))


def test_a_list_costs_two_requests_with_the_figures_above_it(county: County, wire: Wire) -> None:
    county.file()
    calls = calls_of(wire, partial(county.work_list.page, "centre", limit=25, start=None))
    assert [call.operation for call in calls] == [QUERY, BATCH]
    (keys,) = [each["Keys"] for each in calls[1].parameters["RequestItems"].values()]
    assert len(keys) == 2 + 8, "case and text, and the eight shards of the figures"


@pytest.mark.parametrize(
    ("waiting", "rounds"), [(range(25), 1), (range(40, 66), 2), (range(183, 184), 4), (range(0), 4)]
)
def test_a_narrowed_list_costs_two_requests_for_each_46_lines_up_to_184(
    county: County, wire: Wire, waiting: range, rounds: int
) -> None:
    stored(210, waiting)
    assert asked(wire, work(county, TRIAGE)) == [QUERY, BATCH] * rounds


def test_a_narrowed_list_reads_its_figures_with_its_first_lines(county: County, wire: Wire) -> None:
    stored(60, range(0))
    batches = [call for call in calls_of(wire, work(county, TRIAGE)) if call.operation == BATCH]
    asked_for = [
        len(each["Keys"]) for call in batches for each in call.parameters["RequestItems"].values()
    ]
    assert asked_for == [2 * 46 + 8, 2 * 14]


def test_a_short_list_is_read_to_its_end_once(county: County, wire: Wire) -> None:
    stored(3, range(1))
    assert asked(wire, work(county, TRIAGE)) == [QUERY, BATCH]


def test_the_board_costs_two_queries_and_a_batch(county: County, wire: Wire) -> None:
    county.assign(county.file())
    statistics = DynamoStatistics()
    assert asked(wire, statistics.before_units) == [QUERY]
    assert asked(wire, partial(statistics.of_month, "2026-03")) == [QUERY]
    assert asked(wire, statistics.all) == [BATCH]
    assert statistics.all() == {Column.RECEIVED: 1, Column.TRANSFERRED: 1}


def test_a_search_costs_three_requests_a_term_and_one_by_number(county: County, wire: Wire) -> None:
    case, found = county.file(), DynamoCaseSearch()

    def look(**typed: str) -> list[str]:
        act = partial(
            search_cases,
            Wanted(**typed),
            clerk(),
            county.now,
            cases=county.cases,
            search=found,
            audit=found,
            mint=MINT,
        )
        return asked(wire, act)

    assert look(enterprise="巨野县某企业") == [QUERY, BATCH, "PutItem"]
    assert look(enterprise="巨野县某企业", telephone="13800000000") == [QUERY, BATCH, "PutItem"] * 2
    assert look(enterprise="无此企业") == [QUERY, "PutItem"]
    assert look(number=case.id) == [QUERY]
    assert look(number="x") == []


@pytest.mark.parametrize("answer", [None, "可以调解。"])
def test_a_clerks_entry_costs_one_request_answered_at_once_or_not(
    county: County, wire: Wire, answer: str | None
) -> None:
    entry = Entry(filing(), Channel.TELEPHONE, answer)
    enter = partial(enter_case, entry, clerk(), county.now, mint=MINT, **county.ports)
    assert asked(wire, enter) == [WRITE]
    assert asked(wire, enter) == [WRITE, GET]


def test_cases_assigned_together_cost_what_each_costs_alone(county: County, wire: Wire) -> None:
    cases = [county.triage(county.file()) for _ in range(3)]
    chosen = [Ticked(case.id, case.version) for case in cases]
    act = partial(assign_cases, chosen, "justice", clerk(), "bulk", county.now, **county.ports)
    assert asked(wire, act) == [GET, WRITE] * 3


def test_a_case_page_with_what_is_possible_costs_one_request(county: County, wire: Wire) -> None:
    case = county.assign(county.file())
    act = partial(open_case, case.id, handler("justice"), county.now, cases=county.cases)
    assert asked(wire, act) == [QUERY]
