"""The pump itself: it must deliver as it says, or the tests that stand on it prove nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.county import LOAN
from tests.integration.house import TOGETHER
from tests.integration.pump import Delivery, matches
from tests.integration.stack import rooms
from tests.integration.template import functions, resources

if TYPE_CHECKING:
    from tests.integration.house import House

RELAY, ROUTING = "EventRelayFunction", "DepartmentRoutingFunction"


@pytest.fixture
def seen(house: House, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, Any]]]:
    """Every record that was handed to a room that reads the stream or a queue."""
    found: dict[str, list[dict[str, Any]]] = {RELAY: [], ROUTING: []}
    for function, records in found.items():
        module = rooms()[function]
        handle = module.handle

        def record(event: Any, context: Any, handle: Any = handle, records: Any = records) -> Any:
            records.extend(event["Records"])
            return handle(event, context)

        monkeypatch.setattr(module, "handle", record)
    return found


def times(records: list[dict[str, Any]]) -> list[int]:
    """How often each record was handed over."""
    names = [record.get("eventID") or record.get("messageId") for record in records]
    return sorted(Counter(names).values())


@pytest.mark.parametrize(
    ("how", "of_the_stream", "of_the_queue"),
    [
        (Delivery.ONCE, [1] * 4, [1] * 2),
        (Delivery.SHUFFLED, [1] * 4, [1] * 2),
        (Delivery.DROPPED_FIRST, [1] * 4, [1] * 2),
        (Delivery.TWICE, [2] * 4, [2] * 4),
    ],
)
def test_records_are_handed_over_as_often_as_the_manner_says(
    house: House,
    seen: dict[str, list[dict[str, Any]]],
    how: Delivery,
    of_the_stream: list[int],
    of_the_queue: list[int],
) -> None:
    for _ in range(2):
        house.file(LOAN)
    house.pump.carry(how)
    assert times(seen[RELAY]) == of_the_stream
    assert times(seen[ROUTING]) == of_the_queue


def test_what_was_dropped_first_comes_with_its_second_receive(
    house: House, seen: dict[str, list[dict[str, Any]]]
) -> None:
    house.file(LOAN)
    house.pump.carry(Delivery.DROPPED_FIRST)
    received = [record["attributes"]["ApproximateReceiveCount"] for record in seen[ROUTING]]
    assert received == ["2"]


def test_shuffled_events_come_in_another_order(
    house: House, seen: dict[str, list[dict[str, Any]]]
) -> None:
    filed = [house.file(LOAN).case_id for _ in range(6)]
    house.pump.relay(Delivery.SHUFFLED)
    came = [record["dynamodb"]["Keys"]["PK"]["S"].partition("#")[2] for record in seen[RELAY]]
    assert came != filed
    assert sorted(came) == sorted(filed)


def test_the_relay_is_handed_what_the_template_s_filter_passes(
    house: House, seen: dict[str, list[dict[str, Any]]]
) -> None:
    link = house.assigned()
    house.act("justice", link.case_id, "resolution", **TOGETHER)
    house.pump.relay()
    kinds = {(each["eventName"], each["dynamodb"]["NewImage"]["kind"]["S"]) for each in seen[RELAY]}
    assert kinds == {("INSERT", "EVENT")}


def test_every_mapping_of_the_template_leads_to_a_room() -> None:
    mappings = resources("AWS::Lambda::EventSourceMapping").values()
    read = {mapping["FunctionName"]["Ref"] for mapping in mappings}
    without_http = {name for name, found in functions().items() if "Events" not in found}
    assert read == without_http


@pytest.mark.parametrize(
    ("pattern", "record", "passes"),
    [
        ({"eventName": ["INSERT"]}, {"eventName": "INSERT"}, True),
        ({"eventName": ["INSERT"]}, {"eventName": "MODIFY"}, False),
        ({"eventName": ["INSERT"]}, {}, False),
        ({"a": {"b": [{"prefix": "EVENT#"}]}}, {"a": {"b": "EVENT#1"}}, True),
        ({"a": {"b": [{"prefix": "EVENT#"}]}}, {"a": {"b": "CASE"}}, False),
        ({"a": {"b": ["x", "y"]}, "c": [1]}, {"a": {"b": "y"}, "c": 1}, True),
        ({"a": {"b": ["x", "y"]}, "c": [1]}, {"a": {"b": "y"}, "c": 2}, False),
    ],
)
def test_filters_take_exact_values_and_prefixes(
    pattern: dict[str, Any], record: dict[str, Any], passes: bool
) -> None:
    assert matches(pattern, record) is passes


def test_a_filter_it_does_not_know_is_an_error_and_not_a_pass() -> None:
    with pytest.raises(KeyError):
        matches({"a": [{"anything-but": "x"}]}, {"a": "y"})
