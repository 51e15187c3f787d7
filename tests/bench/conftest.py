"""What a bench run builds and starts once, and the table that it prints at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench import packages, stub
from tests.bench.figures import FIGURES
from tests.bench.recording import play, record
from tests.integration.conftest import clock, cold_rooms, house, stack, undrawn, wire

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.bench.packages import Packages
    from tests.bench.recording import Exchange
    from tests.bench.stub import Stub

__all__ = ["clock", "cold_rooms", "house", "stack", "undrawn", "wire"]

_CAUSED: dict[str, Sequence[Exchange]] = {}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The rooms, packaged as deployed and plainly, and botocore alone."""
    return packages.make(tmp_path_factory.mktemp("packages"))


@pytest.fixture(scope="session")
def aws_stub() -> Iterator[Stub]:
    """The loopback AWS that measured processes talk to."""
    with stub.running() as running:
        yield running


@pytest.fixture
def caused(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Mapping[str, Sequence[Exchange]]:
    """What each payload of the story asks of AWS in a cold room, and is answered."""
    if not _CAUSED:
        house = request.getfixturevalue("house")
        house.pump.relay()
        request.getfixturevalue("cold_rooms")
        _CAUSED.update(play(house, record(monkeypatch)))
    return _CAUSED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures."""
    if FIGURES.rows:
        terminalreporter.section("figures")
        terminalreporter.write_line(FIGURES.table())
