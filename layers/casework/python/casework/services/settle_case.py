"""Settle a case (到期处理, P7): record what time has decided, though nobody acted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.calendar_adoption import AdoptCalendar
from casework.domain.lifecycle import CLOCK, perform
from casework.services.commanding import context_of
from casework.services.deciding_again import deciding_again

if TYPE_CHECKING:
    from datetime import datetime

    from casework.ports import CaseRepository, Configuration


def settle_case(
    case_id: str,
    now: datetime,
    calendar: str | None = None,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> int:
    """Record every warning, miss and end of silence up to `now`, and count provisional deadlines
    again by a working-day table that is settled further: the version that is named, or the one in
    force. Returns how many events that made.

    Early, late, twice or without cause it does no harm: what is not pending is not recorded.
    """

    def settle() -> int:
        case = cases.get(case_id)
        name = f"settle:{case.version}"
        context = context_of(case, now, CLOCK, name, configuration)
        change = perform(case, (AdoptCalendar(configuration.calendar(calendar)),), context)
        cases.save(change, ())
        return len(change.events)

    return deciding_again(settle)
