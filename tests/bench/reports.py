"""What rooms say of their own cold starts, asked once each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.bench.first import FIRST
from tests.bench.recording import moment
from tests.bench.runs import answers_of, environment, run
from tests.integration.payloads import FOLDER
from tests.integration.template import room_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.packages import Packages
    from tests.bench.recording import Exchange
    from tests.bench.stub import Stub

_REPORTS: dict[str, Any] = {}


def report(
    function: str, built: Packages, stub: Stub, caused: Mapping[str, Sequence[Exchange]]
) -> Any:
    """Its answer to its first request, what it loaded until then and what it had to compile."""
    room = room_of(function)
    if room not in _REPORTS:
        payload = FIRST[room].payload
        stub.answers = answers_of(caused[payload])
        _REPORTS[room] = run(
            "report",
            built.deployed[room],
            environment(function, stub),
            event=str(FOLDER / f"{payload}.json"),
            now=moment(payload).isoformat(),
        )
    return _REPORTS[room]
