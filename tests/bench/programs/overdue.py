"""Hands a room a long line of different cases and, in turns, sends the requests that it made for
the first of them by botocore alone.

python overdue.py JOB, where JOB also holds "now", "body" (of a record, with a case's id in it),
"case_id" (that id), "cases" (the ids that stand in its place) and "turn" (cases a turn). It prints
JSON: {"room": [seconds, ...], "bare": [seconds, ...], "peaks": [KB, ...], "requests": so many a
case, "failed": [...]}, processor time and peak memory of each turn. What only waits for the
collector, which runs every 200,000 objects (`casework/__init__.py`), is collected between turns, so
that the peaks tell what is kept.
"""

import gc
import json
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

BATCH = 10
"""Messages that the rooms take from their queues at a time."""

job = json.loads(sys.argv[1])
sys.path[:0] = job["path"]

import botocore.client  # noqa: E402 - found by the line above
import botocore.session  # noqa: E402
import handler  # type: ignore[import-not-found] # noqa: E402

now = datetime.fromisoformat(job["now"])
handler.utc_now = lambda: now
ids = Path(job["cases"]).read_text("utf-8").split()
call = botocore.client.BaseClient._make_api_call
sent: list[tuple[str, str, Any]] = []
failed: list[Any] = []


def note(self: Any, operation: str, parameters: Any) -> Any:
    """Keep what the room asks for, as it asks."""
    sent.append((self.meta.service_model.service_name, operation, parameters))
    return call(self, operation, parameters)


def batches(cases: list[str]) -> list[dict[str, Any]]:
    """Events as Lambda makes them of a queue."""
    bodies = [job["body"].replace(job["case_id"], case) for case in cases]
    records = [{"messageId": case, "body": body} for case, body in zip(cases, bodies, strict=True)]
    return [{"Records": records[i : i + BATCH]} for i in range(0, len(records), BATCH)]


def room(events: list[dict[str, Any]]) -> None:
    """The room's turn."""
    for event in events:
        failed.extend(handler.handle(event, None)["batchItemFailures"])


def bare(times: int) -> None:
    """The same requests for as many cases."""
    for _ in range(times):
        for service, operation, parameters in sent:
            clients[service]._make_api_call(operation, parameters)


def peak() -> int:
    """The most memory that this program has had; `ru_maxrss` would tell of the one before it."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def turns() -> Iterator[tuple[float, float, int]]:
    """Processor time of the room and of botocore alone, and the peak so far."""
    for first in range(2 * BATCH, len(ids), job["turn"]):
        events = batches(ids[first : first + job["turn"]])
        start = time.process_time()
        room(events)
        between = time.process_time()
        bare(len(events))
        used = between - start, time.process_time() - between
        gc.collect()
        yield *used, peak()


room(batches(ids[:BATCH]))  # the first batch loads and reads what a container needs once
botocore.client.BaseClient._make_api_call = note
room(batches(ids[BATCH : 2 * BATCH]))
botocore.client.BaseClient._make_api_call = call
session = botocore.session.get_session()
clients = {name: session.create_client(name) for name, _, _ in sent}
measured = list(turns())
told = {
    "room": [each[0] for each in measured],
    "bare": [each[1] for each in measured],
    "peaks": [each[2] for each in measured],
    "requests": len(sent) / BATCH,
    "failed": failed,
}
json.dump(told, sys.__stdout__)  # type: ignore[arg-type] # there is one here
