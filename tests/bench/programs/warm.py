"""Calls a warm room and, in turns, bare botocore with the requests that the room makes.

python warm.py JOB, where JOB also holds "now", "requests" ([[service, method, parameters], ...]),
"rounds" and "calls" (a round). It prints JSON: {"answer": what the room answered last, "room":
[seconds, ...], "bare": [seconds, ...]}, the processor time of each round.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

job = json.loads(sys.argv[1])
sys.path[:0] = job["path"]

import botocore.session  # noqa: E402 - found by the line above
import handler  # type: ignore[import-not-found] # noqa: E402

with open(job["event"], encoding="utf-8") as file:  # noqa: PTH123 - as in once.py
    event = json.load(file)
now = datetime.fromisoformat(job["now"])
if hasattr(handler, "utc_now"):
    handler.utc_now = lambda: now
session = botocore.session.get_session()
clients = {name: session.create_client(name) for name, _, _ in job["requests"]}


def room() -> Any:
    """One event for the room."""
    return handler.handle(event, None)


def bare() -> None:
    """The same requests without the room."""
    for service, method, parameters in job["requests"]:
        getattr(clients[service], method)(**parameters)


def seconds(act: Callable[[], Any], times: int) -> float:
    """Processor time of this process for so many calls."""
    start = time.process_time()
    for _ in range(times):
        act()
    return time.process_time() - start


seconds(room, job["calls"])
seconds(bare, job["calls"])
rounds = [(seconds(room, job["calls"]), seconds(bare, job["calls"])) for _ in range(job["rounds"])]
told = {
    "answer": room(),
    "room": [each for each, _ in rounds],
    "bare": [each for _, each in rounds],
}
json.dump(told, sys.__stdout__)  # type: ignore[arg-type] # there is one here
