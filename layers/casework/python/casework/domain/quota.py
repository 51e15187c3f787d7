"""Quotas (DESIGN 4): so many filings an hour through a code and from a device, and so many receipts
of filings a day to one recipient.

A filing over quota is never refused or lost: it is accepted, marked, and a person decides where it
goes. A receipt over quota is not sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
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


RECEIPTS_COUNT_FOR = timedelta(hours=24)
"""How long a counter of receipts is kept: no shorter than the day that it counts."""


def receipts_quota(digest: str, most: int, now: datetime) -> Quota:
    """The receipts of a day (UTC) to one recipient, who is known by a digest of that day."""
    return Quota(f"receipts#{digest}#{day_of(now)}", most, now + RECEIPTS_COUNT_FOR)


def day_of(instant: datetime) -> str:
    """The day (UTC) that a receipt counts in."""
    return f"{instant:%Y%m%d}"


def hour_of(instant: datetime) -> str:
    """The hour (UTC) that a filing counts in."""
    return f"{instant:%Y%m%dT%H}"
