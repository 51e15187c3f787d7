"""Figures in a store: what adding each change has kept is what counting every case afresh says."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from casework.domain.case import Case
from casework.domain.errors import StoreUnavailableError
from casework.domain.lifecycle import perform
from casework.domain.rules import CaseExistsError, StaleVersionError
from casework.domain.statistics import ALL, Column, month_row, total, unit_row
from casework.ports import Statistics
from casework.services.assign_case import Assignment, assign_case
from casework.services.commanding import Request
from tests.builders import (
    ABOUT_CENTRE,
    MINT,
    REPLY_BY,
    RESOLVE_BY,
    UNCLEAR,
    VEHICLES,
    clerk,
    context,
    filed,
    form_key,
)
from tests.county import County
from tests.desk_fakes import InMemoryStatistics
from tests.fakes import InMemoryCases
from tests.integration.wire import Wire, tap

MARCH = "2026-03"
Rows = dict[str, dict[Column, int]]


@pytest.fixture
def statistics(store: str, county: County) -> Statistics:
    """The county's figures."""
    if store == "fake":
        assert isinstance(county.cases, InMemoryCases)
        return InMemoryStatistics(county.cases)
    from casework.adapters.dynamodb.statistics import (  # noqa: PLC0415 - not for fakes
        DynamoStatistics,
    )

    return DynamoStatistics()


def counted(county: County, cases: Iterable[Case]) -> Rows:
    """The figures of these cases as they are stored, counted afresh."""
    rows: Rows = {}
    for (row, column), n in total(county.cases.get(case.id) for case in cases).items():
        rows.setdefault(row, {})[column] = n
    return rows


def kept(statistics: Statistics, *months: str) -> Rows:
    """Every row that the store has; rows that came to nothing are not there."""
    rows: dict[str, Any] = {ALL: dict(statistics.all()), **statistics.before_units()}
    for month in months or (MARCH,):
        rows |= statistics.of_month(month)
    return {row: dict(columns) for row, columns in rows.items() if columns}


def settled(county: County, case: Case, now: Any) -> Case:
    change = perform(case, (), context(now))
    county.cases.save(change, ())
    return change.after


def test_a_county_without_cases_has_no_figures(statistics: Statistics) -> None:
    assert (statistics.all(), statistics.before_units(), statistics.of_month(MARCH)) == ({}, {}, {})


def test_a_day_of_work_is_counted_row_by_row(county: County, statistics: Statistics) -> None:
    done = county.resolve(county.reply(county.verify(county.assign(county.file()))))
    late = settled(county, county.assign(county.file(), "transport", "emergency"), REPLY_BY)
    answered, waiting = county.answer(county.file()), county.triage(county.file())
    figures = {Column.RECEIVED: 4, Column.DIRECT: 1, Column.TRANSFERRED: 2}
    ended = {Column.DUE: 2, Column.CLOSED: 2}
    expected = {
        ALL: {**figures, **ended},
        month_row(MARCH): {**figures, **ended},
        unit_row("transport"): {Column.VERIFY: 1, Column.YELLOW: 1},
        month_row(MARCH, unit_row("justice")): {Column.MET: 1, Column.OWED: 1},
    }
    assert kept(statistics) == expected
    assert counted(county, (done, late, answered, waiting)) == expected


def test_figures_follow_each_step_of_a_case(county: County, statistics: Statistics) -> None:
    case = county.file(VEHICLES)
    steps: list[Callable[[Case], Case]] = [
        county.triage,
        lambda case: county.assign(case, "transport", "emergency"),
        lambda case: settled(county, case, REPLY_BY),
        county.verify,
        county.reply,
        partial(county.report, unit="emergency"),
        lambda case: settled(county, case, RESOLVE_BY),
        county.resolve,
        county.rate,
    ]
    for step in steps:
        case = step(case)
        assert kept(statistics) == counted(county, [case])
    assert kept(statistics)[ALL] == {
        Column.RECEIVED: 1,
        Column.TRANSFERRED: 1,
        Column.DUE: 1,
        Column.CLOSED: 1,
    }


def test_what_is_added_and_taken_away_in_one_write_is_counted_once(
    county: County, statistics: Statistics
) -> None:
    case = county.triage(county.file(ABOUT_CENTRE))
    before = kept(statistics)
    county.cases.save(perform(county.cases.get(case.id), (), context(county.now)), ())
    assert kept(statistics) == before


def test_a_filing_that_is_repeated_counts_once(county: County, statistics: Statistics) -> None:
    for _ in range(3):
        county.post()
    assert statistics.all() == {Column.RECEIVED: 1}
    change = filed()
    county.cases.add(change, (), None)
    with pytest.raises(CaseExistsError):
        county.cases.add(change, (), None)
    assert statistics.all() == {Column.RECEIVED: 2}


def test_a_change_that_is_refused_counts_nothing(county: County, statistics: Statistics) -> None:
    case = county.assign(county.file())
    county.verify(case)
    before = kept(statistics)
    with pytest.raises(StaleVersionError):
        county.cases.save(perform(case, (), context(REPLY_BY)), ())
    assert kept(statistics) == before


def test_many_cases_in_many_shards_add_up(county: County, statistics: Statistics) -> None:
    cases = [county.file() for _ in range(16)]
    for case in cases[:9]:
        county.assign(case, "justice")
    assert statistics.all() == {Column.RECEIVED: 16, Column.TRANSFERRED: 9}
    assert statistics.before_units() == {unit_row("justice"): {Column.VERIFY: 9}}


def test_each_month_has_rows_of_its_own(county: County, statistics: Statistics) -> None:
    first = county.file()
    county.pass_time(days=31)
    second = county.resolve(county.reply(county.verify(county.assign(county.file()))))
    assert statistics.of_month("2026-03") == {month_row("2026-03"): {Column.RECEIVED: 1}}
    assert set(statistics.of_month("2026-04")) == {
        month_row("2026-04"),
        month_row("2026-04", unit_row("justice")),
    }
    assert statistics.of_month("2026-0") == {}
    assert kept(statistics, "2026-03", "2026-04") == counted(county, (first, second))


@pytest.fixture
def wire(store: str, monkeypatch: pytest.MonkeyPatch) -> Wire:
    """The line to the store; only a real one has one."""
    if store == "fake":
        pytest.skip("nothing travels to a fake")
    return tap(monkeypatch)


def cut(operation: str) -> Callable[[Any], Exception | None]:
    """The answer of the first such request is lost, with the SDK's own retries."""

    def fault(call: Any) -> Exception | None:
        hit = call.operation == operation
        return ReadTimeoutError(endpoint_url="https://dynamodb") if hit else None

    return fault


@pytest.mark.parametrize("takes_effect", [False, True], ids=["before", "after"])
def test_a_write_that_was_interrupted_and_sent_again_counts_once(
    county: County, statistics: Statistics, wire: Wire, takes_effect: bool
) -> None:
    away = wire.losing_answers if takes_effect else wire.failing
    case = county.triage(county.file(UNCLEAR))
    request = county.request(case, clerk(), command_id="again")
    with away(cut("TransactWriteItems")), pytest.raises(StoreUnavailableError):
        assign(county, request)
    assigned = assign(county, request)
    with away(cut("TransactWriteItems")), pytest.raises(StoreUnavailableError):
        county.post()
    county.post()
    posted = MINT.case_id(MINT.accept_form_key(form_key(), county.now))
    cases = [assigned, county.cases.get(posted)]
    assert kept(statistics) == counted(county, cases)
    assert statistics.all() == {Column.RECEIVED: 2, Column.TRANSFERRED: 1}


def assign(county: County, request: Request) -> Case:
    return assign_case(request, Assignment("justice"), **county.ports)
