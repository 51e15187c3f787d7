"""Transactions of moto in a twentieth of the time: it copies the whole table for each item that a
transaction names, in case it has to undo them; here only what is named is kept.
"""

from __future__ import annotations

import copy
from functools import wraps
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from moto.dynamodb import models
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def make_transactions_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """All or nothing as before."""
    backend = models.DynamoDBBackend
    monkeypatch.setattr(models, "copy", SimpleNamespace(deepcopy=_copied_but_tables))
    monkeypatch.setattr(backend, "transact_write_items", _quick(backend.transact_write_items))


def _copied_but_tables(value: Any) -> Any:
    return value if isinstance(value, Table) else copy.deepcopy(value)


def _quick(slow: Callable[[Any, list[dict[str, Any]]], None]) -> Callable[..., None]:
    @wraps(slow)
    def quick(self: Any, transact_items: list[dict[str, Any]]) -> None:
        kept = [_kept(self, *item.items()) for item in transact_items]
        try:
            slow(self, transact_items)
        except BaseException:
            for undo in reversed(kept):
                undo()
            raise

    return quick


def _kept(backend: Any, written: tuple[str, dict[str, Any]]) -> Callable[[], None]:
    """What puts one item and its table's stream back as they are now."""
    _, operation = written
    table = backend.tables[operation["TableName"]]
    key = operation.get("Key") or operation["Item"]
    place, sort = (DynamoType(key[name]) for name in (table.hash_key_attr, table.range_key_attr))
    before = copy.deepcopy(table.items[place].get(sort))
    stream = table.stream_shard
    records = len(stream.items) if stream else 0

    def undo() -> None:
        if before is None:
            table.items[place].pop(sort, None)
        else:
            table.items[place][sort] = before
        if stream:
            del stream.items[records:]

    return undo
