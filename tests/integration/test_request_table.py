"""What every use case asks of AWS, exactly, through the rooms of a warm container; compared with
the table in docs/requests.md.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.console_use_cases import console, operations
from tests.integration.identity_use_cases import identity
from tests.integration.use_cases import (
    desk,
    is_of_the_use_case,
    life_of_a_case,
    public_pages,
    registry,
    shared,
    supervision,
    warm,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.integration.house import House
    from tests.integration.use_cases import Asked
    from tests.integration.wire import Call, Wire

PAGE = Path(__file__).resolve().parents[2] / "docs" / "requests.md"
OF_A_CASE = 13
"""The budget of DESIGN 9, from the scan to the rating."""

NAMED_BY_PARTITION = {"CODE", "STAFF", "CONFIGURATION", "STATISTICS"}
Row = tuple[str, int, str]


class Ledger:
    """Runs requests to rooms and writes down what each cost."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.rows: list[Row] = []

    def note(
        self,
        name: str,
        ask: Callable[[], Any],
        counts: Callable[[Asked], bool] = is_of_the_use_case,
    ) -> Any:
        """Run one use case."""
        with self._wire.recording() as calls:
            answer = ask()
        own = [call for call in calls if counts(call)]
        self.rows.append((name, len(own), "; ".join(_counted(own)) or "nothing"))
        return answer


def _counted(calls: Iterable[Call]) -> Iterator[str]:
    """The requests in the order of their first; those that are alike together, with their count."""
    for name, times in Counter(map(told, calls)).items():
        yield name if times == 1 else f"{times} × {name}"


def told(call: Call) -> str:
    """One request in words: the operation and the kinds of item that it touches."""
    if call.operation == "TransactWriteItems":
        return f"TransactWriteItems ({', '.join(map(_written, call.parameters['TransactItems']))})"
    if call.operation == "BatchGetItem":
        (keys,) = [each["Keys"] for each in call.parameters["RequestItems"].values()]
        return f"BatchGetItem ({len(keys)} items)"
    if call.operation == "Query":
        return f"Query ({call.parameters.get('IndexName', _partition(call))})"
    if isinstance(call.parameters.get("Key"), dict):
        return f"{call.operation} ({_kind(call.parameters['Key'])})"
    return str(call.operation)


def _partition(call: Call) -> str:
    values = call.parameters["ExpressionAttributeValues"].values()
    return str(next(iter(values))["S"]).partition("#")[0]


def _written(item: dict[str, Any]) -> str:
    ((operation, parameters),) = item.items()
    return f"{operation} {_kind(parameters.get('Key') or parameters['Item'])}"


def _kind(key: dict[str, Any]) -> str:
    partition, sort = (str(key[name]["S"]).partition("#")[0] for name in ("PK", "SK"))
    return partition if partition in NAMED_BY_PARTITION else sort


@pytest.fixture
def ledger(house: House, wire: Wire) -> Ledger:
    """A ledger over rooms that have served a request before: configuration and secret are there."""
    warm(house)
    return Ledger(wire)


def table(rows: list[Row]) -> str:
    """Rows as Markdown."""
    lines = ["| use case | requests | which |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {name} | {count} | {which} |" for name, count, which in rows)])


def test_the_life_of_a_case_takes_exactly_thirteen_requests(ledger: Ledger) -> None:
    life_of_a_case(ledger)
    counts = [(name, count) for name, count, _ in ledger.rows]
    assert counts == [
        ("scan: the filing page", 1),
        ("file", 1),
        ("route", 2),
        ("verify", 2),
        ("reply", 2),
        ("resolve", 2),
        ("rating page", 1),
        ("rate", 2),
    ]
    assert sum(count for _, count in counts) == OF_A_CASE


@pytest.mark.usefixtures("undrawn")
def test_the_page_says_what_every_use_case_asks_for(
    house: House, ledger: Ledger, wire: Wire
) -> None:
    life_of_a_case(ledger)
    of_a_case = [*ledger.rows, ("**together**", OF_A_CASE, "")]
    besides, at_the_console, on_cases, of_many = (Ledger(wire) for _ in range(4))
    public_pages(house, besides)
    desk(house, besides)
    registry(besides)
    identity(house, besides)
    shared(house, of_many)
    by_itself = Ledger(wire)
    supervision(house, by_itself)
    console(house, at_the_console)
    operations(house, on_cases)
    ledgers = (besides, at_the_console, on_cases, by_itself, of_many)
    tables = [table(rows) for rows in (of_a_case, *(each.rows for each in ledgers))]
    written = re.findall(r"^\|.*?\|$(?:\n\|.*?\|$)*", PAGE.read_text("utf-8"), re.MULTILINE)
    assert written == tables, "\n\n".join(tables)
