"""A ledger of capacity units: what each use case costs the table and its index."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.bench.capacity import Index, Units, key_of, size, units
from tests.integration.faults import inside
from tests.integration.template import resources
from tests.integration.use_cases import is_of_the_use_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.capacity import Item, Key
    from tests.bench.recording import Exchange
    from tests.integration.house import House
    from tests.integration.use_cases import Asked

STORAGE_OVERHEAD = 100
"""Bytes that DynamoDB adds to each item and to each entry of an index, by its published rules."""


WRITES = {"PutItem", "UpdateItem", "TransactWriteItems", "BatchWriteItem"}


@dataclass(frozen=True)
class Cost:
    """A use case and its units."""

    name: str
    units: Units


class Meter:
    """Runs use cases in a house whose requests are being recorded in `exchanges`."""

    def __init__(self, house: House, exchanges: list[Exchange]) -> None:
        self._house = house
        self._exchanges = exchanges
        self._seen = 0
        self._items: dict[Key, Item] = {}
        self.costs: list[Cost] = []

    def note(
        self,
        name: str,
        ask: Callable[[], Any],
        counts: Callable[[Asked], bool] = is_of_the_use_case,
    ) -> Any:
        """Run one use case; it is left out where it asks nothing of the table."""
        before = self._stored()
        start = len(self._exchanges)
        answer = ask()
        asked = [each for each in self._exchanges[start:] if each.service == "dynamodb"]
        after = self._stored()
        found = [units(each, before, after, *indexes()) for each in asked if counts(each)]
        if found:
            self.costs.append(Cost(name, together(found)))
        return answer

    def _stored(self) -> dict[Key, Item]:
        """What is stored now; read again only where something was written meanwhile."""
        meanwhile = self._exchanges[self._seen :]
        if not self._items or any(each.operation in WRITES for each in meanwhile):
            self._items = {key_of(item): item for item in written_by_use_cases(self._house)}
        self._seen = len(self._exchanges)
        return self._items


def together(several: list[Units]) -> Units:
    """The sum of several, and the largest item of all."""
    return Units(
        read=sum(each.read for each in several),
        write=sum(each.write for each in several),
        index=tuple(partition for each in several for partition in each.index),
        largest=max(each.largest for each in several),
    )


def written_by_use_cases(house: House) -> list[dict[str, Any]]:
    """Everything in the table but the configuration, which is large and never written here."""
    return [
        item for item in inside.typed_items(house.stack) if item["kind"] != {"S": "CONFIGURATION"}
    ]


@cache
def indexes() -> tuple[Index, ...]:
    """The template's indexes: the work lists, and what is due."""
    return tuple(
        Index(
            tuple(key["AttributeName"] for key in index["KeySchema"]),
            tuple(index["Projection"].get("NonKeyAttributes", ())),
        )
        for index in resources("AWS::DynamoDB::Table")["Table"]["GlobalSecondaryIndexes"]
    )


def stored_bytes(house: House, case_id: str) -> int:
    """Bytes that are stored of a case, its entries in the index included."""
    own = [item for item in written_by_use_cases(house) if item["PK"]["S"] == f"CASE#{case_id}"]
    entries = [entry for index in indexes() for entry in map(index.entry, own) if entry]
    return sum(STORAGE_OVERHEAD + size(each) for each in (*own, *entries))
