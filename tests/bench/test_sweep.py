"""The sweep costs what is overdue, not what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bench.fakes import DueEntries, kinds
from tests.bench.figures import FIGURES
from tests.bench.recording import LATE
from tests.bench.runs import answers_of, environment, run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.bench.packages import Packages
    from tests.bench.recording import Exchange
    from tests.bench.stub import Stub

SHARDS = 8
MANY, MOST = 100_000, 1_000_000
FLAT = 1.1
PAGE, BATCH = 500, 10
"""Keys in an answer of the index, and messages in a request to the queue."""


def swept(index: DueEntries, times: int, built: Packages, stub: Stub) -> int:
    """Sweep some times in one container: its peak of memory, in KB."""
    stub.answers = index.answer
    told = run(
        "sweep",
        built.deployed["deadline_sweep"],
        environment("DeadlineSweepFunction", stub),
        now=LATE.isoformat(),
        times=times,
    )
    assert told["answers"] == [{"batchItemFailures": []}] * times
    return int(told["peak"])


def test_nothing_due_costs_one_request_a_shard_and_the_same_memory_however_much_is_open(
    built: Packages, aws_stub: Stub, caused: Mapping[str, Sequence[Exchange]]
) -> None:
    besides = answers_of(caused["deadline_sweep__hourly"])
    peaks = []
    for cases in (MANY, MOST):
        index = DueEntries(LATE, open=cases, overdue=0, besides=besides)
        peaks.append(swept(index, 2, built, aws_stub))
        assert kinds(index.asked) == {"Query": 2 * SHARDS, "BatchGetItem": 1}
    FIGURES.note(f"sweep, nothing due, {MOST:,} open cases", f"{SHARDS} requests", f"{SHARDS}")
    note(peaks, f"{FLAT}x the memory with {MANY:,} open")
    assert peaks[1] / peaks[0] <= FLAT


def test_much_that_is_due_is_walked_in_the_same_memory(
    built: Packages, aws_stub: Stub, caused: Mapping[str, Sequence[Exchange]]
) -> None:
    """Ten sweeps of a tenth against one of all: as many requests, so that what they leave to the
    collector does not tell them apart.
    """
    besides = answers_of(caused["deadline_sweep__hourly"])
    peaks = []
    for overdue, times in ((MANY // 10, 10), (MANY, 1)):
        index = DueEntries(LATE, open=MOST, overdue=overdue, besides=besides)
        peaks.append(swept(index, times, built, aws_stub))
        pages = SHARDS * -(-overdue // SHARDS // PAGE)
        assert index.queued == MANY
        assert kinds(index.asked) == {
            "Query": pages * times,
            "SendMessageBatch": MANY // BATCH,
            "BatchGetItem": 1,
        }
    FIGURES.note(f"sweep, {MANY:,} due", f"{pages} queries")
    note(peaks, f"{FLAT}x the memory of ten sweeps of {MANY // 10:,}")
    assert peaks[1] / peaks[0] <= FLAT


def note(peaks: list[int], budget: str) -> None:
    """A row: the second peak of memory beside the first, in KB."""
    FIGURES.note("", f"{peaks[1] / peaks[0]:.3f}x ({peaks[1] / 1024:.1f} MB)", budget)
