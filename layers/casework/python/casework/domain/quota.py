"""Quotas of filings (DESIGN 4): so many an hour through a code and from a device.

What is over quota is never refused or lost: it is accepted, marked, and a person decides where it
goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from casework.domain.configuration_fields import count_of, entry_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class QuotaPolicy:
    """One version of the quotas: filings an hour (UTC) through one code, and from one device."""

    version: str
    per_code: int
    per_device: int

    @classmethod
    def from_mapping(cls, value: Mapping[str, Any]) -> Self:
        """Read a policy (parsed JSON); ConfigurationError names the key it stumbles over."""
        entry = entry_of(value, "quotas", {"version", "per_code", "per_device"})
        return cls(
            version=text_of(entry["version"], "version"),
            per_code=count_of(entry["per_code"], "per_code"),
            per_device=count_of(entry["per_device"], "per_device"),
        )


@dataclass(frozen=True, slots=True)
class Quota:
    """One counter: what it counts (a name that identifies nobody), until when it is kept, and how
    many it may count.
    """

    name: str
    most: int
    kept_until: datetime


def hour_of(instant: datetime) -> str:
    """The hour (UTC) that a filing counts in."""
    return f"{instant:%Y%m%dT%H}"
