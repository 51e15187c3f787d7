"""When people may be contacted: systems get a message at once, people in contact hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from casework.domain.configuration_fields import entry_of, text_of
from casework.domain.policy import hours_of
from casework.domain.working_time import CHINA_TIME, BusinessHours, WorkingTime, aware

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

    from casework.domain.working_days import WorkingCalendar

_MOMENT = timedelta.resolution


@dataclass(frozen=True, slots=True)
class MessagePolicy:
    """One version of the rules for messages. `contact_hours` are those in which people are told
    something, on working days; None is any time.
    """

    version: str
    contact_hours: BusinessHours | None

    @classmethod
    def from_mapping(cls, value: Mapping[str, Any]) -> Self:
        """Read a policy (parsed JSON); ConfigurationError names the key it stumbles over."""
        entry = entry_of(value, "messages", {"version", "contact_hours"})
        return cls(
            version=text_of(entry["version"], "version"),
            contact_hours=hours_of(entry["contact_hours"], "contact_hours"),
        )


def next_contact(
    now: datetime,
    calendar: WorkingCalendar,
    hours: BusinessHours | None,
    *,
    zone: tzinfo = CHINA_TIME,
) -> datetime:
    """When people may be told: now within contact hours, else at the next opening (UTC).

    The closing instant is outside, as deadlines are half open. Raises ConfigurationError when the
    calendar ends before.
    """
    begin = aware(now, "now")
    return WorkingTime(calendar, hours, zone).after(begin, _MOMENT) - _MOMENT
