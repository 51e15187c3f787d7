"""The due index GSI2: sparse, sharded, keys only; asked for what has passed, never for all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.items import DueIndex, Item
from casework.adapters.dynamodb.table import reading
from casework.ports import DueEntry, DueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = 500
"""Keys held at once: about 60 KB."""


class DynamoDueIndex:
    """The DueIndex port on DynamoDB."""

    def passed(self, now: datetime) -> Iterator[DueEntry]:
        """See the port: one query a shard, and one more for each 500 that are due."""
        return self._walk(keys.due_until(now))

    def waiting(self) -> Iterator[DueEntry]:
        """See the port."""
        return self._walk(None)

    def _walk(self, until: str | None) -> Iterator[DueEntry]:
        for shard in range(keys.DUE_SHARDS):
            for key in _keys(keys.due_shard_pk(shard), until):
                yield _entry(key["PK"]["S"], key["GSI2SK"]["S"])


def _keys(partition: str, until: str | None) -> Iterator[dict[str, Any]]:
    """The keys of one shard; asked below the models, which would filter by a kind that a keys-only
    index does not have.
    """
    name = DueIndex.Meta.index_name
    condition = None if until is None else Item.GSI2SK < until  # noqa: SIM300 - a condition
    start: dict[str, Any] | None = None
    while True:
        with reading():
            page = Item._get_connection().query(
                partition, condition, index_name=name, limit=PAGE, exclusive_start_key=start
            )
        yield from page["Items"]
        start = page.get("LastEvaluatedKey")
        if not start:
            return


def _entry(partition: str, sort_key: str) -> DueEntry:
    kind, _, name = partition.partition("#")
    instant = sort_key.partition("#")[0]
    due = datetime.strptime(instant, keys.DUE_FORMAT).replace(tzinfo=UTC)
    return DueEntry(DueKind(kind.lower()), name, due)
