"""What time decides by itself: warnings, misses, the end of silence and of suspensions (DESIGN 5).

A light does not depend on when anyone looked: whoever acts next records first, dated at its own
instant, whatever has passed since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.clocks import Stage
from casework.domain.decision_events import LiftCause
from casework.domain.standing_still import lifting
from casework.domain.supervision_events import (
    CaseClosed,
    Closing,
    DeadlineMissed,
    DeadlineWarned,
)

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock, Rules
    from casework.domain.events import EventBody


def overdue(case: Case, now: datetime, rules: Rules) -> tuple[datetime, EventBody] | None:
    """The first thing that has happened by itself and is not on record, with its instant; None when
    everything up to `now` is. Of several at one instant the clock that started first comes first.
    """
    passed = [
        (instant, place)
        for place, clock in enumerate(case.clocks)
        if (instant := clock.pending) is not None and instant <= now
    ]
    if not passed:
        return None
    instant, place = min(passed)
    return instant, _fact(case, case.clocks[place], instant, rules)


def _fact(case: Case, clock: Clock, at: datetime, rules: Rules) -> EventBody:
    if clock.warns:
        key = (clock.stage, clock.unit, clock.round, clock.letter)
        return DeadlineWarned(*key, clock.due, clock.request)
    if clock.stage is Stage.SUSPENSION:
        return lifting(case, LiftCause.EXPIRED, at, rules)
    if clock.stage is Stage.SILENCE or clock.unit is None:
        return CaseClosed(Closing.NOT_CONTESTED)
    return DeadlineMissed(
        stage=clock.stage,
        unit=clock.unit,
        round=clock.round,
        letter=clock.letter,
        started_at=clock.started_at,
        due=clock.due,
        policy=case.versions.policy,
        calendar=clock.calendar,
        request=clock.request,
        pauses=clock.pauses,
        extension=clock.extension,
        urgent=clock.urgent,
    )
