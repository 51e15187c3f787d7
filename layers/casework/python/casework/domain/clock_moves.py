"""What moves a clock: pauses (挂起), holds while a request is undecided, extension (延期), urgency.

Every deadline is computed afresh from start, limit, extension and segments; its warning moves with
it. A clock that was missed or has ended is never moved: what is on record stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from casework.domain.clocks import counted_afresh, deadline_of, under_calendar, warning_of
from casework.domain.deadline import Pause

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from casework.domain.clocks import Clock, Rules
    from casework.domain.deadline import Limit


def is_movable(clock: Clock) -> bool:
    """Whether it still runs towards a deadline that may move."""
    return clock.is_running and not clock.missed


def paused(clocks: Iterable[Clock], at: datetime) -> tuple[Clock, ...]:
    """Those of the clocks that stand still from `at` on; one that stood still already goes on
    standing, since when it did.
    """
    return tuple(
        clock if clock.is_paused else replace(clock, pauses=(*clock.pauses, Pause(at)))
        for clock in clocks
        if is_movable(clock)
    )


def lifted(clocks: Iterable[Clock], at: datetime, rules: Rules) -> tuple[Clock, ...]:
    """Those of the clocks that stood still, running again from `at`: what was suspended is added.
    A pause that was lifted at its own instant never was.
    """
    return tuple(_lifted(clock, at, rules) for clock in clocks if clock.is_paused)


def released(clocks: Iterable[Clock], at: datetime, rules: Rules) -> tuple[Clock, ...]:
    """Those of the clocks that were held while a request was undecided, once it is decided.

    Decided before the first of their deadlines it changes nothing. Decided later the hold stays as
    a segment, so that nobody is late because somebody else decided late.
    """
    held = [clock for clock in clocks if clock.is_paused]
    if all(at < clock.due for clock in held):
        return tuple(_dropped(clock, at, rules) for clock in held)
    return tuple(_lifted(clock, at, rules) for clock in held)


def extended(
    clocks: Iterable[Clock], limit: Limit, at: datetime, rules: Rules
) -> tuple[Clock, ...]:
    """The clocks with an extension, counted from their deadlines after all pauses."""
    longer = (replace(clock, extension=limit) for clock in clocks if is_movable(clock))
    return tuple(recounted(clock, at, rules) for clock in longer)


def hastened(clocks: Iterable[Clock], at: datetime, rules: Rules) -> tuple[Clock, ...]:
    """Those of the clocks that end earlier under the limits of an urgent matter, counted from `at`;
    none ever ends later than before.
    """
    moved = []
    for clock in filter(is_movable, clocks):
        due = deadline_of(clock.stage, at, rules.policy, rules.calendar, urgent=True).at
        if due < clock.due:
            urgent = replace(clock, started_at=at, due=due, urgent=True, pauses=(), extension=None)
            moved.append(recounted(urgent, at, rules))
    return tuple(moved)


def recounted(clock: Clock, at: datetime, rules: Rules) -> Clock:
    """The clock with its deadline and warning computed afresh. Whoever was warned is warned again
    only of a later deadline whose warning lies ahead of `at`; a warning that has passed by then is
    not given. A deadline that a newer notice would make earlier stays as it was shown.
    """
    deadline = counted_afresh(clock, rules.policy, rules.calendar)
    if deadline.at < clock.due:
        return _without_past_warning(replace(clock, provisional=False), at)
    warning = warning_of(clock.stage, deadline, rules.policy, rules.calendar)
    ahead = warning if warning is not None and warning > at else None
    is_warned = clock.warned and (ahead is None or deadline.at <= clock.due)
    return replace(
        clock,
        due=deadline.at,
        calendar=rules.calendar.version,
        provisional=deadline.provisional,
        warn_at=clock.warn_at if is_warned and ahead is None else ahead,
        warned=is_warned,
    )


def merged(clocks: Iterable[Clock], moved: Iterable[Clock]) -> tuple[Clock, ...]:
    """The clocks of a case after those were moved or started: moved ones in their old place."""
    new = {clock.key: clock for clock in moved}
    kept = tuple(new.pop(clock.key, clock) for clock in clocks)
    return (*kept, *new.values())


def ended(
    clocks: Iterable[Clock], at: datetime, which: Callable[[Clock], bool]
) -> tuple[Clock, ...]:
    """The clocks of a case, those that still ran for this ended."""
    return tuple(
        replace(clock, ended_at=at) if clock.is_running and which(clock) else clock
        for clock in clocks
    )


def _lifted(clock: Clock, at: datetime, rules: Rules) -> Clock:
    began = clock.pauses[-1].start
    if at <= began:
        return _dropped(clock, at, rules)
    segment = Pause(began, at)
    return recounted(replace(clock, pauses=(*clock.pauses[:-1], segment)), at, rules)


def _dropped(clock: Clock, at: datetime, rules: Rules) -> Clock:
    """As if it had never stood still; a notice that came meanwhile counts, and a warning whose
    instant has passed is not given any more.
    """
    runs = replace(clock, pauses=clock.pauses[:-1])
    if runs.provisional and runs.calendar != rules.calendar.version:
        runs = under_calendar(runs, rules.policy, rules.calendar)
    return _without_past_warning(runs, at)


def _without_past_warning(clock: Clock, at: datetime) -> Clock:
    if clock.warned or clock.warn_at is None or clock.warn_at > at:
        return clock
    return replace(clock, warn_at=None)
