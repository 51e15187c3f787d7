"""A look inside the AWS of this process, where asking it would take a hundred times as long."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from moto.backends import get_backend
from moto.core.base_backend import BackendDict

from casework.adapters.dynamodb.keys import DUE_FORMAT
from tests.integration.stack import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.integration.stack import Stack


def forget_everything() -> None:
    """Nothing was ever made."""
    BackendDict.reset()


def queue(stack: Stack, name: str) -> Any:
    """moto's queue of a logical id: `messages` are those that could be received now."""
    return _backend("sqs", stack.region).queues[stack.names[name].rpartition("/")[2]]


def bodies(stack: Stack, name: str) -> list[str]:
    """What waits in a queue, received or not."""
    return sorted(message.body for message in queue(stack, name)._messages)


def typed_items(stack: Stack) -> Iterator[dict[str, Any]]:
    """Every item of the table as the store keeps it."""
    for item in _table(stack).all_items():
        yield item.to_json()["Attributes"]


def put(stack: Stack, item: dict[str, Any]) -> None:
    """Have one more item in the table."""
    _table(stack).put_item(item)


def items(stack: Stack) -> Iterator[dict[str, Any]]:
    """Every item of the table as plain values."""
    for found in typed_items(stack):
        yield {name: next(iter(typed.values())) for name, typed in found.items()}


def stream_after(stack: Stack, position: str | None) -> list[dict[str, Any]]:
    """The table's stream records after a sequence number."""
    records = [record.record for record in _table(stack).stream_shard.items]
    if position is None:
        return records
    return [each for each in records if int(each["dynamodb"]["SequenceNumber"]) > int(position)]


def anything_due(stack: Stack, now: datetime) -> bool:
    """Whether a sweep would find something."""
    instant = f"{now.strftime(DUE_FORMAT)}$"
    return any(key <= instant for key in _due_keys(stack))


def wakes_at(stack: Stack) -> Iterator[datetime]:
    """When timers fire and when things are due."""
    for at in timers(stack).values():
        yield datetime.fromisoformat(f"{at[3:-1]}+00:00")
    for key in _due_keys(stack):
        yield datetime.strptime(key.partition("#")[0], DUE_FORMAT).replace(tzinfo=UTC)


def everything_stored(stack: Stack) -> int:
    """Equal when the table was not changed, but by chance."""
    return hash(tuple(str(item.to_json()) for item in _table(stack).all_items()))


def _due_keys(stack: Stack) -> Iterator[str]:
    for item in _table(stack).all_items():
        if "GSI2SK" in item.attrs:
            yield str(item.attrs["GSI2SK"].value)


def timers(stack: Stack) -> dict[str, str]:
    """Timers by name, each with its instant."""
    schedules = _backend("scheduler", stack.region).schedule_groups["default"].schedules
    return {name: schedule.schedule_expression for name, schedule in schedules.items()}


def messages(stack: Stack) -> list[tuple[str, str]]:
    """Everything that was published to departments: message id and audience."""
    topic = _backend("sns", stack.region).topics[stack.names["DepartmentTopic"]]
    return [(_said(sent[3], "message_id"), _said(sent[3], "audience")) for sent in _sent(topic)]


def subscriptions(stack: Stack) -> list[tuple[str, str]]:
    """Who is subscribed: address and filter."""
    found = _backend("sns", stack.region).subscriptions.values()
    return [(each.endpoint, str(each.attributes.get("FilterPolicy"))) for each in found]


def files(stack: Stack) -> dict[str, bytes]:
    """The files of letters."""
    return _lying_in(stack, "LettersBucket")


def attachments(stack: Stack) -> dict[str, bytes]:
    """The files of cases, as they were sent and as they may be opened."""
    return _lying_in(stack, "FilesBucket")


def _lying_in(stack: Stack, name: str) -> dict[str, bytes]:
    bucket = get_backend("s3")[ACCOUNT]["aws-cn"].buckets[stack.names[name]]
    return {key: bucket.keys[key].value for key in bucket.keys}


def _sent(topic: Any) -> list[Any]:
    return list(topic.sent_notifications)


def _said(attributes: dict[str, Any], name: str) -> str:
    found = attributes[name]
    return str(found["StringValue"] if "StringValue" in found else found["Value"])


def _table(stack: Stack) -> Any:
    return _backend("dynamodb", stack.region).tables[stack.names["Table"]]


def _backend(service: Any, region: str) -> Any:
    return get_backend(service)[ACCOUNT][region]
