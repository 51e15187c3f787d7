"""What waits for an instant, in a store: found from its second on, never before, and never what
waits for nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from casework.domain.case import Case
from casework.domain.lifecycle import perform
from casework.domain.rules import StaleVersionError
from casework.ports import DueEntry, DueIndex, DueKind
from tests.builders import (
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    SILENT_UNTIL,
    TRIAGE_BY,
    VERIFY_BY,
    a_day_before,
    context,
)
from tests.county import County

SECOND = timedelta(seconds=1)
FIRST_DUE = a_day_before(TRIAGE_BY)
"""The warning of a case that was filed at NOW."""


def settle(county: County, case: Case, now: datetime) -> Case:
    county.cases.save(perform(case, (), context(now)), ())
    return county.cases.get(case.id)


def entry(case: Case, due: datetime) -> DueEntry:
    return DueEntry(DueKind.CASE, case.id, due)


def sorted_by_id(found: Iterable[DueEntry]) -> list[DueEntry]:
    return sorted(found, key=lambda one: one.id)


def test_where_nothing_was_filed_nothing_waits(due_index: DueIndex) -> None:
    assert list(due_index.waiting()) == []
    assert list(due_index.passed(RESOLVE_BY)) == []


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (NOW, False),
        (FIRST_DUE - SECOND, False),
        (FIRST_DUE - timedelta.resolution, False),
        (FIRST_DUE, True),
        (FIRST_DUE + timedelta.resolution, True),
        (FIRST_DUE + timedelta(days=400), True),
    ],
)
def test_a_case_is_found_from_its_instant_on(
    county: County, due_index: DueIndex, now: datetime, found: bool
) -> None:
    case = county.file()
    assert list(due_index.passed(now)) == ([entry(case, FIRST_DUE)] if found else [])
    assert list(due_index.waiting()) == [entry(case, FIRST_DUE)]


def test_a_case_moves_on_with_what_is_due_next(county: County, due_index: DueIndex) -> None:
    case = county.assign(county.file(), "justice")
    for now, due in (
        (a_day_before(VERIFY_BY), VERIFY_BY),
        (VERIFY_BY, a_day_before(REPLY_BY)),
        (a_day_before(REPLY_BY), REPLY_BY),
    ):
        assert list(due_index.passed(now)) == [entry(case, now)]
        case = settle(county, case, now)
        assert list(due_index.passed(now)) == []
        assert list(due_index.waiting()) == [entry(case, due)]


def test_a_case_that_waits_for_nothing_leaves_the_index(
    county: County, due_index: DueIndex
) -> None:
    answered = county.answer(county.file())
    resolved = county.resolve(county.reply(county.verify(county.assign(county.file()))))
    silent = [entry(case, SILENT_UNTIL) for case in (answered, resolved)]
    assert sorted_by_id(due_index.waiting()) == sorted_by_id(silent)
    for case in (answered, resolved):
        assert settle(county, case, SILENT_UNTIL).next_due is None
    assert list(due_index.waiting()) == []
    assert list(due_index.passed(RESOLVE_BY)) == []


def test_a_case_all_of_whose_deadlines_were_missed_waits_for_nothing(
    county: County, due_index: DueIndex
) -> None:
    case = settle(county, county.assign(county.file(), "justice"), RESOLVE_BY)
    assert (case.status.is_open, case.next_due) == (True, None)
    assert list(due_index.waiting()) == []


def test_of_many_cases_exactly_those_are_found_whose_instant_has_passed(
    county: County, due_index: DueIndex
) -> None:
    first = [county.file() for _ in range(12)]
    county.now = NOW + timedelta(days=7)
    later = [county.file() for _ in range(12)]
    assert sorted_by_id(due_index.passed(FIRST_DUE)) == sorted_by_id(
        entry(case, FIRST_DUE) for case in first
    )
    next_week = FIRST_DUE + timedelta(days=7)
    everything = [
        *(entry(case, FIRST_DUE) for case in first),
        *(entry(case, next_week) for case in later),
    ]
    assert sorted_by_id(due_index.passed(next_week)) == sorted_by_id(everything)
    assert sorted_by_id(due_index.waiting()) == sorted_by_id(everything)
    assert len({one.id for one in due_index.waiting()}) == len(everything)


def test_a_write_that_was_refused_leaves_the_index_as_it_was(
    county: County, due_index: DueIndex
) -> None:
    seen = county.triage(county.file())
    assigned = county.assign(seen, "justice")
    with pytest.raises(StaleVersionError):
        county.cases.save(perform(seen, (), context(TRIAGE_BY)), ())
    assert list(due_index.waiting()) == [entry(assigned, a_day_before(VERIFY_BY))]
