"""Deadlines that pass by the thousand: each becomes a numbered letter, at a cost that stays near
that of the requests alone and in memory that stays the same.
"""

from __future__ import annotations

import json
import os
import subprocess
from statistics import median
from typing import TYPE_CHECKING

import pytest

from infra.local.engine import TOOLS
from tests.bench.fakes import ManyCases, case_ids
from tests.bench.figures import FIGURES
from tests.bench.recording import LATE
from tests.bench.runs import PROGRAMS, environment, run
from tests.integration.payloads import payload
from tests.integration.template import functions, room_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.bench.packages import Packages
    from tests.bench.recording import Exchange
    from tests.bench.stub import Stub

CASE_ID = "E8MY09Q4P0HG"
CASES = int(os.environ.get("CASES", "1000"))
"""`make bench CASES=10000` for as many as the budget of DESIGN 9 speaks of."""

TURN = 50
BUDGET, FLAT = 1.3, 1.1
HELP_DESK = TOOLS / "bench" / "bin" / "python"
STEPS = (
    ("deadline_expiry__timer_fired", 2),
    ("supervision_notice__deadline_missed", 1),
    ("supervision_notice__next_in_line", 3),
)
"""From the timer to the letter, with the requests that each step takes for a case."""

EFFECTS: Mapping[str, Callable[[ManyCases], int]] = {
    "deadline_expiry__timer_fired": lambda table: len(table.committed),
    "supervision_notice__deadline_missed": lambda table: len(table.queued),
    "supervision_notice__next_in_line": lambda table: table.last_number,
}
"""How many cases got so far."""


def function_of(room: str) -> str:
    """The logical id of a room's function."""
    return next(name for name in functions() if room_of(name) == room)


def test_overdue_cases_become_numbered_letters(
    built: Packages,
    aws_stub: Stub,
    caused: Mapping[str, Sequence[Exchange]],
    tmp_path: Path,
) -> None:
    cases = tmp_path / "cases"
    cases.write_text("\n".join(case_ids(CASES)))
    own = bare = 0.0
    for name, requests in STEPS:
        room = name.partition("__")[0]
        table = ManyCases(caused[name], CASE_ID)
        aws_stub.answers = table.answer
        told = run(
            "overdue",
            built.deployed[room],
            environment(function_of(room), aws_stub),
            now=LATE.isoformat(),
            body=payload(name)["Records"][0]["body"],
            case_id=CASE_ID,
            cases=str(cases),
            turn=TURN,
        )
        seconds = [median(told[which]) / TURN for which in ("room", "bare")]
        own, bare = own + seconds[0], bare + seconds[1]
        note(f"{CASES:,} overdue cases, {name}", *seconds)
        growth = told["peaks"][-1] / told["peaks"][len(told["peaks"]) // 10]
        FIGURES.note("", f"{growth:.2f}x", f"{FLAT}x the memory after a tenth of them")
        assert (told["failed"], told["requests"]) == ([], requests)
        assert EFFECTS[name](table) == CASES
        assert growth <= FLAT
    note(f"{CASES:,} overdue cases to numbered letters", own, bare, f"{BUDGET}x botocore alone")
    assert own / bare <= BUDGET


@pytest.mark.skipif(not HELP_DESK.exists(), reason="`make bench` installs it")
def test_a_help_desk_escalates_as_many_tickets_beside(tmp_path: Path) -> None:
    """What stands there is for reading, not for judging: an SQLite file in its own process, and a
    mail instead of a letter.
    """
    job = json.dumps({"tickets": CASES, "folder": str(tmp_path)})
    ended = subprocess.run(  # noqa: S603 - a program of ours in an environment of ours
        [HELP_DESK, PROGRAMS / "escalate.py", job], capture_output=True, text=True, check=True
    )
    told = json.loads(ended.stdout)
    FIGURES.note(
        f"{CASES:,} overdue tickets, django-helpdesk escalate_tickets",
        f"{1000 * told['seconds'] / CASES:.2f} ms a ticket",
    )
    assert (told["escalated"], told["mails"]) == (CASES, CASES)


def note(what: str, own: float, bare: float, budget: str = "") -> None:
    """A row: seconds of the room and of botocore alone, for one case."""
    times = f"({1000 * own:.2f}/{1000 * bare:.2f} ms a case)"
    FIGURES.note(what, f"{own / bare:.2f}x {times}", budget)
