"""What a warm room adds to its requests: its processor time beside that of botocore alone, which
sends the same requests with the same items.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.bench.figures import FIGURES
from tests.bench.runs import answers_of, environment, run
from tests.integration.payloads import FOLDER
from tests.integration.template import functions, room_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.packages import Packages
    from tests.bench.recording import Exchange
    from tests.bench.stub import Stub

ROUNDS, CALLS = 10, 25
BUDGET = 1.3
CASES = {
    "event_relay__case_filed": 200,
    "department_routing__case_filed": 200,
    "scan_intake__open_form": 200,
    "scan_intake__file_case": 303,
    "scan_intake__track_case": 200,
    "case_desk__verify_case": 200,
    "evaluation_capture__open_rating": 200,
}


@pytest.mark.parametrize("payload", CASES)
def test_a_warm_room(
    payload: str, built: Packages, aws_stub: Stub, caused: Mapping[str, Sequence[Exchange]]
) -> None:
    room = payload.partition("__")[0]
    function = next(name for name in functions() if room_of(name) == room)
    aws_stub.answers = answers_of(caused[payload])
    requests = [
        (each.service, each.method, each.parameters)
        for each in caused[payload]
        if not each.is_shared
    ]
    told = run(
        "warm",
        built.deployed[room],
        environment(function, aws_stub),
        event=str(FOLDER / f"{payload}.json"),
        requests=requests,
        rounds=ROUNDS,
        calls=CALLS,
    )
    ratio = median(own / bare for own, bare in zip(told["room"], told["bare"], strict=True))
    each = 1000 * median(told["room"]) / CALLS, 1000 * median(told["bare"]) / CALLS
    FIGURES.note(f"warm, {payload}", f"{ratio:.2f}x ({each[0]:.2f}/{each[1]:.2f} ms)", f"{BUDGET}x")
    assert told["answer"].get("statusCode", 200) == CASES[payload]
