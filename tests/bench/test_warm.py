"""What a warm room adds to its requests: its processor time beside that of botocore alone, which
sends the same requests with the same items.

Rooms that show pages, parse typed bodies or read the duty catalogue do work of their own, which no
request does for them: they are printed beside the budget and not judged by it (docs/decisions.md,
36). The press is not here but in `test_letters.py`: drawing is nearly all that it does.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.bench.figures import FIGURES
from tests.bench.recording import moment
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
    "deadline_timer__case_filed": 200,
    "deadline_sweep__hourly": 200,
    "deadline_expiry__timer_fired": 200,
    "supervision_notice__deadline_missed": 200,
    "supervision_notice__next_in_line": 200,
    "department_notification__deadline_missed": 200,
    "letter_verification__show_letter": 200,
}

WITH_WORK_OF_THEIR_OWN = {
    "department_routing__case_filed",
    "scan_intake__open_form",
    "scan_intake__file_case",
    "scan_intake__track_case",
    "case_desk__verify_case",
    "evaluation_capture__open_rating",
    "letter_verification__show_letter",
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
        now=moment(payload).isoformat(),
    )
    ratio = median(own / bare for own, bare in zip(told["room"], told["bare"], strict=True))
    each = 1000 * median(told["room"]) / CALLS, 1000 * median(told["bare"]) / CALLS
    over = ", not kept: see docs/decisions.md, 36" if ratio > BUDGET else ""
    times = f"({each[0]:.2f}/{each[1]:.2f} ms)"
    FIGURES.note(f"warm, {payload}", f"{ratio:.2f}x {times}", f"{BUDGET}x{over}")
    assert told["answer"].get("statusCode", 200) == CASES[payload]
    assert ratio <= BUDGET or payload in WITH_WORK_OF_THEIR_OWN
