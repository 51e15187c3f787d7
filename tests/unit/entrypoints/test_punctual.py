"""Work in time: what it makes, what it raises, and nothing of it when it is late."""

from __future__ import annotations

import threading
import time

import pytest

from casework.domain.errors import NotFoundError
from casework.entrypoints.punctual import Deadline, TooLateError


def test_work_that_is_in_time_gives_what_it_makes() -> None:
    deadline = Deadline(5)
    assert [deadline.keep(lambda: 1), deadline.keep(lambda: 2)] == [1, 2]


def test_work_that_fails_raises_what_it_raised() -> None:
    def fail() -> None:
        raise NotFoundError

    with pytest.raises(NotFoundError):
        Deadline(5).keep(fail)


def test_late_work_is_not_waited_for_and_goes_on() -> None:
    released, done = threading.Event(), threading.Event()

    def work() -> None:
        released.wait(5)
        done.set()

    before = time.monotonic()
    with pytest.raises(TooLateError):
        Deadline(0.05).keep(work)
    assert time.monotonic() - before < 2
    released.set()
    assert done.wait(5)


def test_all_work_shares_one_deadline() -> None:
    deadline, released = Deadline(0.05), threading.Event()
    with pytest.raises(TooLateError):
        deadline.keep(lambda: released.wait(5))
    with pytest.raises(TooLateError):
        deadline.keep(lambda: released.wait(5))
    released.set()
