"""Statistics (统计, P9): what each case counts for, so that the sum over all cases is every figure.

A figure is never counted by looking: each change of a case adds, in its own transaction, what the
case counts for now and takes away what it counted for before. At any instant the figures are
therefore those of the cases as they stand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from casework.domain.buckets import Buckets
from casework.domain.case import WITH_THE_LEAD, Disposition, Status
from casework.domain.clocks import Stage
from casework.domain.light import Light, light_of
from casework.domain.working_time import CHINA_TIME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock


class Column(StrEnum):
    """What is counted. The first four are the buckets; PENDING is what is left of RECEIVED."""

    RECEIVED = "received"
    DIRECT = "direct"
    TRANSFERRED = "transferred"
    OTHER = "other"
    DUE = "due"
    CLOSED = "closed"
    VERIFY = "verify"
    REPLY = "reply"
    RESOLVE = "resolve"
    YELLOW = "yellow"
    RED = "red"
    MET = "met"
    OWED = "owed"


ALL = "all"
"""The row of the whole jurisdiction."""

_WAITS_FOR = {
    Status.ASSIGNED: Column.VERIFY,
    Status.VERIFIED: Column.REPLY,
    Status.REPLIED: Column.RESOLVE,
}
_ENDS = frozenset({Stage.RESOLVE, Stage.DIRECT_ANSWER})

Tally = Counter[tuple[str, Column]]


def unit_row(unit: str) -> str:
    """The row of what a unit has before it now."""
    return f"unit/{unit}"


def month_row(month: str, row: str = ALL) -> str:
    """The row of a month (`2026-11`): of what was filed in it, or of what a unit owed in it."""
    return f"month/{month}/{row}"


def month_of(instant: datetime) -> str:
    """The local month of an instant."""
    return f"{instant.astimezone(CHINA_TIME):%Y-%m}"


def counts_of(case: Case | None) -> Tally:
    """What a case counts for, by row and column; nothing before it exists."""
    if case is None:
        return Counter()
    tally = Counter(
        {
            (row, column): 1
            for row in (ALL, month_row(month_of(case.filed_at)))
            for column in _buckets(case)
        }
    )
    tally.update(_before_units(case))
    tally.update(_kept_by_units(case))
    return tally


def change_of(before: Case | None, after: Case) -> dict[str, dict[Column, int]]:
    """What a change of a case adds to each row, negative where it takes away; rows and columns that
    stay as they are do not appear.
    """
    counted, was = counts_of(after), counts_of(before)
    rows: dict[str, dict[Column, int]] = {}
    for row, column in sorted({*counted, *was}):
        if added := counted[row, column] - was[row, column]:
            rows.setdefault(row, {})[column] = added
    return rows


def total(cases: Iterable[Case]) -> Tally:
    """The figures of these cases, counted afresh."""
    tally: Tally = Counter()
    for case in cases:
        tally.update(counts_of(case))
    return tally


def _buckets(case: Case) -> tuple[Column, ...]:
    """Of the first disposition, and of how it ended: due once it was closed or its last deadline
    has passed.
    """
    kinds = {
        Disposition.DIRECT: (Column.DIRECT,),
        Disposition.TRANSFERRED: (Column.TRANSFERRED,),
        Disposition.OTHER: (Column.OTHER,),
        None: (),
    }
    ended = not case.status.is_open or case.status is Status.RESOLVED
    missed = any(clock.missed and clock.stage in _ENDS for clock in case.clocks)
    due = (Column.DUE,) if ended or missed else ()
    closed = (Column.CLOSED,) if ended else ()
    return (Column.RECEIVED, *kinds[case.disposition], *due, *closed)


def _before_units(case: Case) -> Tally:
    """What units have before them: the step that the lead owes, and every light."""
    tally: Tally = Counter()
    if case.lead is not None and case.status in WITH_THE_LEAD:
        tally[unit_row(case.lead), _WAITS_FOR[case.status]] += 1
    lit = (*(clock.unit for clock in case.clocks), *(red.unit for red in case.red_lights))
    for unit in sorted({each for each in lit if each is not None}):
        light = light_of(case, unit)
        if light is not Light.NONE:
            tally[unit_row(unit), Column(light.value)] += 1
    return tally


def _kept_by_units(case: Case) -> Tally:
    """How often a unit kept its last deadline, by the month in which that ends; a miss over a
    report that was not the reporter's is held against nobody.
    """
    tally: Tally = Counter()
    for clock in case.clocks:
        ended = (clock.missed and not clock.excused) or _was_met(case, clock)
        if clock.stage in _ENDS and clock.unit and ended:
            row = month_row(month_of(clock.due), unit_row(clock.unit))
            tally[row, Column.OWED] += 1
            tally[row, Column.MET] += 0 if clock.missed else 1
    return +tally


def _was_met(case: Case, clock: Clock) -> bool:
    """Whether a clock ended by what it ran for: a case that was taken away met nothing."""
    done_at = case.answered_at if clock.stage is Stage.DIRECT_ANSWER else case.resolved_at
    return clock.ended_at is not None and clock.ended_at == done_at


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit on the lights board: cases that wait for each step, lights, and of the deadlines
    that ended this month how many were kept.
    """

    unit: str
    verify: int
    reply: int
    resolve: int
    yellow: int
    red: int
    met: int
    owed: int


def buckets_of(row: Mapping[Column, int]) -> Buckets:
    """The buckets of a row of figures."""
    received, direct = row.get(Column.RECEIVED, 0), row.get(Column.DIRECT, 0)
    transferred, other = row.get(Column.TRANSFERRED, 0), row.get(Column.OTHER, 0)
    return Buckets(
        received=received,
        direct=direct,
        transferred=transferred,
        other=other,
        pending=received - direct - transferred - other,
        due=row.get(Column.DUE, 0),
        closed=row.get(Column.CLOSED, 0),
    )


def board_of(
    units: Iterable[str], now: Mapping[str, Mapping[Column, int]], month: str
) -> tuple[BoardRow, ...]:
    """The lights board from rows of figures; a unit without any stands there with nothing."""
    rows = []
    for unit in units:
        here = now.get(unit_row(unit), {})
        kept = now.get(month_row(month, unit_row(unit)), {})
        row = BoardRow(
            unit=unit,
            verify=here.get(Column.VERIFY, 0),
            reply=here.get(Column.REPLY, 0),
            resolve=here.get(Column.RESOLVE, 0),
            yellow=here.get(Column.YELLOW, 0),
            red=here.get(Column.RED, 0),
            met=kept.get(Column.MET, 0),
            owed=kept.get(Column.OWED, 0),
        )
        rows.append(row)
    return tuple(rows)
