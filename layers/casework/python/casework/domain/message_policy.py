"""When people may be contacted: systems get a message at once, people in contact hours; and how
often that is tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from casework.domain.configuration_fields import count_of, entry_of, list_of, text_of
from casework.domain.errors import ConfigurationError
from casework.domain.policy import hours_of
from casework.domain.working_time import CHINA_TIME, BusinessHours, WorkingTime, aware

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from casework.domain.working_days import WorkingCalendar

_MOMENT = timedelta.resolution
_RETRY, _FIELDS = "retry_after_minutes", "wechat_template_fields"
_RECEIPTS = "receipts_a_day"
_MOST_RECEIPTS = 20
_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 240, 720))


@dataclass(frozen=True, slots=True)
class MessagePolicy:
    """One version of the rules for messages.

    - `contact_hours`: those in which people are told something, on working days; None is any time.
    - `pauses`: how long the platform waits after each attempt to tell an enterprise, before the
      next one; after the last there is none.
    - `template_fields`: what each field of the official account's message template shows
      (`number`, `state`, `at`, `hint`).
    - `receipts_a_day`: how many receipts of filings one number, address or account gets on a day
      (UTC).
    """

    version: str
    contact_hours: BusinessHours | None
    pauses: tuple[timedelta, ...] = _PAUSES
    template_fields: Mapping[str, str] = field(default_factory=dict)
    receipts_a_day: int = _MOST_RECEIPTS

    @property
    def attempts(self) -> int:
        """How often an enterprise is tried to be told before somebody telephones."""
        return len(self.pauses) + 1

    def pause_after(self, attempt: int) -> timedelta:
        """How long to wait after an attempt, the first of which is 1; after the last as long as
        before it, for an attempt of which nobody knows what became.
        """
        return self.pauses[min(attempt, len(self.pauses)) - 1] if self.pauses else _PAUSES[0]

    @classmethod
    def from_mapping(cls, value: Mapping[str, Any]) -> Self:
        """Read a policy (parsed JSON); ConfigurationError names the key it stumbles over."""
        optional = {_RETRY, _FIELDS, _RECEIPTS}
        entry = entry_of(value, "messages", {"version", "contact_hours"}, optional)
        return cls(
            version=text_of(entry["version"], "version"),
            contact_hours=hours_of(entry["contact_hours"], "contact_hours"),
            pauses=_pauses_of(entry[_RETRY]) if _RETRY in entry else _PAUSES,
            template_fields=_fields_of(entry.get(_FIELDS, {})),
            receipts_a_day=count_of(entry.get(_RECEIPTS, _MOST_RECEIPTS), _RECEIPTS),
        )


def _pauses_of(value: object) -> tuple[timedelta, ...]:
    minutes = (count_of(each, _RETRY) for each in list_of(value, _RETRY))
    return tuple(timedelta(minutes=each) for each in minutes)


def _fields_of(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ConfigurationError(f"{_FIELDS}: expected an object")
    return {name: text_of(shown, f"{_FIELDS}.{name}") for name, shown in value.items()}


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
