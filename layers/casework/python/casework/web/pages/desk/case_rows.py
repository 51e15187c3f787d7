"""Cases as lines of a list: what each is, what it is to my unit, and what is due next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.web.pages.desk.headline import next_clock
from casework.web.pages.desk.light import light_mark
from casework.web.pages.desk.people import title_of
from casework.web.pages.desk.vocabulary import STATUSES
from casework.web.pages.names import unit_name

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import WorkItem
    from casework.web.pages.desk.clocks import ClockReader, Due
    from casework.web.pages.desk.light import LightMark
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Row:
    """One case of the list, as a person reads it."""

    value: str
    href: str
    title: str
    number: str
    role: str
    light: LightMark
    due: Due | None
    status: str


def row_of(item: WorkItem, unit: str, reader: ClockReader) -> Row:
    """A line as somebody of that unit reads it; texts the reader may not see are not in `item`."""
    case, say = item.case, reader.say
    text = item.text.fields.get("what_happened") if item.text else None
    clock = next_clock(case, unit)
    own = unit if clock is not None and clock.unit == unit else None
    return Row(
        value=f"{case.id}.{case.version}",
        href=f"/desk/cases/{case.id}",
        title=title_of(text) or _untitled(case, say),
        number=case_number(case.id),
        role=_role(case, unit, reader),
        light=light_mark(case, reader.now, say, own),
        due=reader.due(clock) if clock else None,
        status=say(STATUSES[case.status]),
    )


def _untitled(case: Case, say: Wording) -> str:
    return say("Confidential case") if case.confidential else say("Text not shown")


def _role(case: Case, unit: str, reader: ClockReader) -> str:
    """What the reader's unit is to the case; for who is neither, whose case it is."""
    if case.lead == unit:
        return reader.say("lead")
    if case.task_of(unit) is not None:
        return reader.say("co-handles")
    return unit_name(case.unit_in_charge, reader.organisation, reader.say)
