"""`make replay` as a command: which stack it works on, what it prints, when it fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import boto3  # type: ignore[import-untyped]
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from infra import replay
from infra.replay import Place, StackError, place_of
from infra.waiting import WAITING
from tests.integration.replaying import place

if TYPE_CHECKING:
    from tests.integration.house import House

VANISHED = json.dumps({"event_id": "AAAAAAAAAAAA/1/0"})


class Queues:
    """An account whose stack `s` has its queues, all but those that are named."""

    def __init__(self, *missing: str) -> None:
        self._missing = missing

    def get_queue_url(self, *, QueueName: str) -> dict[str, str]:  # noqa: N803 - the API's name
        """As of an SQS client."""
        if QueueName in self._missing:
            raise ClientError({"Error": {"Code": "QueueDoesNotExist"}}, "GetQueueUrl")
        return {"QueueUrl": f"https://sqs/{QueueName}"}


def described(
    monkeypatch: pytest.MonkeyPatch, outputs: dict[str, str] | None, *missing: str
) -> boto3.Session:
    """A session whose account has one stack with these outputs, or none, and its queues."""
    session = boto3.Session(region_name="cn-north-1")
    client = session.client("cloudformation", aws_access_key_id="x", aws_secret_access_key="x")
    stub = Stubber(client)
    if outputs is None:
        stub.add_client_error("describe_stacks", "ValidationError", "Stack is not there")
    else:
        pairs = [{"OutputKey": key, "OutputValue": value} for key, value in outputs.items()]
        stack = {"StackName": "s", "CreationTime": 0, "StackStatus": "CREATE_COMPLETE"}
        stub.add_response("describe_stacks", {"Stacks": [{**stack, "Outputs": pairs}]})
    stub.activate()
    clients = {"cloudformation": client, "sqs": Queues(*missing)}
    monkeypatch.setattr(session, "client", lambda service: clients[service])
    return session


OUTPUTS = {"TableName": "table", "EventBusName": "bus", "ApiUrl": "https://api"}


def test_a_stack_says_by_its_outputs_and_its_name_where_everything_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = place_of(described(monkeypatch, OUTPUTS), "s")
    assert (found.region, found.table_name, found.bus_name) == ("cn-north-1", "table", "bus")
    names = {name for each in WAITING for name in (each.queue, each.to) if name}
    assert dict(found.queue_urls) == {name: f"https://sqs/s-{name}" for name in names}


@pytest.mark.parametrize("outputs", [None, {}, {"TableName": "table"}])
def test_what_is_no_stack_of_ours_is_refused(
    monkeypatch: pytest.MonkeyPatch, outputs: dict[str, str] | None
) -> None:
    with pytest.raises(StackError):
        place_of(described(monkeypatch, outputs), "s")


def test_a_stack_that_lacks_a_queue_is_refused_before_anything_is_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(StackError):
        place_of(described(monkeypatch, OUTPUTS, "s-numbering.fifo"), "s")


@pytest.mark.parametrize(
    ("bodies", "status", "summary"),
    [
        ([], 0, "0 sent, 0 gone, 0 still waiting"),
        ([VANISHED], 0, "0 sent, 1 gone, 0 still waiting"),
        ([VANISHED, "bad"], 1, "0 sent, 1 gone, 1 still waiting"),
    ],
)
def test_the_command_tells_what_it_did_and_fails_while_something_waits(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    bodies: list[str],
    status: int,
    summary: str,
) -> None:
    names = house.stack.names
    house.pump.relay()
    sqs, url = house.stack.client("sqs"), names["ParkingQueue"]
    for body in bodies:
        sqs.send_message(QueueUrl=url, MessageBody=body)
    monkeypatch.setattr(replay, "place_of", lambda _, stack: {"county": place(house.stack)}[stack])
    monkeypatch.setattr(replay.Replay.__init__, "__kwdefaults__", {"wait": 0})
    assert replay.main(["county"]) == status
    assert capsys.readouterr().out.splitlines()[-1] == summary


def test_the_stack_may_be_named_by_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STACK", "county")
    monkeypatch.setattr(boto3, "Session", lambda: None)

    def refuse(_: object, stack: str) -> Place:
        raise StackError(stack)

    monkeypatch.setattr(replay, "place_of", refuse)
    assert replay.main([]) == 2


def test_too_many_names_are_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert replay.main(["one", "two"]) == 2
    assert "python -m infra.replay" in capsys.readouterr().err
