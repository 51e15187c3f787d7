"""Counts as the console says them: buckets that add up (P9), percentages beside their counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.buckets import SMALL_SAMPLE

if TYPE_CHECKING:
    from casework.domain.buckets import Buckets
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Strip:
    """The statistics strip: the sum of the buckets, and the closure rate."""

    sum: str
    rate: str


def strip_of(buckets: Buckets | None, say: Wording) -> Strip | None:
    """The buckets in words; None where they cannot be read now."""
    if buckets is None:
        return None
    return Strip(
        sum=say(
            "Received %(received)s = answered directly %(direct)s + transferred %(transferred)s"
            " + other %(other)s + to triage %(pending)s",
            received=buckets.received,
            direct=buckets.direct,
            transferred=buckets.transferred,
            other=buckets.other,
            pending=buckets.pending,
        ),
        rate=say("Closure rate %(rate)s", rate=share_text(buckets.closed, buckets.due, say)),
    )


def share_text(part: int, whole: int, say: Wording) -> str:
    """A percentage with its counts: 91.3%（21/23）; of few cases it says so, of none it is –."""
    if whole == 0:
        return "–"
    percent = {0: "0%", whole: "100%"}.get(part, f"{part / whole:.1%}")
    text = say("%(percent)s (%(part)s/%(whole)s)", percent=percent, part=part, whole=whole)
    if whole < SMALL_SAMPLE:
        return say("%(share)s, few cases", share=text)
    return text
