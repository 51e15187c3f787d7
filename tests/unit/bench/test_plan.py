"""The paper plan, worked out by hand for use cases of round figures."""

from __future__ import annotations

from dataclasses import fields

import pytest

from tests.bench import plan
from tests.bench.capacity import Units

NOTHING = dict.fromkeys(plan.times(), Units())
REQUESTS_A_CASE = 29.5
"""The times of `plan.TIMES` but for routing: 13 at once, 5 tracking pages, 10 lists and so on."""


def test_each_use_case_counts_as_often_as_it_happens() -> None:
    case = plan.case_of(
        {
            **NOTHING,
            plan.SCAN: Units(read=1, largest=300),
            "tracking page": Units(read=2),
            "assign, with two co-handlers": Units(write=10, index=("a", "b", "b")),
            "file": Units(write=8, index=("a",)),
        },
        stored=1024,
    )
    assert (case.read, case.write, case.index) == (1 + 5 * 2, 10 / 2 + 8, 3 / 2 + 1)
    assert (case.requests, case.runs) == (REQUESTS_A_CASE, REQUESTS_A_CASE + 2)
    assert case.hottest == 1.5
    assert (case.code_read, case.code_write) == (1, 2)


def test_every_request_of_staff_looks_up_who_they_are() -> None:
    assert plan.times()[plan.LOOK_UP] == 10 + 4 + 0.5 + 1 + 1 + 1 + 1
    case = plan.case_of({**NOTHING, "file": Units(index=("a",)), plan.LOOK_UP: Units(read=1)}, 1024)
    assert case.read == 18.5


def case(**figures: float) -> plan.Case:
    """A case of these figures, everything else next to nothing."""
    little = dict.fromkeys((field.name for field in fields(plan.Case)), 0.001)
    return plan.Case(**{**little, **figures})  # type: ignore[arg-type] # bytes are whole


def test_a_year_and_its_busiest_hour() -> None:
    heads, *rows = plan.loads(case(read=63.072, write=20, index=11.536, requests=3.1536))
    assert heads[-1] == "Beijing 12345, 2024: 24,000,000 cases"
    assert [row[:1] + row[-2:] for row in rows[:5]] == [
        ("read units a year", "1,261,440", "1,513,728,000"),
        ("write units, index included a year", "630,720", "756,864,000"),
        ("read units a second, on average", "0.04", "48"),
        ("write units, index included a second, on average", "0.02", "24"),
        ("HTTP requests a second, on average", "0.002", "2.4"),
    ]
    assert rows[5][-1] == "480"


def test_what_is_stored_is_told_in_gigabytes_of_1024_cubed() -> None:
    *_, stored = plan.loads(case(stored=1024**3 / 1_000_000))
    assert stored == ("GB stored of one year's cases", "0.0005", "0.02", "24")


def test_the_limit_that_is_met_first_stands_in_front() -> None:
    heads, first, second, *others = plan.limits(case(requests=6.3072, hottest=3.1536))
    assert heads[-1] == "used by 24,000,000 cases"
    throttle = "HTTP requests, throttle of the template"
    assert first == (throttle, "200", "6.31", "100,000,000", "24.0%")
    assert second[1:] == ("1,000", "3.15", "1,000,000,000", "2.4%")
    assert len(others) == 6


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.00465, "0.00465"), (22.53, "22.5"), (100.4, "100"), (7032e6, "7,032,000,000")],
)
def test_figures_are_told_in_three_digits_below_a_hundred(value: float, told: str) -> None:
    assert plan.figure(value) == told
