"""What every use case costs the table in capacity units, exactly, and what that comes to in a year:
compared with docs/capacity.md.

It stands with the fast tests so that no change of an item or a key leaves the page behind; a run of
`make bench` counts it again beside its other figures.
"""

from __future__ import annotations

import json
import re
import sys
from functools import partial
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from casework.services import prepare_filing
from tests.bench import plan
from tests.bench.figures import FIGURES
from tests.bench.metering import Cost, Meter, stored_bytes, together
from tests.bench.recording import record
from tests.integration.callers import signed_in
from tests.integration.console_use_cases import console, operations
from tests.integration.identity_use_cases import identity
from tests.integration.use_cases import (
    desk,
    life_of_a_case,
    public_pages,
    registry,
    shared,
    supervision,
    warm,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.integration.house import House

PAGE = Path(__file__).resolve().parents[2] / "docs" / "capacity.md"
TABLE = re.compile(r"^\|.*?\|$(?:\n\|.*?\|$)*", re.MULTILINE)
HEADS = ("use case", "read units", "write units", "index write units", "largest item in bytes")
LISTED = 25


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as Markdown, the first its heads; figures to the right."""
    heads, *others = (f"| {' | '.join(row)} |" for row in rows)
    rule = "|---" + "|---:" * (len(rows[0]) - 1) + "|"
    return "\n".join([heads, rule, *others])


def costs_table(costs: Sequence[Cost]) -> str:
    """Use cases and their units."""
    rows = [(cost.name, cost.units) for cost in costs]
    return table(
        [
            HEADS,
            *(
                (name, f"{of.read:g}", str(of.write), str(len(of.index)), f"{of.largest:,}")
                for name, of in rows
            ),
        ]
    )


def full_page(house: House, meter: Meter) -> None:
    """A clerk's work list with a page of cases on it: copies of one that waits for triage."""
    case_id = house.triaged().case_id
    items = json.dumps([item for item in house.items() if item["PK"]["S"] == f"CASE#{case_id}"])
    client, table_name = house.stack.client("dynamodb"), house.stack.names["Table"]
    for number in range(LISTED):
        copies = json.loads(items.replace(case_id, f"{case_id[:-2]}{number:02}"))
        puts = [{"PutRequest": {"Item": item}} for item in copies]
        client.batch_write_item(RequestItems={table_name: puts})
    answer = meter.note(plan.FULL_PAGE, partial(signed_in("clerk").get, "/api/desk/cases"))
    assert len(answer.json()["cases"]) == LISTED


@pytest.mark.usefixtures("undrawn")
def test_the_page_says_what_every_use_case_costs_and_what_a_year_comes_to(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = count()
    monkeypatch.setattr(  # ids of cases say in which shards of the figures they count
        prepare_filing, "secrets", SimpleNamespace(token_bytes=lambda n: next(drawn).to_bytes(n))
    )
    warm(house)
    exchanges = record(monkeypatch)
    meters = [Meter(house, exchanges) for _ in range(6)]
    of_a_case, besides, at_the_console, on_cases, by_itself, of_many = meters
    case = life_of_a_case(of_a_case)
    public_pages(house, besides)
    desk(house, besides)
    registry(besides)
    identity(house, besides)
    full_page(house, besides)
    supervision(house, by_itself)
    shared(house, of_many)
    console(house, at_the_console)
    operations(house, on_cases)
    whole = together([cost.units for cost in of_a_case.costs])
    costs = {cost.name: cost.units for meter in meters for cost in meter.costs}
    planned = plan.case_of(costs, stored_bytes(house, case.case_id))
    tables = [
        costs_table([*of_a_case.costs, Cost("**together**", whole)]),
        *(costs_table(each.costs) for each in meters[1:]),
        table(plan.mix(costs, planned)),
        table(plan.loads(planned)),
        table(plan.limits(planned)),
    ]
    FIGURES.note(
        "capacity units, scan to rating",
        f"{whole.read:g} read, {whole.write} write, {len(whole.index)} index",
        "exactly those of docs/capacity.md",
    )
    compare(tables)


def compare(tables: list[str]) -> None:
    """Fail where the page has other tables, after printing it as it should be, to be pasted."""
    page = PAGE.read_text("utf-8")
    if TABLE.findall(page) == tables:
        return
    new = iter(tables)
    sys.stdout.write(TABLE.sub(lambda _: next(new, ""), page))
    sys.stdout.write("".join(f"\n{one_more}\n" for one_more in new))
    pytest.fail("docs/capacity.md differs from what was measured; the output holds the new page")
