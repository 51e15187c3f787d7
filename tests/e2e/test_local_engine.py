"""The engine of a local run: found again by its own key, and its data outlive it."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import ClientError

from infra.local import engine as engines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from infra.local.engine import Engine


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Starts the engine of one folder; whatever still runs at the end is stopped."""
    started: list[Engine] = []

    def start_one() -> Engine:
        started.append(engines.start(tmp_path))
        return started[-1]

    yield start_one
    for engine in started:
        if engines.is_running(engine):
            engines.stop(engine)


def test_a_living_engine_is_found_until_it_is_stopped(
    start: Callable[[], Engine], tmp_path: Path
) -> None:
    assert engines.find(tmp_path) is None
    engine = start()
    assert engines.find(tmp_path) == engine
    engines.stop(engine)
    assert engines.find(tmp_path) is None


def test_only_the_folders_own_key_has_root_rights(start: Callable[[], Engine]) -> None:
    engine = start()
    stranger = replace(engine, access_key="AKIASTRANGERSTRANGER")
    assert engine.client("sts").get_caller_identity()["Arn"].endswith(":root")
    with pytest.raises(ClientError) as refused:
        stranger.client("sqs").list_queues()
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_data_outlive_a_restart_on_another_port(start: Callable[[], Engine]) -> None:
    first = start()
    queue = first.client("sqs").create_queue(QueueName="parking")["QueueUrl"]
    first.client("sqs").send_message(QueueUrl=queue, MessageBody="a key")
    engines.stop(first)
    with socket.socket() as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.bind(("127.0.0.1", first.port))
        stranger.listen()
        second = start()
    sqs = second.client("sqs")
    moved = sqs.get_queue_url(QueueName="parking")["QueueUrl"]
    # A mapping looks for its queue under the engine's present address.
    assert urlsplit(moved).port == second.port != first.port
    assert [m["Body"] for m in sqs.receive_message(QueueUrl=moved)["Messages"]] == ["a key"]
