"""The house for tests of rooms and flows: everything the template deploys, in this process."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.integration.at_wechat import answer_for_the_platform
from tests.integration.county import settle
from tests.integration.house import Clock, House
from tests.integration.outside import put_outside
from tests.integration.stack import Stack, make_secret, make_topic, named, rooms
from tests.integration.wire import Wire, tap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


class _CurrentOutput:
    """Standard output as it is when something is written, so that pytest can capture it."""

    def write(self, text: str) -> int:
        """As of a file."""
        return sys.stdout.write(text)

    def flush(self) -> None:
        """As of a file."""
        sys.stdout.flush()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time that every room sees; it stands still until a test moves it."""
    clock = Clock()
    for module in rooms().values():
        if hasattr(module, "utc_now"):
            monkeypatch.setattr(module, "utc_now", clock)
    return clock


@pytest.fixture
def stack(table: str, aws: str, monkeypatch: pytest.MonkeyPatch) -> Stack:
    """What the template deploys, with an empty table; every room finds its variables.

    Rooms stay warm from test to test, as containers do: what they keep (clients, configuration, the
    secret) is the same in each. A test that changes it asks for `cold_rooms`.
    """
    deployed = named(table, aws)
    make_secret(deployed)
    make_topic(deployed)
    answer_for_the_platform(monkeypatch)
    for function in rooms():
        for name, value in deployed.environment(function).items():
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "test")
    return deployed


@pytest.fixture
def cold_rooms() -> Iterator[None]:
    """Rooms are made anew in this test and again after it."""
    _cool()
    yield
    _cool()


def _cool() -> None:
    for module in rooms().values():
        module.room.cache_clear()


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """What the rooms ask of AWS, and a hand on the line."""
    return tap(monkeypatch)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters are pressed in no time: drawing them asks nothing of AWS."""
    press = rooms()["LetterPressFunction"]
    monkeypatch.setattr(press, "press", lambda sheet: repr(sheet).encode())


@pytest.fixture
def house(stack: Stack, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> House:
    """The county at work: configured, staffed, with a code on the wall."""
    from casework.entrypoints.observability import logger  # noqa: PLC0415 - needs the variables

    output: TextIO = _CurrentOutput()  # type: ignore[assignment] # what a handler uses of it
    logger().registered_handler.setStream(output)  # type: ignore[attr-defined] # a StreamHandler
    settle(stack.client("dynamodb"), stack.names["Table"])
    return House(stack, clock, put_outside(monkeypatch))
