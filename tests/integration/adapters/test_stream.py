"""The table's stream: which records are new events, in order, and which nobody can read."""

from typing import Any

import pytest

from casework.adapters.clients import client
from casework.adapters.dynamodb.codec import dump_event
from casework.adapters.dynamodb.stream import read_stream
from casework.adapters.dynamodb.table import connection
from casework.domain.events import Event
from tests.builders import CASE_ID, assigned_case, filed, reply, then, verify
from tests.county import County

FILED = filed().events[0]
_, (VERIFIED, REPLIED) = then(assigned_case(), verify(), reply())


def record(event: Event, kind: str = "INSERT", **image: Any) -> dict[str, Any]:
    """The stream's record of an event item; `image` replaces attributes, None leaves one out."""
    keys = {
        "PK": {"S": f"CASE#{event.case_id}"},
        "SK": {"S": f"EVENT#{event.seq:06d}.{event.n:02d}"},
    }
    attributes = {"type": {"S": event.type}, "data": {"S": dump_event(event)}, **image}
    new = {**keys, **{key: value for key, value in attributes.items() if value is not None}}
    return {"eventName": kind, "dynamodb": {"Keys": keys, "NewImage": new}}


def other(sort_key: str) -> dict[str, Any]:
    """The record of an item that is no event."""
    keys = {"PK": {"S": f"CASE#{CASE_ID}"}, "SK": {"S": sort_key}}
    return {"eventName": "INSERT", "dynamodb": {"Keys": keys, "NewImage": keys}}


def test_inserted_events_come_in_the_order_of_the_stream() -> None:
    records = [record(REPLIED), record(FILED), record(VERIFIED)]
    assert read_stream(records) == ([REPLIED, FILED, VERIFIED], [])


@pytest.mark.parametrize("sort_key", ["CASE", "PARTICULARS#0001.0", "TASK#court", "CURRENT"])
def test_items_that_are_no_events_are_left_alone(sort_key: str) -> None:
    assert read_stream([other(sort_key), record(FILED)]) == ([FILED], [])


@pytest.mark.parametrize("kind", ["MODIFY", "REMOVE"])
def test_only_what_was_inserted_is_new(kind: str) -> None:
    assert read_stream([record(FILED, kind)]) == ([], [])


@pytest.mark.parametrize(
    "image",
    [
        {"type": {"S": "CaseTeleported"}},
        {"type": None},
        {"data": None},
        {"data": {"S": "not json"}},
        {"data": {"S": "{}"}},
        {"data": {"S": "[1]"}},
        {"data": {"N": "1"}},
        {"type": {"S": "CaseReplied"}},
    ],
    ids=str,
)
def test_an_event_that_nobody_can_read_is_named_and_the_next_is_read(image: Any) -> None:
    records = [record(FILED, **image), record(REPLIED)]
    assert read_stream(records) == ([REPLIED], [f"{CASE_ID}/1/0"])


def test_a_record_without_an_image_is_named() -> None:
    bare = record(VERIFIED)
    del bare["dynamodb"]["NewImage"]
    assert read_stream([bare]) == ([], [VERIFIED.id])


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ({"PK": {"S": "CASE#x"}, "SK": {"S": "EVENT#000001.00"}}, "CASE#x EVENT#000001.00"),
        ({"PK": {"S": f"CASE#{CASE_ID}"}, "SK": {"S": "EVENT#"}}, f"CASE#{CASE_ID} EVENT#"),
        ({"PK": {"S": "STAFF#x"}, "SK": {"S": "EVENT#000001.00"}}, "STAFF#x EVENT#000001.00"),
        ({"PK": {"S": "CASE#x"}}, "CASE#x"),
        ({}, "stream-1"),
    ],
)
def test_a_record_under_a_key_that_no_event_has_is_named_by_it_and_blocks_nothing(
    keys: dict[str, Any], name: str
) -> None:
    strange = {"eventID": "stream-1", **record(FILED)}
    strange["dynamodb"] = {**strange["dynamodb"], "Keys": keys}
    assert read_stream([strange, record(REPLIED)]) == ([REPLIED], [name])


def test_no_records_no_events() -> None:
    assert read_stream([]) == ([], [])


def test_the_tables_own_stream_holds_every_event_of_a_case(county: County, aws: str) -> None:
    case = county.assign(county.file(), "transport", "emergency")
    county.report(county.reply(county.verify(case)), "emergency")
    events, unreadable = read_stream(records_of_the_table(aws))
    assert events == list(county.cases.file(case.id).events)
    assert unreadable == []


def records_of_the_table(region: str) -> list[dict[str, Any]]:
    streams = client("dynamodbstreams", region)
    arn = connection().client.describe_table(TableName="casework")["Table"]["LatestStreamArn"]
    (shard,) = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    place = {"StreamArn": arn, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
    iterator = streams.get_shard_iterator(**place)["ShardIterator"]
    records: list[dict[str, Any]] = streams.get_records(ShardIterator=iterator)["Records"]
    return records
