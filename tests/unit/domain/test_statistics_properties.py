"""Figures over any life of a case: what is kept by adding changes is what counting afresh says, and
what that is, said in other words.
"""

from collections import Counter
from collections.abc import Mapping

from hypothesis import settings

from casework.domain.case import Case, Disposition, Status
from casework.domain.clocks import Stage
from casework.domain.oversight_state import RedLightState
from casework.domain.statistics import (
    ALL,
    Column,
    buckets_of,
    change_of,
    counts_of,
    month_of,
    month_row,
    unit_row,
)
from tests.unit.domain.test_case_properties import CaseLife, life

ENDED = {
    *(Status.RESOLVED, Status.ANSWERED, Status.CLOSED),
    *(Status.DECLINED, Status.WITHDRAWN, Status.MERGED),
}
OWED = {Status.ASSIGNED: "verify", Status.VERIFIED: "reply", Status.REPLIED: "resolve"}


class Figures(CaseLife):
    """The same life, with a table of figures that only ever learns of changes."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: Counter[tuple[str, Column]] = Counter()
        self.known: Case | None = None

    def check(self) -> None:
        """The figures after every step, with everything else that must hold."""
        super().check()
        case = self.stored.case
        for row, columns in change_of(self.known, case).items():
            for column, added in columns.items():
                assert added != 0
                self.kept[row, column] += added
        self.known = case
        assert +self.kept == counts_of(case)
        assert min(self.kept.values()) >= 0
        check_totals(case, {column: n for (row, column), n in self.kept.items() if row == ALL})
        check_units(case, self.kept)


def check_totals(case: Case, figures: Mapping[Column, int]) -> None:
    """One case: received, in at most one bucket, due when it ended or its last day has passed."""
    buckets = buckets_of(figures)
    parts = (buckets.direct, buckets.transferred, buckets.other, buckets.pending)
    assert buckets.received == sum(parts) == 1
    place = {
        Disposition.DIRECT: (1, 0, 0, 0),
        Disposition.TRANSFERRED: (0, 1, 0, 0),
        Disposition.OTHER: (0, 0, 1, 0),
        None: (0, 0, 0, 1),
    }
    assert parts == place[case.disposition]
    assert buckets.closed == (case.status in ENDED)
    late = any(c.missed for c in case.clocks if c.stage in {Stage.RESOLVE, Stage.DIRECT_ANSWER})
    assert buckets.due == (case.status in ENDED or late)


def check_units(case: Case, kept: Mapping[tuple[str, Column], int]) -> None:
    """The lead has one step before it, or none; a light is where a missed stage is still owed, and
    was nobody's false report.
    """
    steps = {
        (row, column.value)
        for (row, column), n in kept.items()
        if n and column in {Column.VERIFY, Column.REPLY, Column.RESOLVE}
    }
    expected = {(unit_row(str(case.lead)), OWED[case.status])} if case.status in OWED else set()
    assert steps == expected
    red = {unit_row(one.unit) for one in case.red_lights if one.state in SHOWN}
    assert {row for (row, column), n in kept.items() if n and column is Column.RED} == red
    running = (one for one in case.clocks if one.missed and one.ended_at is None)
    late = {unit_row(str(one.unit)) for one in running if one.stage.has_light and not one.excused}
    assert {row for (row, column), n in kept.items() if n and column is Column.YELLOW} == late - red
    check_kept(case, kept)


def check_kept(case: Case, kept: Mapping[tuple[str, Column], int]) -> None:
    """Of each last deadline that was met or missed, whether it was kept, in the month it ends."""
    owed: Counter[str] = Counter()
    met: Counter[str] = Counter()
    done = {Stage.RESOLVE: case.resolved_at, Stage.DIRECT_ANSWER: case.answered_at}
    for clock in case.clocks:
        if clock.stage in done:
            ended = clock.ended_at is not None and clock.ended_at == done[clock.stage]
            row = month_row(month_of(clock.due), unit_row(str(clock.unit)))
            owed[row] += ended or (clock.missed and not clock.excused)
            met[row] += ended and not clock.missed
    assert +owed == +Counter({r: n for (r, column), n in kept.items() if column is Column.OWED})
    assert +met == +Counter({r: n for (r, column), n in kept.items() if column is Column.MET})


SHOWN = {RedLightState.SIGNED, RedLightState.APPEALED, RedLightState.UPHELD}
TestFigures = Figures.TestCase
TestFigures.settings = settings(max_examples=15, stateful_step_count=20)


def test_the_figures_of_long_lives_add_up_at_every_instant() -> None:
    for seed in range(100, 115):
        life(seed, Figures)
