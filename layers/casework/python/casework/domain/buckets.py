"""The buckets of received cases (P9): by what first became of them, always adding up."""

from __future__ import annotations

from dataclasses import dataclass

SMALL_SAMPLE = 30
"""Below so many cases a percentage says little, and whoever shows it says so."""


@dataclass(frozen=True, slots=True)
class Buckets:
    """received = direct + transferred + other + pending, at any instant (DESIGN section 4).

    `other` are declined, withdrawn or merged before either; `pending` wait for their first
    disposition. `due` are the cases whose last deadline has passed or that were closed before it,
    `closed` those of them that are closed. ValueError when the parts do not add up: a figure that
    is wrong is not shown.
    """

    received: int
    direct: int
    transferred: int
    other: int
    pending: int
    due: int = 0
    closed: int = 0

    def __post_init__(self) -> None:
        parts = (self.direct, self.transferred, self.other, self.pending)
        if sum(parts) != self.received:
            raise ValueError(f"{parts} do not add up to {self.received}")
        if min(*parts, self.due, self.closed) < 0:
            raise ValueError("a count is never negative")
        if self.closed > self.due:
            raise ValueError(f"{self.closed} closed of {self.due} due")

    @property
    def closure_rate(self) -> float | None:
        """Closed of due (办结率), 0 to 1; None while nothing is due."""
        return self.closed / self.due if self.due else None
