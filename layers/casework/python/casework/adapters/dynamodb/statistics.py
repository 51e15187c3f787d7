"""Figures in the table: each row in shards, changed by the very transaction that changes a case."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.items import StatisticsItem
from casework.adapters.dynamodb.table import reading
from casework.domain.statistics import ALL, Column, change_of, month_row, unit_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pynamodb.expressions.update import Action
    from pynamodb.transactions import TransactWrite

    from casework.adapters.dynamodb.items import Item
    from casework.domain.case import Case

Rows = dict[str, dict[Column, int]]

UNITS = unit_row("")
"""What every unit's row begins with."""


def count(write: TransactWrite, before: Case | None, after: Case) -> None:
    """Add to each row what the change of a case is worth; nothing where it is worth nothing."""
    count_together(write, [(before, after)])


def count_together(write: TransactWrite, changes: Iterable[tuple[Case | None, Case]]) -> None:
    """The same for several cases in one transaction, which may touch an item only once."""
    worth: dict[str, Counter[Column]] = {}
    for before, after in changes:
        shard = int(hashlib.sha256(after.id.encode()).hexdigest()[:8], 16) % keys.STATISTICS_SHARDS
        for row, columns in change_of(before, after).items():
            worth.setdefault(keys.statistics_sk(row, shard), Counter()).update(columns)
    for sort_key, added in worth.items():
        actions: list[Action] = [StatisticsItem.kind.set(StatisticsItem)]
        actions += [getattr(StatisticsItem, each).add(by) for each, by in added.items()]
        write.update(StatisticsItem(keys.STATISTICS_PK, sort_key), actions=actions)


def shards_of(row: str) -> list[tuple[str, str]]:
    """The keys of a row's items, to be read together with something else."""
    shards = range(keys.STATISTICS_SHARDS)
    return [(keys.STATISTICS_PK, keys.statistics_sk(row, shard)) for shard in shards]


def figures_in(items: Iterable[Item]) -> dict[Column, int]:
    """The row of the whole jurisdiction, out of what was read together with its shards."""
    return summed(item for item in items if isinstance(item, StatisticsItem)).get(ALL, {})


class DynamoStatistics:
    """The Statistics port on DynamoDB."""

    def all(self) -> dict[Column, int]:
        """See the port; one batch read of the row's shards."""
        with reading():
            return figures_in(StatisticsItem.batch_get(shards_of(ALL)))

    def before_units(self) -> Rows:
        """See the port; one query."""
        return self._beginning(UNITS)

    def of_month(self, month: str) -> Rows:
        """See the port; one query."""
        return self._beginning(month_row(month, ""))

    def _beginning(self, prefix: str) -> Rows:
        condition = StatisticsItem.SK.startswith(prefix)
        with reading():
            return summed(StatisticsItem.query(keys.STATISTICS_PK, condition))


def summed(items: Iterable[StatisticsItem]) -> Rows:
    """Rows from their shards; what comes to nothing is left out."""
    rows: dict[str, Counter[Column]] = {}
    for item in items:
        row = rows.setdefault(keys.statistics_row(item.SK), Counter())
        row.update({column: int(getattr(item, column) or 0) for column in Column})
    return {row: {each: n for each, n in columns.items() if n} for row, columns in rows.items()}
