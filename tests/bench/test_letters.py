"""What it takes to press a letter."""

from __future__ import annotations

from dataclasses import asdict
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.bench.figures import FIGURES
from tests.bench.runs import run
from tests.unit.letters import BY_THE_CENTRE, BY_THE_INSPECTION, sheet_of

if TYPE_CHECKING:
    from casework.domain.supervision_notice import Letter
    from tests.bench.packages import Packages

TIMES = 7
BUDGET = 0.40
"""Seconds of processor time (DESIGN 9)."""


@pytest.mark.parametrize(
    ("form", "letter"),
    [("系统督办单", BY_THE_CENTRE), ("督办函", BY_THE_INSPECTION)],
    ids=["form", "letter"],
)
def test_a_letter_is_pressed_within_its_budget(form: str, letter: Letter, built: Packages) -> None:
    sheet = asdict(sheet_of(letter))
    given = {**sheet, "issued_at": sheet["issued_at"].isoformat()}
    told = run("letter", built.deployed["letter_press"], sheet=given, times=TIMES)
    taken = median(told["later"])
    FIGURES.note(
        f"a letter pressed, {form}",
        f"{taken:.2f} s (first {told['first']:.2f} s)",
        f"{BUDGET:.2f} s",
    )
    assert taken <= BUDGET
