"""What a request costs the table, by DynamoDB's published rules: sizes of items in bytes, and
capacity units.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tests.bench.recording import Exchange

Item: TypeAlias = "Mapping[str, Mapping[str, Any]]"
"""An item as the API has it: each value under the letter of its type."""

Key: TypeAlias = tuple[str, str]
Items: TypeAlias = "Mapping[Key, Item]"

KB = 1024
READ_BLOCK, WRITE_BLOCK = 4 * KB, KB
IN_A_TRANSACTION = 2
KEYS = ("PK", "SK")
CONTAINER_OVERHEAD, ELEMENT_OVERHEAD = 3, 1


@dataclass(frozen=True)
class Index:
    """A global secondary index: its key, and what else of an item it holds besides the keys."""

    keys: tuple[str, ...]
    projected: tuple[str, ...]

    def entry(self, item: Item | None) -> Item | None:
        """What the index holds of an item: nothing without both of its keys."""
        if item is None or not all(name in item for name in self.keys):
            return None
        held = {*KEYS, *self.keys, *self.projected}
        return {name: value for name, value in item.items() if name in held}

    def place(self, entry: Item) -> tuple[str, ...]:
        """Partition and place of an entry within it."""
        return tuple(entry[name]["S"] for name in self.keys)


@dataclass(frozen=True)
class Units:
    """Units of one request. `index` names the partition of an index for each unit written there:
    it is maintained afterwards, outside the transaction, at the single rate.
    """

    read: float = 0
    write: int = 0
    index: tuple[str, ...] = ()
    largest: int = 0


def size(item: Item) -> int:
    """Bytes of an item: names and values."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(typed: Mapping[str, Any]) -> int:
    """Raises KeyError for a type that the table does not use, so that none is counted wrongly."""
    ((kind, value),) = typed.items()
    return _SIZES[kind](value)


def _text(value: str) -> int:
    return len(value.encode())


def _number(value: str) -> int:
    """A byte for every two significant digits, and one; zeros before and after do not count."""
    digits = value.lstrip("-").replace(".", "").strip("0")
    return (len(digits) + 1) // 2 + 1


def _flag(_: bool) -> int:
    return 1


def _list(values: list[Mapping[str, Any]]) -> int:
    return CONTAINER_OVERHEAD + sum(ELEMENT_OVERHEAD + _value_size(value) for value in values)


def _map(values: Item) -> int:
    return CONTAINER_OVERHEAD + len(values) * ELEMENT_OVERHEAD + size(values)


_SIZES: Mapping[str, Callable[[Any], int]] = {
    "S": _text,
    "N": _number,
    "BOOL": _flag,
    "NULL": _flag,
    "L": _list,
    "M": _map,
}


def units(exchange: Exchange, before: Items, after: Items, *indexes: Index) -> Units:
    """Units of a request to the table whose items were `before` it and are `after` it.

    A transaction that was cancelled counts like one that was not: no published rule makes it
    cheaper. Raises KeyError for an operation that no room uses.
    """
    if exchange.operation in _READS:
        return _READS[exchange.operation](exchange)
    written = dict(_written(exchange))
    sizes = [
        max(size(item or {}) for item in (new, before.get(key), after.get(key)))
        for key, new in written.items()
    ]
    rate = IN_A_TRANSACTION if exchange.operation == "TransactWriteItems" else 1
    return Units(
        write=sum(rate * blocks(each, WRITE_BLOCK) for each in sizes),
        index=tuple(
            partition
            for key in written
            for index in indexes
            for partition in _index_writes(
                index.entry(before.get(key)), index.entry(after.get(key)), index
            )
        ),
        largest=max(sizes),
    )


def _get(exchange: Exchange) -> Units:
    return _read(exchange.parameters, [size(exchange.answer.get("Item", {}))])


def _query(exchange: Exchange) -> Units:
    """What a query finds is summed up before it is rounded. What it finds and filters out counts,
    too, and is not in the answer: no room may do that.
    """
    answer = exchange.answer
    if answer["ScannedCount"] != answer["Count"]:
        raise ValueError(f"a query filters out what it has read: {exchange.parameters}")
    sizes = [size(item) for item in answer["Items"]]
    return _read(exchange.parameters, [sum(sizes)], largest=max(sizes, default=0))


def _batch_get(exchange: Exchange) -> Units:
    """Each item is rounded by itself, one that is not there to a block."""
    ((table, asked),) = exchange.parameters["RequestItems"].items()
    found = [size(item) for item in exchange.answer["Responses"][table]]
    missing = [0] * (len(asked["Keys"]) - len(found))
    return _read(asked, found + missing)


def _read(parameters: Mapping[str, Any], sizes: list[int], largest: int | None = None) -> Units:
    rate = 1.0 if parameters.get("ConsistentRead") else 0.5
    read = sum(rate * blocks(each, READ_BLOCK) for each in sizes)
    return Units(read=read, largest=max(sizes) if largest is None else largest)


_READS = {"GetItem": _get, "Query": _query, "BatchGetItem": _batch_get}


def _written(exchange: Exchange) -> Iterable[tuple[Key, Item | None]]:
    """Keys that a request writes or checks, with the new item where the request has it whole."""
    parts = [exchange.parameters]
    if exchange.operation == "TransactWriteItems":
        parts = [part for each in parts[0]["TransactItems"] for part in each.values()]
    elif exchange.operation not in {"PutItem", "UpdateItem"}:
        raise KeyError(exchange.operation)
    for part in parts:
        item = part.get("Item")
        yield key_of(item or part["Key"]), item


def key_of(item: Item) -> Key:
    """The key of an item in the table."""
    return item["PK"]["S"], item["SK"]["S"]


def _index_writes(before: Item | None, after: Item | None, index: Index) -> Iterable[str]:
    """The partition for each unit: one write for an entry that comes, goes or changes, two where
    it moves to another key, none where it stays as it is.
    """
    moves = before and after and index.place(before) != index.place(after)
    if before == after:
        return
    if before and after and not moves:
        yield from _unit_each(max(before, after, key=size), index)
        return
    for entry in filter(None, (before, after)):
        yield from _unit_each(entry, index)


def _unit_each(entry: Item, index: Index) -> list[str]:
    return [index.place(entry)[0]] * blocks(size(entry), WRITE_BLOCK)


def blocks(bytes_: int, block: int) -> int:
    """Started blocks of so many bytes, one at least."""
    return max(1, -(-bytes_ // block))
