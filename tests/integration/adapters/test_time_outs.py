"""How long a call to AWS may take: two that get no answer end before any HTTP room's own time."""

from typing import Any

import pytest
from botocore.retries.standard import DEFAULT_MAX_ATTEMPTS

from casework.adapters.clients import LateClient, client
from casework.adapters.dynamodb.table import connection
from tests.integration.stack import rooms
from tests.integration.template import functions, template

PAUSE = 1
"""Longest pause of the SDK before its second attempt, in seconds."""


def limits(made: Any) -> tuple[float, float, int]:
    """Seconds to connect, seconds to wait for an answer, attempts in total."""
    config = made.meta.config
    attempts: int = config.retries["total_max_attempts"]
    return config.connect_timeout, config.read_timeout, attempts


@pytest.mark.usefixtures("table")
def test_the_table_is_asked_twice_at_most_and_for_three_seconds_each() -> None:
    assert limits(connection().client) == (1, 2, 2)
    assert DEFAULT_MAX_ATTEMPTS > 2


def test_other_services_are_asked_as_the_table_is(aws: str) -> None:
    assert limits(client("secretsmanager", aws)) == (1, 2, 2)
    assert limits(LateClient("sqs", aws)._client) == (1, 2, 2)


@pytest.mark.usefixtures("stack", "cold_rooms")
def test_the_relay_leaves_it_to_itself_to_ask_the_bus_again() -> None:
    relay = rooms()["EventRelayFunction"].room()
    assert limits(relay.bus._client) == (1, 2, 1)
    assert limits(relay.parking._client._client) == (1, 2, 2)


@pytest.mark.usefixtures("table")
def test_two_calls_without_an_answer_end_before_an_http_room_does() -> None:
    connect, read, attempts = limits(connection().client)
    one_call = attempts * (connect + read) + (attempts - 1) * PAUSE
    assert template()["Globals"]["Function"]["Timeout"] == 15
    for name, properties in functions().items():
        if properties.get("Events"):
            assert 2 * one_call < properties.get("Timeout", 15), name
