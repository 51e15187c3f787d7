"""Statistics: what each case counts for at each moment of its life, and what its changes add."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casework.domain.case import Case
from casework.domain.light import Light
from casework.domain.oversight_state import RedLight, RedLightState
from casework.domain.statistics import (
    ALL,
    BoardRow,
    Column,
    board_of,
    buckets_of,
    change_of,
    counts_of,
    month_of,
    month_row,
    total,
    unit_row,
)
from tests.builders import (
    NOW,
    REPLY_BY,
    RESOLVE_BY,
    VERIFY_BY,
    answered_case,
    assigned_case,
    filed_case,
    replied_case,
    reply,
    resolve,
    resolved_case,
    then,
    verified_case,
    verify,
    waiting_case,
)
from tests.unit.domain.contest_steps import by_enterprise, decline, upheld, withdraw

MARCH = month_row("2026-03")
JUSTICE = unit_row("justice")
JUSTICE_IN_MARCH = month_row("2026-03", JUSTICE)


def row(case: Case, name: str) -> dict[str, int]:
    """What a case counts for in a row."""
    return {column.value: n for (at, column), n in counts_of(case).items() if at == name}


def settled(case: Case, now: datetime) -> Case:
    """The case once somebody looked at that instant."""
    return then(case, now=now)[0]


@pytest.mark.parametrize(
    ("case", "columns"),
    [
        (filed_case(), {"received"}),
        (waiting_case(), {"received"}),
        (assigned_case(), {"received", "transferred"}),
        (verified_case(), {"received", "transferred"}),
        (replied_case(), {"received", "transferred"}),
        (resolved_case(), {"received", "transferred", "due", "closed"}),
        (answered_case(), {"received", "direct", "due", "closed"}),
        (then(waiting_case(), decline())[0], {"received", "other", "due", "closed"}),
        (by_enterprise(waiting_case(), withdraw())[0], {"received", "other", "due", "closed"}),
    ],
    ids=[
        "filed",
        "queued",
        "assigned",
        "verified",
        "replied",
        "resolved",
        "answered",
        "declined",
        "withdrawn",
    ],
)
def test_a_case_is_received_once_and_stands_in_the_bucket_of_what_first_became_of_it(
    case: Case, columns: set[str]
) -> None:
    assert row(case, ALL) == dict.fromkeys(columns, 1)
    assert row(case, MARCH) == dict.fromkeys(columns, 1)


def test_a_case_that_is_withdrawn_after_it_was_transferred_stays_transferred() -> None:
    withdrawn = by_enterprise(verified_case(), withdraw())[0]
    assert row(withdrawn, ALL) == {"received": 1, "transferred": 1, "due": 1, "closed": 1}


def test_a_case_is_due_and_not_closed_once_its_last_deadline_has_passed() -> None:
    case = replied_case()
    before, after = RESOLVE_BY - timedelta(seconds=1), RESOLVE_BY
    assert row(settled(case, before), ALL) == {"received": 1, "transferred": 1}
    assert row(settled(case, after), ALL) == {"received": 1, "transferred": 1, "due": 1}
    done = then(settled(case, after), resolve(), now=after)[0]
    assert row(done, ALL) == {"received": 1, "transferred": 1, "due": 1, "closed": 1}


def test_an_earlier_deadline_that_is_missed_makes_no_case_due() -> None:
    assert row(settled(assigned_case(), VERIFY_BY), ALL) == {"received": 1, "transferred": 1}


def test_a_case_that_is_opened_again_is_not_closed_meanwhile() -> None:
    assert row(upheld(resolved_case()), ALL) == {"received": 1, "transferred": 1}


def test_a_case_belongs_to_the_month_in_which_it_was_filed_by_the_countys_clock() -> None:
    last_hour_of_february = NOW.replace(month=2, day=28, hour=15, minute=59)
    first_of_march = last_hour_of_february + timedelta(minutes=1)
    assert (month_of(last_hour_of_february), month_of(first_of_march)) == ("2026-02", "2026-03")
    assert row(filed_case(last_hour_of_february), month_row("2026-02")) == {"received": 1}
    assert row(filed_case(first_of_march), MARCH) == {"received": 1}


@pytest.mark.parametrize(
    ("case", "before_it"),
    [
        (assigned_case(), {"verify": 1}),
        (verified_case(), {"reply": 1}),
        (replied_case(), {"resolve": 1}),
        (resolved_case(), {}),
        (waiting_case(), {}),
        (by_enterprise(verified_case(), withdraw())[0], {}),
    ],
)
def test_a_unit_has_before_it_the_step_that_it_owes(case: Case, before_it: dict[str, int]) -> None:
    assert row(case, JUSTICE) == before_it


def test_a_yellow_light_is_counted_for_whose_it_is_until_the_stage_is_met() -> None:
    missed = settled(assigned_case("justice", "transport"), VERIFY_BY)
    assert row(missed, JUSTICE) == {"verify": 1, "yellow": 1}
    assert row(missed, unit_row("transport")) == {}
    met = then(missed, verify(), now=VERIFY_BY)[0]
    assert row(met, JUSTICE) == {"reply": 1}


def test_two_lights_of_one_unit_in_one_case_count_once_and_a_red_one_above_yellow() -> None:
    missed = settled(assigned_case(), REPLY_BY)
    assert row(missed, JUSTICE) == {"verify": 1, "yellow": 1}
    red = replace(missed, red_lights=(red_light("justice"),))
    assert row(red, JUSTICE) == {"verify": 1, "red": 1}


def test_a_light_of_a_unit_that_has_no_clock_any_more_is_counted_too() -> None:
    case = replace(assigned_case(), red_lights=(red_light("health"),))
    assert row(case, unit_row("health")) == {"red": 1}


@pytest.mark.parametrize("state", [s for s in RedLightState if not s.is_shown])
def test_a_red_light_that_is_only_proposed_or_was_lifted_is_none(state: RedLightState) -> None:
    case = replace(assigned_case(), red_lights=(red_light("justice", state),))
    assert row(case, JUSTICE) == {"verify": 1}


def red_light(unit: str, state: RedLightState = RedLightState.SIGNED) -> RedLight:
    """A red light as it is on record."""
    return RedLight("1", unit, (), NOW, NOW, state)


def test_a_deadline_that_was_kept_counts_in_the_month_in_which_it_ends() -> None:
    assert row(resolved_case(), JUSTICE_IN_MARCH) == {"owed": 1, "met": 1}
    late_in_march = NOW.replace(day=27)
    early = then(assigned_case(now=late_in_march), verify(), reply(), resolve(), now=late_in_march)
    assert row(early[0], JUSTICE_IN_MARCH) == {}
    assert row(early[0], month_row("2026-04", JUSTICE)) == {"owed": 1, "met": 1}


def test_a_deadline_that_was_missed_was_owed_and_not_met_even_when_it_is_done_later() -> None:
    missed = settled(replied_case(), RESOLVE_BY)
    assert row(missed, JUSTICE_IN_MARCH) == {"owed": 1}
    assert row(then(missed, resolve(), now=RESOLVE_BY)[0], JUSTICE_IN_MARCH) == {"owed": 1}


def test_a_case_that_was_taken_away_was_neither_kept_nor_missed() -> None:
    assert row(by_enterprise(verified_case(), withdraw())[0], JUSTICE_IN_MARCH) == {}
    assert row(verified_case(), JUSTICE_IN_MARCH) == {}


def test_a_miss_over_a_report_that_was_not_the_reporters_is_held_against_nobody() -> None:
    missed = settled(replied_case(), RESOLVE_BY)
    excused = replace(missed, clocks=tuple(replace(c, excused=c.missed) for c in missed.clocks))
    assert row(excused, JUSTICE) == {"resolve": 1}
    assert row(excused, JUSTICE_IN_MARCH) == {}


def test_only_what_a_change_changes_is_added_and_taken_away() -> None:
    assert change_of(None, filed_case()) == {
        ALL: {Column.RECEIVED: 1},
        MARCH: {Column.RECEIVED: 1},
    }
    assert change_of(waiting_case(), assigned_case()) == {
        ALL: {Column.TRANSFERRED: 1},
        MARCH: {Column.TRANSFERRED: 1},
        JUSTICE: {Column.VERIFY: 1},
    }
    assert change_of(assigned_case(), verified_case()) == {
        JUSTICE: {Column.VERIFY: -1, Column.REPLY: 1}
    }
    assert change_of(verified_case(), verified_case()) == {}


def test_figures_of_cases_are_the_sum_of_what_each_counts_for() -> None:
    cases = [filed_case(), answered_case(), assigned_case(), resolved_case(), resolved_case()]
    tally = total(cases)
    assert {column.value: n for (at, column), n in tally.items() if at == ALL} == {
        "received": 5,
        "direct": 1,
        "transferred": 3,
        "due": 3,
        "closed": 3,
    }
    assert tally[JUSTICE_IN_MARCH, Column.MET] == 2
    assert total([]) == {}


def test_the_articles_figures_add_up_with_what_is_pending() -> None:
    row_of_all = {
        Column.RECEIVED: 486,
        Column.DIRECT: 388,
        Column.TRANSFERRED: 83,
        Column.OTHER: 10,
        Column.DUE: 471,
        Column.CLOSED: 471,
    }
    buckets = buckets_of(row_of_all)
    assert (buckets.received, buckets.direct, buckets.transferred) == (486, 388, 83)
    assert (buckets.other, buckets.pending, buckets.closure_rate) == (10, 5, 1.0)
    assert buckets_of({}).received == 0


def test_the_board_has_a_line_for_each_unit_with_its_steps_lights_and_kept_deadlines() -> None:
    figures = {
        JUSTICE: {Column.VERIFY: 3, Column.REPLY: 2, Column.RESOLVE: 1, Column.YELLOW: 4},
        JUSTICE_IN_MARCH: {Column.MET: 5, Column.OWED: 6},
        month_row("2026-02", JUSTICE): {Column.MET: 9, Column.OWED: 9},
        unit_row("court"): {Column.RED: 1},
    }
    assert board_of(["court", "justice", "health"], figures, "2026-03") == (
        BoardRow("court", 0, 0, 0, 0, 1, 0, 0),
        BoardRow("justice", 3, 2, 1, 4, 0, 5, 6),
        BoardRow("health", 0, 0, 0, 0, 0, 0, 0),
    )


def test_a_light_has_a_column_of_its_own_name() -> None:
    assert {Column(light.value) for light in Light if light is not Light.NONE} == {
        Column.YELLOW,
        Column.RED,
    }
