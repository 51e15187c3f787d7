"""Progress on the terminal: one line per step, with a running count of seconds where a person
watches.
"""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def step(what: str) -> Iterator[None]:
    """Names what is going on, counts the seconds while it lasts and says how long it took.

    Goes to standard error, so that standard output holds results only.
    """
    start = time.monotonic()
    finished = threading.Event()
    watcher = threading.Thread(target=_count, args=(what, start, finished), daemon=True)
    watcher.start()
    ending = "failed after"
    try:
        yield
        ending = "done in"
    finally:
        finished.set()
        watcher.join()
        _write(f"{what} ... {ending} {time.monotonic() - start:.1f} s", end="\n")


def _count(what: str, start: float, finished: threading.Event) -> None:
    if not sys.stderr.isatty():
        _write(f"{what} ...", end="\n")
        return
    while True:
        _write(f"{what} ... {time.monotonic() - start:.0f} s", end="")
        if finished.wait(0.5):
            return


def _write(line: str, *, end: str) -> None:
    prefix = "\r\x1b[K" if sys.stderr.isatty() else ""
    sys.stderr.write(f"{prefix}  {line}{end}")
    sys.stderr.flush()
