"""Runs the sweep some times in one container and tells the most memory that it took.

python sweep.py JOB, where JOB also holds "now" and "times". It prints JSON: {"answers": [what the
room answered, ...], "peak": KB}.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

job = json.loads(sys.argv[1])
sys.path[:0] = job["path"]

import handler  # type: ignore[import-not-found] # noqa: E402 - found by the line above

now = datetime.fromisoformat(job["now"])
handler.utc_now = lambda: now
event = {"Records": [{"messageId": "sweep", "body": "{}"}]}
answers = [handler.handle(event, None) for _ in range(job["times"])]
lines = Path("/proc/self/status").read_text("utf-8").splitlines()
# VmHWM is this program's own; `ru_maxrss` would also tell of the one that started it.
peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
print(file=sys.__stdout__)
json.dump({"answers": answers, "peak": peak}, sys.__stdout__)  # type: ignore[arg-type] # there is one
