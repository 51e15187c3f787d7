"""What the loopback AWS answers where there are more cases than anybody would write down."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb.keys import DUE_FORMAT, DUE_SHARDS
from casework.domain.tokens import ALPHABET, CASE_ID_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.bench.recording import Exchange
    from tests.bench.stub import Answers


def case_ids(count: int) -> list[str]:
    """So many ids, each of a case of its own."""
    return [_case_id(number) for number in range(count)]


def _case_id(number: int) -> str:
    digits = ""
    for _ in range(CASE_ID_LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


@dataclass
class ManyCases:
    """A table with any number of cases, each a copy of one, and the queue of letters; they keep
    which cases were written or queued, and the last number of a letter.
    """

    like: Sequence[Exchange]
    case_id: str
    committed: set[str] = field(default_factory=set)
    queued: set[str] = field(default_factory=set)
    last_number: int = 0

    def answer(self, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """As DynamoDB and SQS would."""
        match operation:
            case "GetItem":
                return self._item(parameters["Key"]["PK"]["S"])
            case "TransactWriteItems":
                for part in parameters["TransactItems"]:
                    if put := part.get("Put"):  # else an update of the statistics
                        self._write(put["Item"])
                return {}
            case "SendMessage":
                self.queued.add(json.loads(parameters["MessageBody"])["case_id"])
        return next(each.answer for each in self.like if each.operation == operation)

    def _item(self, partition: str) -> dict[str, Any]:
        kind, _, name = partition.partition("#")
        if kind == "LETTERS":
            counter = {"PK": {"S": partition}, "SK": {"S": "COUNTER"}, "kind": {"S": "COUNTER"}}
            last = {"last": {"N": str(self.last_number)}}
            return {"Item": counter | last} if self.last_number else {}
        known = f"CASE#{self.case_id}"
        case = next(
            each.answer
            for each in self.like
            if each.operation == "GetItem" and each.parameters["Key"]["PK"]["S"] == known
        )
        copied: dict[str, Any] = json.loads(json.dumps(case).replace(self.case_id, name))
        return copied

    def _write(self, item: dict[str, Any]) -> None:
        """Botocore alone repeats the requests of the first cases: their numbers are given."""
        kind, _, name = item["PK"]["S"].partition("#")
        if kind == "CASE":
            self.committed.add(name)
        elif kind == "LETTERS" and int(item["last"]["N"]) == self.last_number + 1:
            self.last_number += 1


@dataclass
class DueEntries:
    """The due index with so many open cases, `overdue` of them before `now` and the others after
    it, a second apart. It answers what it is asked for, as the index does: never more than a page.
    """

    now: datetime
    open: int
    overdue: int
    besides: Answers
    asked: list[str] = field(default_factory=list)
    queued: int = 0

    def answer(self, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """As DynamoDB and SQS would."""
        self.asked.append(operation)
        if operation == "Query":
            return self._page(parameters)
        if operation == "SendMessageBatch":
            self.queued += len(parameters["Entries"])
            return {"Successful": [{"Id": each["Id"]} for each in parameters["Entries"]]}
        return self.besides(operation, parameters)

    def _page(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """Entry i of a shard is due i seconds after its first; keys sort by that instant."""
        values = {value["S"] for value in parameters["ExpressionAttributeValues"].values()}
        (partition,) = (value for value in values if value.startswith("DUE#"))
        (until,) = values - {partition}
        shard = int(partition.partition("#")[2])
        start = parameters.get("ExclusiveStartKey")
        first = self._place(start["GSI2SK"]["S"]) + 1 if start else 0
        end = min(self._place(until), self.open // DUE_SHARDS)
        last = min(first + parameters["Limit"], end)
        items = [self._key(shard, place) for place in range(first, last)]
        more = {"LastEvaluatedKey": items[-1]} if last < end else {}
        return {"Items": items, "Count": len(items), "ScannedCount": len(items), **more}

    @property
    def _begin(self) -> datetime:
        """So early that the last of the overdue entries of each shard was due a second ago."""
        return self.now - timedelta(seconds=self.overdue // DUE_SHARDS)

    def _place(self, sort_key: str) -> int:
        """Which entry of its shard is due at the instant of a key."""
        written = sort_key[: len("20260101T000000Z")]
        instant = datetime.strptime(written, DUE_FORMAT).replace(tzinfo=UTC)
        return int((instant - self._begin).total_seconds())

    def _key(self, shard: int, place: int) -> dict[str, Any]:
        case_id = _case_id(place * DUE_SHARDS + shard)
        due = (self._begin + timedelta(seconds=place)).strftime(DUE_FORMAT)
        values = {
            "PK": f"CASE#{case_id}",
            "SK": "CASE",
            "GSI2PK": f"DUE#{shard}",
            "GSI2SK": f"{due}#{case_id}",
        }
        return {name: {"S": value} for name, value in values.items()}


def kinds(operations: Iterable[str]) -> dict[str, int]:
    """How often each operation was asked for."""
    counted: dict[str, int] = {}
    for operation in operations:
        counted[operation] = counted.get(operation, 0) + 1
    return counted
