"""An answer in time, whatever the store does: for a caller that hangs up."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Generic, TypeVar

from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")


class TooLateError(StoreUnavailableError):
    """The work was not done in time; it may still take effect."""

    code = "too_late"


class Deadline:
    """So many seconds from now on, for all the work of one request together."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def keep(self, work: Callable[[], Made]) -> Made:
        """What the work makes, or what it raises; TooLateError once the time is up.

        Work that is late goes on by itself, so it must be of a kind that may happen late: a
        container that is frozen meanwhile ends it with its next request.
        """
        task = _Task(work)
        task.start()
        task.join(max(self._until - time.monotonic(), 0))
        if task.is_alive():
            raise TooLateError
        return task.outcome()


class _Task(threading.Thread, Generic[Made]):
    def __init__(self, work: Callable[[], Made]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._made: list[Made] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._made.append(self._work())
        except BaseException as error:
            self._error = error

    def outcome(self) -> Made:
        if self._error is not None:
            raise self._error
        return self._made[0]
