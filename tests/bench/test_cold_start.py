"""How soon a cold container asks its first question, beside botocore alone and a plain build.

The times are processor time, because other programs on the machine stretch the clock's; starts are
taken in turns, and each is compared with the bare ones before and after it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.bench.figures import FIGURES
from tests.bench.first import FIRST
from tests.bench.runs import answers_of, cold_start, environment
from tests.integration.payloads import FOLDER
from tests.integration.template import functions, room_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.bench.packages import Package, Packages
    from tests.bench.recording import Exchange
    from tests.bench.runs import Start
    from tests.bench.stub import Stub

ROUNDS = 12
PLAIN_ROUNDS = 4
OF_A_PLAIN_BUILD = 0.40


@dataclass
class Race:
    """Starts of one room and of botocore alone, in turns."""

    built: Packages
    stub: Stub
    room: str
    surroundings: dict[str, str]
    question: Path
    bare: list[Start] = field(default_factory=list)
    deployed: list[Start] = field(default_factory=list)
    plain: list[Start] = field(default_factory=list)

    def run(self, rounds: int) -> None:
        """One start of the room a round, each between two bare ones."""
        self.bare = self.bare or [self._start(self.built.bare, self.question)]
        for _ in range(rounds):
            self.deployed.append(self._start(self.built.deployed[self.room]))
            self.bare.append(self._start(self.built.bare, self.question))

    def run_plain(self, rounds: int) -> None:
        """Starts of the same room from a plain build."""
        for _ in range(rounds):
            self.plain.append(self._start(self.built.plain[self.room]))

    @property
    def ratio(self) -> float:
        """The room's processor time over that of the bare starts before and after it."""
        neighbours = zip(self.bare, self.bare[1:], strict=False)
        pairs = zip(self.deployed, neighbours, strict=True)
        return median(2 * own.cpu / (one.cpu + other.cpu) for own, (one, other) in pairs)

    @property
    def ratio_to_plain(self) -> float:
        """The room's processor time over the same room's from a plain build."""
        return _seconds(self.deployed) / _seconds(self.plain)

    def _start(self, package: Package, event: Path | None = None) -> Start:
        first = FIRST[self.room]
        event = event or FOLDER / f"{first.payload}.json"
        return cold_start(package, event, self.surroundings, self.stub, first.service)


def _seconds(starts: Sequence[Start]) -> float:
    return median(start.cpu for start in starts)


@pytest.mark.parametrize("function", functions())
def test_a_cold_start_keeps_its_budget(
    function: str,
    built: Packages,
    aws_stub: Stub,
    caused: Mapping[str, Sequence[Exchange]],
    tmp_path: Path,
) -> None:
    room = room_of(function)
    first = FIRST[room]
    asked = next(each for each in caused[first.payload] if each.service == first.service)
    question = tmp_path / "question.json"
    question.write_text(
        json.dumps(
            {"service": asked.service, "method": asked.method, "parameters": asked.parameters}
        )
    )
    aws_stub.answers = answers_of(caused[first.payload])
    race = Race(built, aws_stub, room, environment(function, aws_stub), question)
    race.run(ROUNDS)
    if race.ratio > first.budget:
        race.run(2 * ROUNDS)
    race.run_plain(PLAIN_ROUNDS)
    times = f"({1000 * _seconds(race.deployed):.0f}/{1000 * _seconds(race.bare):.0f} ms)"
    FIGURES.note(
        f"cold start, {room}", f"{race.ratio:.2f}x {times}", f"{first.budget}x botocore alone"
    )
    FIGURES.note("", f"{race.ratio_to_plain:.2f}x", f"{OF_A_PLAIN_BUILD:.2f}x a plain build")
    assert race.ratio <= first.budget
    assert race.ratio_to_plain <= OF_A_PLAIN_BUILD
