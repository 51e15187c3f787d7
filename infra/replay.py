"""Sends again what nobody could send or react to, once the cause is mended.

    python -m infra.replay [STACK]

It talks to the account and region that the usual AWS variables name; without a stack (argument or
the variable STACK) to this clone's local run. It empties the parking queue, which holds ids of
events that the relay could not put on the bus, and the rooms' dead letters (infra/waiting.py). Each
event is read from the table again and published through the same allow-list as the first time; what
is no event (a case whose instant has come, a message to a department, a request for a letter's
number, a sweep) goes to its room's queue as it is. A message is deleted only when the bus or the
queue has taken it. Sending anything twice does nothing twice. What cannot be sent stays in its
queue, and the exit status is 1.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped]
import msgspec
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import DoesNotExist

from casework.adapters.clients import client
from casework.adapters.dynamodb import keys, table
from casework.adapters.dynamodb.cases import event_of
from casework.adapters.dynamodb.items import EventItem
from casework.adapters.eventbridge_bus import EventBridgeBus
from casework.domain.errors import StoreUnavailableError
from casework.domain.publication import outbound
from infra.waiting import WAITING, Waiting, event_named_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from casework.domain.events import Event

MESSAGES_PER_REQUEST = 10
INVISIBLE_SECONDS = 300
"""For as long as this a message that stays is not received again; a run that meets one again has
been through the queue.
"""

LINE = ["MessageGroupId", "MessageDeduplicationId"]
"""What a message of a FIFO queue is sent again with."""

_EVENT_ID = re.compile(r"(?P<case>[0-9A-Z]{12})/(?P<seq>[1-9]\d{0,5})/(?P<n>\d{1,2})")


class Outcome(StrEnum):
    """What became of a message, and what to do about it."""

    SENT = "sent"
    HANDED_BACK = "sent to the queue of its room"
    GONE = "gone: the table has no such event; message deleted"
    UNREADABLE = "kept: this version cannot read the event; deploy one that knows its type"
    REFUSED = "kept: the bus did not take it"
    UNREAD = "kept: the table did not answer"
    NOT_QUEUED = "kept: the queue of its room did not take it"
    MALFORMED = "kept: no room knows what it is about"


DONE = {Outcome.SENT, Outcome.HANDED_BACK, Outcome.GONE}
AWAY = {Outcome.REFUSED, Outcome.UNREAD, Outcome.NOT_QUEUED}
"""Whatever comes next would fare no better."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stack keeps its events, and its queues by the part of their name after the stack's
    (`parking`).
    """

    region: str
    table_name: str
    bus_name: str
    queue_urls: Mapping[str, str]


class StackError(Exception):
    """There is no such stack, or it is not one of ours."""


def place_of(session: boto3.Session, stack: str) -> Place:
    """Read a deployed stack's outputs and find its queues; raises StackError."""
    try:
        described = session.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
        outputs = {each["OutputKey"]: each["OutputValue"] for each in described["Outputs"]}
        names = {name for each in WAITING for name in (each.queue, each.to) if name}
        sqs = session.client("sqs")
        urls = {name: sqs.get_queue_url(QueueName=f"{stack}-{name}")["QueueUrl"] for name in names}
        return Place(session.region_name, outputs["TableName"], outputs["EventBusName"], urls)
    except (ClientError, KeyError) as error:
        raise StackError(f"{stack} is no stack of ours here: {error}") from error


class Replay:
    """One run over the queues of one stack."""

    def __init__(
        self, session: boto3.Session, place: Place, *, say: Callable[[str], object], wait: int = 1
    ) -> None:
        table.bind(place.table_name, place.region)
        self._sqs = session.client("sqs")
        self._bus = EventBridgeBus(client("events", place.region, attempts=1), place.bus_name)
        self._place = place
        self._say = say
        self._wait = wait

    def run(self) -> Counter[Outcome]:
        """Send what can be sent; how many messages had which outcome."""
        outcomes: Counter[Outcome] = Counter()
        for waiting in WAITING:
            outcomes += self._empty(waiting)
        return outcomes

    def _empty(self, waiting: Waiting) -> Counter[Outcome]:
        """Go through one queue once, whatever stays in it, and as far as it is of any use."""
        url = self._place.queue_urls[waiting.queue]
        outcomes: Counter[Outcome] = Counter()
        kept: dict[str, str] = {}
        for received in self._batches(url):
            messages = [each for each in received if each["MessageId"] not in kept]
            found = self._send(waiting, messages)
            kept |= {each["MessageId"]: each["ReceiptHandle"] for each in received}
            for message, outcome in zip(messages, found, strict=True):
                if outcome in DONE:
                    handle = kept.pop(message["MessageId"])
                    self._sqs.delete_message(QueueUrl=url, ReceiptHandle=handle)
            outcomes.update(found)
            if AWAY.issuperset(found) or len(messages) < len(received):
                break
        self._give_back(url, list(kept.values()))
        return outcomes

    def _batches(self, url: str) -> Iterator[list[dict[str, Any]]]:
        while messages := self._sqs.receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=MESSAGES_PER_REQUEST,
            VisibilityTimeout=INVISIBLE_SECONDS,
            WaitTimeSeconds=self._wait,
            AttributeNames=LINE,
        ).get("Messages"):
            yield messages

    def _send(self, waiting: Waiting, messages: Sequence[Mapping[str, Any]]) -> list[Outcome]:
        """One request to the bus for a batch, one to the room's queue for each other message; the
        outcome of each, in order.
        """
        found = [self._look_up(waiting, message) for message in messages]
        events = {each.id: each for each in found if not isinstance(each, Outcome)}
        unsent = {each.id for each in self._bus.publish([outbound(e) for e in events.values()])}
        return [
            self._told(message, each, unsent) for message, each in zip(messages, found, strict=True)
        ]

    def _look_up(self, waiting: Waiting, message: Mapping[str, Any]) -> Event | Outcome:
        """The event that a message announces; else what became of the message."""
        found = _event(message["Body"]) if waiting.announces else Outcome.MALFORMED
        if found is Outcome.MALFORMED and waiting.takes_back(message["Body"]):
            return self._hand_back(self._place.queue_urls[str(waiting.to)], message)
        return found

    def _hand_back(self, url: str, message: Mapping[str, Any]) -> Outcome:
        line = {name: value for name, value in message["Attributes"].items() if name in LINE}
        try:
            self._sqs.send_message(QueueUrl=url, MessageBody=message["Body"], **line)
        except (ClientError, BotoCoreError):
            return Outcome.NOT_QUEUED
        return Outcome.HANDED_BACK

    def _told(
        self, message: Mapping[str, Any], found: Event | Outcome, unsent: set[str]
    ) -> Outcome:
        if isinstance(found, Outcome):
            outcome = found
            name = event_named_in(message["Body"])
            if outcome in {Outcome.MALFORMED, Outcome.HANDED_BACK, Outcome.NOT_QUEUED}:
                name = message["MessageId"]
        else:
            outcome = Outcome.REFUSED if found.id in unsent else Outcome.SENT
            name = f"{found.id} {found.type}"
        self._say(f"{name}  {outcome}")
        return outcome

    def _give_back(self, url: str, handles: Sequence[str]) -> None:
        """Show what stays to the alarm and to the next run at once."""
        for handle in handles:
            self._sqs.change_message_visibility(
                QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=0
            )


def _event(body: str) -> Event | Outcome:
    """The event that a message names, as the table has it now."""
    identity = _EVENT_ID.fullmatch(event_named_in(body))
    if not identity:
        return Outcome.MALFORMED
    sort_key = keys.event_sk(int(identity["seq"]), int(identity["n"]))
    try:
        with table.reading():
            item = EventItem.get(keys.case_pk(identity["case"]), sort_key, consistent_read=True)
        return event_of(item)
    except DoesNotExist:
        return Outcome.GONE
    except StoreUnavailableError:
        return Outcome.UNREAD
    except (KeyError, ValueError, msgspec.MsgspecError):
        return Outcome.UNREADABLE


def _choose(arguments: Sequence[str]) -> str | None:
    """The stack to work on; without one named, this clone's local run, whose variables are set."""
    if named := (arguments[0] if arguments else os.environ.get("STACK")):
        return named
    from infra.local.deploy import STACK  # noqa: PLC0415 - the cloud needs nothing of the engine
    from infra.local.engine import LOCAL, find  # noqa: PLC0415

    engine = find(LOCAL)
    if engine is None:
        return None
    os.environ.update(engine.environment())
    return STACK


def main(arguments: Sequence[str]) -> int:
    """Exit status 0 when nothing waits any more, 1 when something stays, 2 without a stack."""
    stack = _choose(arguments)
    if stack is None or len(arguments) > 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    session = boto3.Session()
    try:
        place = place_of(session, stack)
    except StackError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    outcomes = Replay(session, place, say=lambda line: sys.stdout.write(f"{line}\n")).run()
    kept = sum(count for outcome, count in outcomes.items() if outcome not in DONE)
    sent = outcomes[Outcome.SENT] + outcomes[Outcome.HANDED_BACK]
    sys.stdout.write(f"{sent} sent, {outcomes[Outcome.GONE]} gone, {kept} still waiting\n")
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
