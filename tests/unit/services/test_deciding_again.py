"""What the platform does on a conflict: decide again, at most five times, after random pauses."""

import pytest

from casework.domain.errors import StoreUnavailableError
from casework.domain.rules import StaleVersionError
from casework.services.deciding_again import ATTEMPTS, LONGEST_PAUSE_MS, deciding_again


class Act:
    """An act that others interfere with so many times."""

    def __init__(self, conflicts: int, error: type[Exception] = StaleVersionError) -> None:
        self.conflicts, self.error, self.calls = conflicts, error, 0

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.conflicts:
            raise self.error
        return "done"


@pytest.mark.parametrize("conflicts", range(ATTEMPTS))
def test_the_act_is_repeated_until_nobody_interferes(conflicts: int) -> None:
    act, pauses = Act(conflicts), list[float]()
    assert deciding_again(act, pause=pauses.append) == "done"
    assert (act.calls, len(pauses)) == (conflicts + 1, conflicts)


def test_the_fifth_conflict_is_raised() -> None:
    act, pauses = Act(ATTEMPTS), list[float]()
    with pytest.raises(StaleVersionError):
        deciding_again(act, pause=pauses.append)
    assert (act.calls, len(pauses)) == (5, 4)


def test_any_other_error_is_raised_at_once() -> None:
    act, pauses = Act(1, StoreUnavailableError), list[float]()
    with pytest.raises(StoreUnavailableError):
        deciding_again(act, pause=pauses.append)
    assert (act.calls, pauses) == (1, [])


def test_pauses_are_random_up_to_80_ms_doubled_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.services.deciding_again.LONGEST_PAUSE_MS", LONGEST_PAUSE_MS)
    monkeypatch.setattr("secrets.randbelow", lambda bound: bound - 1)
    pauses = list[float]()
    deciding_again(Act(4), pause=pauses.append)
    assert pauses == [0.079, 0.159, 0.319, 0.639]
