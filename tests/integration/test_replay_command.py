"""`make replay` as a command: which stack it works on, what it prints, when it fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped]
import pytest
from botocore.stub import Stubber

from infra import replay
from infra.replay import Place, StackError, place_of
from tests.integration.stack import BUS_NAME

if TYPE_CHECKING:
    from tests.integration.house import House

VANISHED = json.dumps({"event_id": "AAAAAAAAAAAA/1/0"})


def described(outputs: dict[str, str] | None) -> tuple[Any, Any]:
    """A session whose account has one stack with these outputs, or none."""
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
    return session, client


OUTPUTS = {
    "TableName": "table",
    "EventBusName": "bus",
    "ParkingQueueUrl": "https://sqs/parking",
    "DepartmentRoutingDeadLettersUrl": "https://sqs/dead",
    "ApiUrl": "https://api",
}


def test_a_stack_says_by_its_outputs_where_everything_is(monkeypatch: pytest.MonkeyPatch) -> None:
    session, client = described(OUTPUTS)
    monkeypatch.setattr(session, "client", lambda _: client)
    queues = ("https://sqs/parking", "https://sqs/dead")
    assert place_of(session, "s") == Place("cn-north-1", "table", "bus", queues)


@pytest.mark.parametrize("outputs", [None, {}, {"TableName": "table"}])
def test_what_is_no_stack_of_ours_is_refused(
    monkeypatch: pytest.MonkeyPatch, outputs: dict[str, str] | None
) -> None:
    session, client = described(outputs)
    monkeypatch.setattr(session, "client", lambda _: client)
    with pytest.raises(StackError):
        place_of(session, "s")


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
    place = Place(house.stack.region, names["Table"], BUS_NAME, (names["ParkingQueue"],))
    house.pump.relay()
    sqs, url = house.stack.client("sqs"), names["ParkingQueue"]
    for body in bodies:
        sqs.send_message(QueueUrl=url, MessageBody=body)
    monkeypatch.setattr(replay, "place_of", lambda _, stack: {"county": place}[stack])
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
