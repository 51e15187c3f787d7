"""Show the lights board (亮灯看板): every unit's open steps and lights, as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.authorization import Action, authorize
from casework.domain.organisation import UnitKind
from casework.domain.statistics import board_of, buckets_of, month_of

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.buckets import Buckets
    from casework.domain.staff import StaffMember
    from casework.domain.statistics import BoardRow
    from casework.ports import Configuration, Statistics

ON_THE_BOARD = frozenset(UnitKind) - {UnitKind.LEADING_GROUP}
"""Units that can owe something, the centre with its triage among them."""


@dataclass(frozen=True, slots=True)
class Board:
    """Every unit's row, and the buckets of the whole jurisdiction, as they stand."""

    rows: tuple[BoardRow, ...]
    buckets: Buckets


def show_board(
    member: StaffMember, now: datetime, *, statistics: Statistics, configuration: Configuration
) -> Board:
    """The lights board; three requests to the store. Raises NotPermittedError."""
    authorize(member, Action.VIEW_BOARD)
    month = month_of(now)
    figures = {**statistics.before_units(), **statistics.of_month(month)}
    known = configuration.organisation().units.values()
    units = [unit.id for unit in known if unit.kind in ON_THE_BOARD]
    return Board(board_of(units, figures, month), buckets_of(statistics.all()))
