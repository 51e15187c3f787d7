"""How much evidence against a unit in one case proposes a red light (红灯, P8): policy, because it
says what a county takes for passivity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from casework.domain.configuration_fields import count_of, entry_of

KINDS = (
    "missed_after_letter",
    "groundless_return",
    "false_closing",
    "letter_unanswered",
    "pressure",
)


@dataclass(frozen=True, slots=True)
class RedLightThresholds:
    """For each kind of evidence how many pieces of it, against one unit in one case, propose."""

    missed_after_letter: int
    groundless_return: int
    false_closing: int
    letter_unanswered: int
    pressure: int

    @classmethod
    def from_mapping(cls, value: object) -> Self:
        """Read them (parsed JSON); ConfigurationError for one that is missing or below 1."""
        entry = entry_of(value, "red_light_thresholds", KINDS)
        where = "red_light_thresholds"
        return cls(**{kind: count_of(entry[kind], f"{where}.{kind}") for kind in KINDS})
