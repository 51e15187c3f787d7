"""Trying things out: each try runs in a copy of this process, so all of them begin alike."""

from __future__ import annotations

import gc
import os
import pickle
import traceback
import warnings
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
AT_ONCE = 2


def tried_apart(tries: Iterable[Callable[[], T]]) -> Iterator[T]:
    """What each try returns, in order; nothing that it does is seen by this process or the others.

    Raises AssertionError with the traceback of a try that raised.
    """
    gc.freeze()  # what the copies share stays shared: collecting would touch, hence copy it
    waiting, running = iter(tries), list[tuple[int, int]]()
    try:
        while True:
            while len(running) < AT_ONCE and (each := next(waiting, None)) is not None:
                running.append(_start(each))
            if not running:
                return
            yield _result(*running.pop(0))
    finally:
        for process, pipe in running:
            os.close(pipe)
            os.waitpid(process, 0)
        gc.unfreeze()


def _start(try_out: Callable[[], Any]) -> tuple[int, int]:
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # From Python 3.12 on a fork beside threads warns: the test runner's own may be there.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    _run(try_out, writing)
    os._exit(0)


def _run(try_out: Callable[[], Any], writing: int) -> None:
    """In the copy, which must never return to the test runner."""
    try:
        gc.disable()
        result: tuple[bool, Any] = (True, try_out())
    except BaseException:
        result = (False, traceback.format_exc())
    with os.fdopen(writing, "wb") as pipe:
        pickle.dump(result, pipe)


def _result(process: int, pipe: int) -> Any:
    with os.fdopen(pipe, "rb") as answer:
        content = answer.read()
    os.waitpid(process, 0)
    if not content:
        raise AssertionError("a try ended without a word")
    succeeded, value = pickle.loads(content)  # noqa: S301 - our own copy wrote it
    if not succeeded:
        raise AssertionError(value)
    return value
