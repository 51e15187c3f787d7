"""A clock of seconds, as adapters of services outside AWS read one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Clock:
    """Seconds since 1970 that a test moves."""

    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        """The time by now."""
        return self.seconds
