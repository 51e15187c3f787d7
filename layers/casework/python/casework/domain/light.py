"""The lights (亮灯督办, P7, P8): yellow is automatic, and follows from the clocks alone; red was
signed by a person.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from casework.domain.clocks import Stage, deadline_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.clocks import Clock
    from casework.domain.policy import DeadlinePolicy
    from casework.domain.supervision_events import DeadlineMissed
    from casework.domain.working_days import WorkingCalendar


class Light(StrEnum):
    """The colour of a case, or of one unit's part in it."""

    NONE = "none"
    YELLOW = "yellow"
    RED = "red"


def is_yellow(clock: Clock) -> bool:
    """Whether a clock shows yellow: its stage was missed and has not been met since. Answering the
    letter does not clear it; meeting the stage does, and the record of the miss stays.
    """
    shows = clock.stage.has_light and clock.missed and clock.is_running
    return shows and not clock.excused


def light_of(case: Case, unit: str | None = None) -> Light:
    """The light of a case; with `unit`, of what that unit owes in it. A red light that was signed,
    and not lifted on appeal, stands above yellow; a proposal is not a light.
    """
    if any(light.state.is_shown and unit in {None, light.unit} for light in case.red_lights):
        return Light.RED
    clocks: Iterable[Clock] = (clock for clock in case.clocks if unit in {None, clock.unit})
    return Light.YELLOW if any(map(is_yellow, clocks)) else Light.NONE


def judged_again(
    miss: DeadlineMissed,
    met_at: datetime | None,
    policy: DeadlinePolicy,
    calendar: WorkingCalendar,
) -> bool:
    """Whether the evidence on a miss says, by itself, that the stage was missed: the deadline is
    computed afresh from its start, segments and extension under the versions that it names. What
    was agreed under special supervision is judged by the agreed day, which the evidence names.
    """
    if (policy.version, calendar.version) != (miss.policy, miss.calendar):
        raise ValueError("a miss is judged by the versions that it names")
    if miss.stage is Stage.ACTION:
        return met_at is None or met_at >= miss.due
    due = deadline_of(
        *(miss.stage, miss.started_at, policy, calendar),
        pauses=miss.pauses,
        extension=miss.extension,
        urgent=miss.urgent,
    ).at
    return due == miss.due and (met_at is None or met_at >= due)
