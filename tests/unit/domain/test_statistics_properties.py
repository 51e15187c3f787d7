"""Figures over any life of a case: what is kept by adding changes is what counting afresh says, and
what that is, said in other words.
"""

from collections import Counter
from collections.abc import Mapping

from hypothesis import settings

from casework.domain.case import CENTRE, Case, Disposition, Status
from casework.domain.clocks import Stage
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
from tests.unit.domain.test_case_properties import CaseLife

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
    """The lead has one step before it, or none; a light is where a missed stage is still owed."""
    steps = {
        (row, column.value)
        for (row, column), n in kept.items()
        if n and column in {Column.VERIFY, Column.REPLY, Column.RESOLVE}
    }
    expected = {(unit_row(str(case.lead)), OWED[case.status])} if case.status in OWED else set()
    assert steps == expected
    lit = {row for (row, column), n in kept.items() if n and column is Column.YELLOW}
    running = (clock for clock in case.clocks if clock.missed and clock.ended_at is None)
    assert lit == {unit_row(str(clock.unit)) for clock in running if clock.stage.has_light}
    assert unit_row(CENTRE) not in {row for row, _ in steps}
    for clock in case.clocks:
        if clock.stage is Stage.RESOLVE:
            row = month_row(month_of(clock.due), unit_row(str(clock.unit)))
            done = clock.ended_at is not None and clock.ended_at == case.resolved_at
            assert kept.get((row, Column.OWED), 0) == (done or clock.missed)
            assert kept.get((row, Column.MET), 0) == (done and not clock.missed)


TestFigures = Figures.TestCase
TestFigures.settings = settings(max_examples=40, stateful_step_count=40)
