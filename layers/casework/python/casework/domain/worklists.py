"""The lists on which a case stands besides that of the unit in charge, and by when it is due there.

A list is named by a unit's id, `@{staff id}` for one person's own, `decide:{unit}` for what waits
for that unit's decision, `special:centre` for what is under special supervision, or
`reach:{unit}` for what a unit has to tell because a message did not arrive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.case import CENTRE, LEADING_GROUP, Status
from casework.domain.oversight_state import RedLightState
from casework.domain.red_light import decider_of
from casework.domain.requests import RequestKind, RequestState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from casework.domain.case import Case


DECIDED_IN_OPEN_CASES = frozenset({RequestKind.OBJECTION, RequestKind.FALSE_REPORT})


def special_list() -> str:
    """The board of what is under special supervision (专项督办)."""
    return f"special:{CENTRE}"


def to_tell(unit: str) -> str:
    """The list of the enterprises that a unit tells by other means than a message."""
    return f"reach:{unit}"


def own_list(staff_id: str) -> str:
    """The list of the cases that one person handles."""
    return f"@{staff_id}"


def decisions_of(unit: str) -> str:
    """The list of what waits for a unit's decision."""
    return f"decide:{unit}"


def places(case: Case) -> dict[str, datetime | None]:
    """Every list, besides that of the unit in charge, that shows the case, with what is due first
    there; None stands where nothing has a date. A body that the case complains about finds it only
    after a summary was released to it.
    """
    found: dict[str, datetime | None] = {}
    for name, due in _all(case):
        known = found.get(name)
        found[name] = due if known is None else min(known, due or known)
    return found


def _all(case: Case) -> Iterator[tuple[str, datetime | None]]:
    yield from case.owed_besides.items()
    yield from _own(case)
    yield from _one_matter(case)
    yield from _decisions(case)
    yield from _red_lights(case)
    yield from _special(case)
    yield from _summaries(case)
    yield from _not_reached(case)


def _own(case: Case) -> Iterator[tuple[str, datetime | None]]:
    if case.handler is not None and case.is_on_the_list:
        yield own_list(case.handler), case.first_deadline


def _one_matter(case: Case) -> Iterator[tuple[str, datetime | None]]:
    """Whoever coordinates one matter one discussion (一事一议) follows it while it is open."""
    unit = case.coordinator
    if unit is not None and case.status.is_open and _has_a_list(case, unit):
        yield unit, case.first_deadline


def _decisions(case: Case) -> Iterator[tuple[str, datetime | None]]:
    """What waits for a decision; while it is reviewed why a case was withdrawn, that alone and what
    its enterprise asked about its data.
    """
    for request in case.requests:
        idle = case.status is Status.WITHDRAWN and request.kind in DECIDED_IN_OPEN_CASES
        if request.state is RequestState.UNDECIDED and not idle:
            clocks = (clock for clock in case.clocks if clock.request == request.id)
            due = [clock.due for clock in clocks if clock.unit == request.decider]
            yield decisions_of(request.decider), min(due, default=None)


def _red_lights(case: Case) -> Iterator[tuple[str, datetime | None]]:
    """A proposal is before the unit until it stated its case, and before whoever decides; an appeal
    is before the leading group.
    """
    for light in case.red_lights:
        if light.state is RedLightState.PROPOSED:
            yield decisions_of(decider_of(light.unit)), light.state_by
            if light.stated_at is None and _has_a_list(case, light.unit):
                yield light.unit, light.state_by
        if light.state is RedLightState.APPEALED:
            yield decisions_of(LEADING_GROUP), None


def _special(case: Case) -> Iterator[tuple[str, datetime | None]]:
    if case.special is None or not case.special.is_running:
        return
    due = min((action.due for action in case.special.open_actions), default=None)
    yield special_list(), due
    coordinator = case.special.coordinator
    if coordinator is not None and _has_a_list(case, coordinator):
        yield coordinator, due


def _summaries(case: Case) -> Iterator[tuple[str, datetime | None]]:
    """A body complained about finds what was released to it, while the case is open."""
    if case.status.is_open:
        for body in case.summary_for:
            yield body, None


def _not_reached(case: Case) -> Iterator[tuple[str, datetime | None]]:
    """Before whoever decides where the case goes, the longest waiting first, closed cases too."""
    if case.not_reached is not None:
        yield to_tell(case.triage_unit), case.not_reached.at


def _has_a_list(case: Case, unit: str) -> bool:
    return unit not in {case.unit_in_charge, *case.about_bodies}
