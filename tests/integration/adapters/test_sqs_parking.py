"""The parking queue: ids of events and nothing else, or an error when not even that is kept."""

import json
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from casework.adapters.clients import client
from casework.adapters.sqs_parking import SqsParking
from casework.domain.errors import StoreUnavailableError

IDS = [f"7K3Q9F2M4T8W/{seq}/0" for seq in range(1, 24)]


@pytest.fixture
def queue(aws: str) -> tuple[Any, str]:
    """The SQS client and the address of an empty queue."""
    queues = client("sqs", aws)
    return queues, queues.create_queue(QueueName="parking")["QueueUrl"]


def bodies(queues: Any, url: str) -> list[str]:
    found: list[str] = []
    while batch := queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        found += (message["Body"] for message in batch)
    return found


def test_every_id_is_a_message_of_its_own(queue: tuple[Any, str]) -> None:
    SqsParking(*queue).park(IDS)
    assert sorted(bodies(*queue)) == sorted(json.dumps({"event_id": each}) for each in IDS)


def test_nothing_to_park_asks_nothing() -> None:
    SqsParking(None, "nowhere").park([])


class Queues:
    """The SQS client's send_message, failing at the request that it is told."""

    def __init__(self, failing: int) -> None:
        self.failing = failing
        self.asked = 0

    def send_message(self, QueueUrl: str, MessageBody: str) -> dict[str, Any]:  # noqa: N803 - as the SDK
        self.asked += 1
        if self.asked == self.failing:
            raise EndpointConnectionError(endpoint_url=QueueUrl)
        return {"MessageId": MessageBody}


@pytest.mark.parametrize("request_number", [1, 13, len(IDS)])
def test_an_id_that_was_not_taken_is_an_error(request_number: int) -> None:
    queues = Queues(failing=request_number)
    with pytest.raises(StoreUnavailableError):
        SqsParking(queues, "https://sqs").park(IDS)
    assert queues.asked == request_number


def test_a_queue_that_is_not_there_is_an_error(aws: str) -> None:
    missing = f"https://sqs.{aws}.amazonaws.com.cn/123456789012/gone"
    with pytest.raises(StoreUnavailableError):
        SqsParking(client("sqs", aws), missing).park(IDS[:1])
