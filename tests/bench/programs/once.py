"""What Lambda's runtime does at a cold start, and no more: import the handler, hand it one event.

python once.py JOB, where JOB is {"path": [folder, ...], "event": file} as JSON.
"""

import json
import sys

job = json.loads(sys.argv[1])
sys.path[:0] = job["path"]

import handler  # type: ignore[import-not-found] # noqa: E402 - found by the line above

with open(job["event"], encoding="utf-8") as file:  # noqa: PTH123 - nothing but the room is measured
    event = json.load(file)
handler.handle(event, None)
