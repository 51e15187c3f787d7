"""A cold start like that of once.py, which tells afterwards what it loaded and compiled.

python report.py JOB, where JOB also holds "now", the time that the room is to see. It prints JSON:
{"answer": what the room answered, "modules": [name, ...], "compiled": [file, ...]}.
"""

import json
import sys

job = json.loads(sys.argv[1])
compiled: list[str] = []


def notice(name: str, arguments: tuple[object, ...]) -> None:
    """Keep the file of a source that the interpreter compiles, if it is one of the package's."""
    if name == "compile" and str(arguments[1]).startswith(tuple(job["path"])):
        compiled.append(str(arguments[1]))


sys.path[:0] = job["path"]
sys.addaudithook(notice)

import handler  # type: ignore[import-not-found] # noqa: E402 - found by the lines above

with open(job["event"], encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not the room's
    event = json.load(file)
if hasattr(handler, "utc_now"):
    from datetime import datetime

    handler.utc_now = lambda: datetime.fromisoformat(job["now"])
answer = handler.handle(event, None)
told = {"answer": answer, "modules": sorted(sys.modules), "compiled": compiled}
json.dump(told, sys.__stdout__)  # type: ignore[arg-type] # there is one here
