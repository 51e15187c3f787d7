"""A light as the console shows it: colour, shape and word, never one alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.light import light_of
from casework.web.pages.desk.vocabulary import LIGHTS
from casework.web.wording import N_

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.web.wording import Wording

PAUSED = N_("Paused")
DONE = N_("Closed")


@dataclass(frozen=True, slots=True)
class LightMark:
    """`kind` is none (green circle), yellow (triangle), red (octagon), paused or done."""

    kind: str
    word: str


def light_mark(case: Case, now: datetime, say: Wording, unit: str | None = None) -> LightMark:
    """The light of a case, with `unit` of what that unit owes in it; where nothing runs any more or
    everything stands still, that is said instead of a green light.

    A deadline that has passed counts, whether or not its miss was recorded yet: a light does not
    depend on when anyone looks (DESIGN section 5).
    """
    kind = light_of(case, unit).value
    if kind == "none" and any(_has_passed(clock, now) for clock in _owed(case, unit)):
        kind = "yellow"
    if kind != "none":
        return mark_of(kind, say)
    if not case.status.is_open:
        return LightMark("done", say(DONE))
    running = _owed(case, None)
    if running and all(clock.is_paused for clock in running):
        return LightMark("paused", say(PAUSED))
    return mark_of(kind, say)


def _owed(case: Case, unit: str | None) -> list[Clock]:
    """The clocks that can light a light and have not been met."""
    return [
        clock
        for clock in case.clocks
        if clock.is_running and clock.stage.has_light and unit in {None, clock.unit}
    ]


def _has_passed(clock: Clock, now: datetime) -> bool:
    return not clock.is_paused and now >= clock.due


def mark_of(kind: str, say: Wording) -> LightMark:
    """The mark of a colour by its code."""
    return LightMark(kind, say(LIGHTS[kind]))
