"""Carries events as AWS does: table stream -> relay -> bus -> rule -> queue -> reacting room.

The stream is moto's (`dynamodbstreams`), the bus and its rules too: moto evaluates the template's
event patterns and puts matching events into the rules' queues. Which room reads which queue, batch
sizes, the stream's filter and the count of receives before a dead letter come from the template.
Only the pollers are the pump's own: moto would run functions in containers.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tests.integration.stack import STREAM, WITNESS, rooms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.integration.stack import Stack

Record = dict[str, Any]


class Delivery(StrEnum):
    """How events arrive; AWS promises at least once, in no order across cases."""

    ONCE = "once"
    TWICE = "twice"
    SHUFFLED = "shuffled"
    DROPPED_FIRST = "dropped_first"


@dataclass(frozen=True)
class Mapping:
    """An event source mapping of the template: what is read, by which function, in what batches."""

    function: str
    source: str
    batch_size: int
    patterns: tuple[dict[str, Any], ...]


@dataclass
class Pump:
    """One stream position and the pollers of one stack; `carry` runs until nothing is under way."""

    stack: Stack
    order: random.Random = field(default_factory=lambda: random.Random(20210401))  # noqa: S311 - reproducible
    _position: str | None = None
    _dropped: set[str] = field(default_factory=set)

    def carry(self, how: Delivery = Delivery.ONCE) -> None:
        """Deliver everything, and what that brings about, until all is quiet.

        What a room raises from the stream is raised here; the batch comes again with the next call.
        """
        while self.relay(how) + self.react(how):
            pass

    def relay(self, how: Delivery = Delivery.ONCE) -> int:
        """Hand new stream records to the room that reads the stream; returns how many."""
        stream = next(each for each in self._mappings() if each.source == STREAM)
        new = self._new_records()
        records = [record for record in new if _passes(record, stream.patterns)]
        if how is Delivery.DROPPED_FIRST and self._drop(record["eventID"] for record in records):
            return len(new)
        if how is Delivery.SHUFFLED:
            self.order.shuffle(records)
        for batch in _batches(records, stream.batch_size):
            for _ in range(2 if how is Delivery.TWICE else 1):
                _invoke(stream.function, {"Records": batch})
        if new:
            self._position = new[-1]["dynamodb"]["SequenceNumber"]
        return len(new)

    def rewind(self) -> None:
        """Begin at the oldest record again, as a new mapping with TRIM_HORIZON does."""
        self._position = None

    def react(self, how: Delivery = Delivery.ONCE) -> int:
        """Hand waiting messages to the rooms that react; returns how many were handed over."""
        queues = [each for each in self._mappings() if each.source != STREAM]
        return sum(self._poll(each, how) for each in queues)

    def fire_timers(self, now: datetime) -> int:
        """Deliver the timers that are due, as Scheduler does, and forget them; returns how many.

        moto keeps schedules and never fires them.
        """
        scheduler = self.stack.client("scheduler")
        fired = 0
        for page in scheduler.get_paginator("list_schedules").paginate():
            for listed in page["Schedules"]:
                schedule = scheduler.get_schedule(Name=listed["Name"])
                at = schedule["ScheduleExpression"].removeprefix("at(").removesuffix(")")
                if datetime.fromisoformat(f"{at}+00:00") > now:
                    continue
                self._send(schedule["Target"]["Arn"], schedule["Target"]["Input"])
                scheduler.delete_schedule(Name=listed["Name"])
                fired += 1
        return fired

    def lose_timers(self) -> int:
        """Forget every timer that was made; returns how many."""
        scheduler = self.stack.client("scheduler")
        names = [
            listed["Name"]
            for page in scheduler.get_paginator("list_schedules").paginate()
            for listed in page["Schedules"]
        ]
        for name in names:
            scheduler.delete_schedule(Name=name)
        return len(names)

    def sweep(self) -> None:
        """What the hourly rule does."""
        self._send(self.stack.names["DeadlineSweepQueue.Arn"], "{}")

    def waiting(self, queue: str) -> list[str]:
        """Bodies of the messages in a queue of the template, without taking them out."""
        messages = list(self._receive(queue, 10))
        for message in messages:
            self._give_back(queue, message)
        return [message["Body"] for message in messages]

    def on_the_bus(self) -> list[dict[str, Any]]:
        """Every event that was put on the bus since the last call, as its envelopes."""
        messages = list(self._receive(WITNESS, 10))
        for message in messages:
            self._delete(WITNESS, message)
        return [json.loads(message["Body"]) for message in messages]

    def _send(self, queue_arn: str, body: str) -> None:
        queue = next(name for name, arn in self.stack.names.items() if arn == queue_arn)
        url = self.stack.names[queue.removesuffix(".Arn")]
        self.stack.client("sqs").send_message(QueueUrl=url, MessageBody=body)

    def _poll(self, mapping: Mapping, how: Delivery) -> int:
        messages = list(self._receive(mapping.source, mapping.batch_size))
        if how is Delivery.SHUFFLED:
            self.order.shuffle(messages)
        for batch in _batches(messages, mapping.batch_size):
            self._hand_over(mapping, batch, how)
        return len(messages)

    def _hand_over(self, mapping: Mapping, batch: list[Record], how: Delivery) -> None:
        failed: set[str] = {message["MessageId"] for message in batch}
        lost = how is Delivery.DROPPED_FIRST and self._drop(failed)
        if not lost:
            event = {"Records": [self._as_event(mapping.source, each) for each in batch]}
            for _ in range(2 if how is Delivery.TWICE else 1):
                answer = _invoke(mapping.function, event)
            failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
        for message in batch:
            done = message["MessageId"] not in failed
            (self._delete if done else self._give_back)(mapping.source, message)

    def _drop(self, identities: Iterator[str] | set[str]) -> bool:
        """Whether one of them is new to us: then the whole delivery is lost this time."""
        fresh = set(identities) - self._dropped
        self._dropped |= fresh
        return bool(fresh)

    def _new_records(self) -> list[Record]:
        streams = self.stack.client("dynamodbstreams")
        arn = streams.list_streams(TableName=self.stack.names["Table"])["Streams"][0]["StreamArn"]
        described = streams.describe_stream(StreamArn=arn)["StreamDescription"]
        start: dict[str, str] = {"ShardIteratorType": "TRIM_HORIZON"}
        if self._position:
            start = {
                "ShardIteratorType": "AFTER_SEQUENCE_NUMBER",
                "SequenceNumber": self._position,
            }
        iterator = streams.get_shard_iterator(
            StreamArn=arn, ShardId=described["Shards"][0]["ShardId"], **start
        )["ShardIterator"]
        records = streams.get_records(ShardIterator=iterator)["Records"]
        return [_as_lambda_sees_it(record, arn) for record in records]

    def _receive(self, queue: str, size: int) -> Iterator[Record]:
        sqs, url = self.stack.client("sqs"), self.stack.names[queue]
        while messages := sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=min(size, 10), AttributeNames=["All"]
        ).get("Messages"):
            yield from messages

    def _delete(self, queue: str, message: Record) -> None:
        self.stack.client("sqs").delete_message(
            QueueUrl=self.stack.names[queue], ReceiptHandle=message["ReceiptHandle"]
        )

    def _give_back(self, queue: str, message: Record) -> None:
        self.stack.client("sqs").change_message_visibility(
            QueueUrl=self.stack.names[queue],
            ReceiptHandle=message["ReceiptHandle"],
            VisibilityTimeout=0,
        )

    def _as_event(self, queue: str, message: Record) -> Record:
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message["Attributes"],
            "messageAttributes": {},
            "md5OfBody": message["MD5OfBody"],
            "eventSource": "aws:sqs",
            "eventSourceARN": self.stack.names[f"{queue}.Arn"],
            "awsRegion": self.stack.region,
        }

    def _mappings(self) -> Iterator[Mapping]:
        queues = {arn: name for name, arn in self.stack.names.items() if name.endswith(".Arn")}
        for properties in self.stack.resolved("AWS::Lambda::EventSourceMapping").values():
            source = queues.get(properties["EventSourceArn"], properties["EventSourceArn"])
            filters = properties.get("FilterCriteria", {}).get("Filters", [])
            yield Mapping(
                function=properties["FunctionName"],
                source=source.removesuffix(".Arn"),
                batch_size=properties["BatchSize"],
                patterns=tuple(json.loads(each["Pattern"]) for each in filters),
            )


def _invoke(function: str, event: Record) -> Any:
    return rooms()[function].handle(event, None)


def _batches(items: Sequence[Record], size: int) -> Iterator[list[Record]]:
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


def _as_lambda_sees_it(record: Record, arn: str) -> Record:
    """Lambda gives the creation time as a number, and says where the record is from."""
    change = dict(record["dynamodb"])
    created = change["ApproximateCreationDateTime"].timestamp()
    return {
        **record,
        "dynamodb": {**change, "ApproximateCreationDateTime": created},
        "eventSourceARN": arn,
    }


def _passes(record: Record, patterns: tuple[dict[str, Any], ...]) -> bool:
    return not patterns or any(matches(pattern, record) for pattern in patterns)


def matches(pattern: dict[str, Any], record: Any) -> bool:
    """Whether an event filter pattern takes a record; exact values and prefixes are what ours
    use.
    """
    for key, wanted in pattern.items():
        if not isinstance(record, dict) or key not in record:
            return False
        found = record[key]
        if isinstance(wanted, dict):
            if not matches(wanted, found):
                return False
        elif not any(_equals(each, found) for each in wanted):
            return False
    return True


def _equals(wanted: Any, found: Any) -> bool:
    if not isinstance(wanted, dict):
        return bool(wanted == found)
    return str(found).startswith(wanted["prefix"])
