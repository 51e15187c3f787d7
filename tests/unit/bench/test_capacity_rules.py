"""Sizes and units by the rules that DynamoDB publishes, with values worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bench.capacity import Index, Units, size, units
from tests.bench.recording import Exchange

GSI1 = Index(("GSI1PK", "GSI1SK"), ("kind",))
TABLE = "casework"


def item(sort_key: str, bytes_: int, **texts: str) -> dict[str, dict[str, str]]:
    """An item of exactly so many bytes: keys and texts, filled up by an attribute `x`."""
    made = {name: {"S": value} for name, value in {"PK": "P", "SK": sort_key, **texts}.items()}
    return {**made, "x": {"S": "." * (bytes_ - 1 - size(made))}}


def asked(operation: str, answer: dict[str, Any] | None = None, **parameters: Any) -> Exchange:
    return Exchange("dynamodb", operation, parameters, answer or {})


def cost(exchange: Exchange, before: Any = (), after: Any = ()) -> Units:
    return units(exchange, stored(before), stored(after), GSI1)


def stored(items: Any) -> dict[tuple[str, str], Any]:
    """Items as a table of theirs alone."""
    return {("P", each["SK"]["S"]): each for each in items}


def put(*items: Any) -> Exchange:
    return asked("TransactWriteItems", TransactItems=[{"Put": {"Item": each}} for each in items])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"S": ""}, 0),
        ({"S": "case"}, 4),
        ({"S": "诉求"}, 6),
        ({"N": "0"}, 1),
        ({"N": "7"}, 2),
        ({"N": "27"}, 2),
        ({"N": "-461"}, 3),
        ({"N": "1200"}, 2),
        ({"N": "0.0035"}, 2),
        ({"BOOL": True}, 1),
        ({"NULL": True}, 1),
        ({"L": []}, 3),
        ({"L": [{"S": "ab"}, {"N": "7"}]}, 3 + 1 + 2 + 1 + 2),
        ({"M": {}}, 3),
        ({"M": {"键": {"S": "abc"}}}, 3 + 1 + 3 + 3),
    ],
)
def test_an_item_is_as_large_as_its_names_and_values(value: dict[str, Any], expected: int) -> None:
    assert size({"名字": value}) == 6 + expected
    assert size({"PK": {"S": "P"}, "名字": value}) == 3 + 6 + expected


def test_a_type_that_the_table_does_not_use_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        size({"x": {"SS": ["a"]}})


@pytest.mark.parametrize(
    ("bytes_", "consistent", "expected"),
    [(50, False, 0.5), (4096, True, 1), (4097, False, 1), (4097, True, 2), (9000, True, 3)],
)
def test_a_read_costs_a_unit_for_four_kilobytes_and_half_where_it_may_be_stale(
    bytes_: int, consistent: bool, expected: float
) -> None:
    found = {"Item": item("A", bytes_)}
    read = cost(asked("GetItem", found, ConsistentRead=consistent))
    assert read == Units(read=expected, largest=bytes_)


def test_a_read_that_finds_nothing_costs_like_the_smallest() -> None:
    assert cost(asked("GetItem", ConsistentRead=True)) == Units(read=1)
    nothing = {"Items": [], "Count": 0, "ScannedCount": 0}
    assert cost(asked("Query", nothing)) == Units(read=0.5)


def test_a_query_sums_up_before_it_rounds_and_a_batch_rounds_each_item() -> None:
    found = [item("A", 1536), item("B", 6656)]
    answer = {"Items": found, "Count": 2, "ScannedCount": 2}
    assert cost(asked("Query", answer, ConsistentRead=True)) == Units(read=2, largest=6656)
    wanted: dict[str, Any] = {TABLE: {"Keys": [{}, {}], "ConsistentRead": True}}
    batch = asked("BatchGetItem", {"Responses": {TABLE: found}}, RequestItems=wanted)
    assert cost(batch) == Units(read=3, largest=6656)


def test_what_a_batch_does_not_find_costs_like_the_smallest() -> None:
    wanted: dict[str, Any] = {TABLE: {"Keys": [{}, {}, {}]}}
    batch = asked("BatchGetItem", {"Responses": {TABLE: [item("A", 99)]}}, RequestItems=wanted)
    assert cost(batch) == Units(read=1.5, largest=99)


def test_a_query_that_filters_is_refused_because_its_answer_does_not_tell_its_cost() -> None:
    with pytest.raises(ValueError, match="filters out"):
        cost(asked("Query", {"Items": [], "Count": 0, "ScannedCount": 3}))


@pytest.mark.parametrize(("bytes_", "expected"), [(40, 1), (1024, 1), (1025, 2), (5000, 5)])
def test_a_write_costs_a_unit_a_kilobyte_and_two_in_a_transaction(
    bytes_: int, expected: int
) -> None:
    new = item("A", bytes_)
    alone = cost(asked("PutItem", Item=new), after=[new])
    assert alone == Units(write=expected, largest=bytes_)
    assert cost(put(new), after=[new]) == Units(write=2 * expected, largest=bytes_)


def test_a_transaction_rounds_each_item() -> None:
    items = [item("A", 100), item("B", 1500)]
    assert cost(put(*items), after=items).write == 2 * (1 + 2)


def test_the_larger_of_the_old_and_the_new_item_counts() -> None:
    small, large = item("A", 700), item("A", 2100)
    assert cost(asked("PutItem", Item=small), before=[large], after=[small]).write == 3
    assert cost(asked("PutItem", Item=large), before=[small], after=[large]).write == 3
    key = {"PK": {"S": "P"}, "SK": {"S": "A"}}
    assert cost(asked("UpdateItem", Key=key), before=[small], after=[large]).write == 3


def test_a_check_in_a_transaction_costs_like_a_write_of_the_item() -> None:
    check = {"ConditionCheck": {"Key": {"PK": {"S": "P"}, "SK": {"S": "A"}}}}
    same = [item("A", 1100)]
    checked = asked("TransactWriteItems", TransactItems=[check])
    assert cost(checked, same, same) == Units(write=4, largest=1100)
    assert cost(checked) == Units(write=2)


def test_a_cancelled_transaction_costs_like_one_that_was_not_but_leaves_the_index_alone() -> None:
    old = item("A", 100, GSI1PK="WORK#centre", GSI1SK="9999")
    new = item("A", 1100, GSI1PK="WORK#justice", GSI1SK="9999")
    assert cost(put(new), [old], [old]) == Units(write=4, largest=1100)


CENTRE = item("A", 500, GSI1PK="WORK#centre", GSI1SK="1", kind="CASE")
JUSTICE = item("A", 500, GSI1PK="WORK#justice", GSI1SK="1", kind="CASE")
LATER = item("A", 500, GSI1PK="WORK#justice", GSI1SK="2", kind="CASE")
RENAMED = item("A", 500, GSI1PK="WORK#justice", GSI1SK="1", kind="TASK")
LONGER = item("A", 3000, GSI1PK="WORK#justice", GSI1SK="1", kind="CASE")
WIDE = item("A", 3000, GSI1PK="WORK#justice", GSI1SK="1" * 1024, kind="CASE")
GROWN = item("A", 3000, GSI1PK="WORK#justice", GSI1SK="1", kind="T" * 1024)
ENDED = item("A", 500)
HALF = item("A", 500, GSI1PK="WORK#justice")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], [ENDED], ()),
        ([], [HALF], ()),
        ([], [CENTRE], ("WORK#centre",)),
        ([CENTRE], [ENDED], ("WORK#centre",)),
        ([CENTRE], [JUSTICE], ("WORK#centre", "WORK#justice")),
        ([JUSTICE], [LATER], ("WORK#justice", "WORK#justice")),
        ([JUSTICE], [RENAMED], ("WORK#justice",)),
        ([JUSTICE], [GROWN], ("WORK#justice",) * 2),
        ([JUSTICE], [LONGER], ()),
        ([], [WIDE], ("WORK#justice", "WORK#justice")),
        ([JUSTICE], [WIDE], ("WORK#justice",) * 3),
    ],
    ids=[
        "none",
        "half a key",
        "comes",
        "goes",
        "moves",
        "later",
        "changes",
        "grows",
        "same",
        "2 KB",
        "all",
    ],
)
def test_the_index_is_written_where_what_it_holds_changes(
    before: Any, after: Any, expected: tuple[str, ...]
) -> None:
    assert cost(put(*after), before, after).index == expected


def test_an_operation_that_no_room_uses_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        cost(asked("DeleteItem", Key={"PK": {"S": "P"}, "SK": {"S": "A"}}))
