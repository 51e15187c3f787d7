"""An event that nobody can send is parked under its id, the next one goes through, and a replay
sends it once its cause is mended.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from casework.adapters.dynamodb.keys import case_pk, event_sk
from infra.local.deploy import STACK
from infra.local.engine import ROOT
from tests.e2e.casework import PATIENCE_SECONDS, desk, file_case, routed
from tests.e2e.denial import forbidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.harness import Deployed

STRANGE_CASE = "STRANGE00000"
STRANGE_ID = f"{STRANGE_CASE}/2/0"


def put_event(deployed: Deployed, case_id: str, type_name: str, data: str) -> None:
    """Write an event item as a version of the software that is not this one might have."""
    item = {
        "PK": case_pk(case_id),
        "SK": event_sk(2, 0),
        "kind": "EVENT",
        "type": type_name,
        "data": data,
    }
    deployed.deployment.engine.client("dynamodb").put_item(
        TableName=deployed.deployment.product.outputs["TableName"],
        Item={name: {"S": text} for name, text in item.items()},
    )


def parked(deployed: Deployed) -> list[str]:
    """Ids of the parked events, left where they are."""
    sqs = deployed.deployment.engine.client("sqs")
    url = deployed.deployment.product.outputs["ParkingQueueUrl"]
    received: dict[str, Any] = sqs.receive_message(
        QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0
    )
    return [json.loads(message["Body"])["event_id"] for message in received.get("Messages", ())]


def wait_for_parked(deployed: Deployed, *event_ids: str) -> None:
    """Until the relay has given these events up, and no others."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while sorted(parked(deployed)) != sorted(event_ids):
        assert time.monotonic() < deadline, parked(deployed)
        time.sleep(0.2)


def replay(deployed: Deployed) -> tuple[int, list[str]]:
    """Exit status and lines of the replay command."""
    environment = deployed.deployment.engine.environment()
    sources = f"{ROOT}:{ROOT / 'layers/casework/python'}"
    ended = subprocess.run(  # noqa: S603 - our own interpreter and our own module
        [sys.executable, "-m", "infra.replay", STACK],
        env={**environment, "PYTHONPATH": sources},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr == ""
    return ended.returncode, ended.stdout.splitlines()


@pytest.fixture
def strange(deployed: Deployed) -> Iterator[str]:
    """An event of a type that this version does not know, in the table; forgotten afterwards."""
    put_event(deployed, STRANGE_CASE, "CaseTeleported", "{}")
    yield STRANGE_ID
    product, engine = deployed.deployment.product, deployed.deployment.engine
    engine.client("dynamodb").delete_item(
        TableName=product.outputs["TableName"],
        Key={"PK": {"S": case_pk(STRANGE_CASE)}, "SK": {"S": event_sk(2, 0)}},
    )
    engine.client("sqs").purge_queue(QueueUrl=product.outputs["ParkingQueueUrl"])


def test_an_unknown_event_is_parked_and_the_next_one_goes_through(
    deployed: Deployed, strange: str
) -> None:
    case = file_case(deployed)
    assert routed(deployed, case)["lead"] == "justice"
    wait_for_parked(deployed, strange)


def test_a_replay_sends_what_the_bus_refused_and_keeps_what_it_cannot_read_until_it_can(
    deployed: Deployed, strange: str
) -> None:
    with forbidden(deployed, "EventRelayFunctionRole", "events:PutEvents"):
        case = file_case(deployed)
        wait_for_parked(deployed, strange, f"{case.case_id}/1/0")
    assert desk(deployed, "clerk").case(case.case_id)["status"] == "submitted"
    status, lines = replay(deployed)
    assert (status, lines[-1]) == (1, "1 sent, 0 gone, 1 still waiting")
    assert routed(deployed, case)["lead"] == "justice"
    assert parked(deployed) == [strange]
    type_name, data = readable_event(deployed)
    put_event(deployed, STRANGE_CASE, type_name, data)
    status, lines = replay(deployed)
    assert (status, lines) == (
        0,
        [f"{strange} {type_name}  sent", "1 sent, 0 gone, 0 still waiting"],
    )
    assert parked(deployed) == []


def readable_event(deployed: Deployed) -> tuple[str, str]:
    """Type and data of an event that every version reads and no room reacts to."""
    case = file_case(deployed)
    assert routed(deployed, case)["status"] == "assigned"
    found = deployed.deployment.engine.client("dynamodb").get_item(
        TableName=deployed.deployment.product.outputs["TableName"],
        Key={"PK": {"S": case_pk(case.case_id)}, "SK": {"S": event_sk(2, 0)}},
    )["Item"]
    return found["type"]["S"], found["data"]["S"]
