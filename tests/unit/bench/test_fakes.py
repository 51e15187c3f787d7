"""The bench's own stand-ins answer as the index and the table would."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from casework.adapters.dynamodb import keys
from tests.bench.fakes import DueEntries, ManyCases, case_ids

NOW = datetime(2026, 3, 13, 16, 0, 30, tzinfo=UTC)


def walked(index: DueEntries, shard: int, limit: int = 3) -> list[str]:
    """What a shard answers to a walk, page after page."""
    found: list[str] = []
    start: dict[str, Any] = {}
    while True:
        values = {":0": {"S": keys.due_shard_pk(shard)}, ":1": {"S": keys.due_until(NOW)}}
        asked = {"ExpressionAttributeValues": values, "Limit": limit, **start}
        page = index.answer("Query", asked)
        assert page["Count"] <= limit
        found += [item["GSI2SK"]["S"] for item in page["Items"]]
        if "LastEvaluatedKey" not in page:
            return found
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def index(overdue: int) -> DueEntries:
    return DueEntries(NOW, open=800, overdue=overdue, besides=lambda *_: {})


def test_every_id_is_one_and_no_two_are_the_same() -> None:
    ids = case_ids(40)
    assert len(set(ids)) == 40
    assert all(keys.is_case_id(each) for each in ids)


def test_an_index_with_nothing_overdue_answers_one_empty_page() -> None:
    asked = index(overdue=0)
    assert [walked(asked, shard) for shard in range(keys.DUE_SHARDS)] == [[]] * keys.DUE_SHARDS
    assert asked.asked == ["Query"] * keys.DUE_SHARDS


def test_what_is_overdue_is_walked_once_in_the_order_of_its_instants() -> None:
    found = [walked(index(overdue=80), shard) for shard in range(keys.DUE_SHARDS)]
    assert [len(each) for each in found] == [10] * keys.DUE_SHARDS
    assert all(each == sorted(each) for each in found)
    assert len({key for each in found for key in each}) == 80


def test_a_number_counts_when_it_is_the_next_and_a_repeat_does_not() -> None:
    table = ManyCases((), "E8MY09Q4P0HG")
    letters = {"Key": {"PK": {"S": "LETTERS#centre#2026"}}}
    assert table.answer("GetItem", letters) == {}
    for number in (1, 2, 1):
        item = {"PK": letters["Key"]["PK"], "last": {"N": str(number)}}
        table.answer("TransactWriteItems", {"TransactItems": [{"Put": {"Item": item}}]})
    assert table.answer("GetItem", letters)["Item"]["last"] == {"N": "2"}
