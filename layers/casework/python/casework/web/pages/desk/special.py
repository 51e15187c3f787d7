"""The special supervision board (专项督办, P5): who coordinates, what was agreed and its result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import case_number
from casework.domain.light import light_of
from casework.web.dates import due_text, moment_text, time_left_text
from casework.web.pages.desk.figures import strip_of
from casework.web.pages.desk.light import mark_of
from casework.web.pages.names import unit_name
from casework.web.rendering import renderer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.buckets import Buckets
    from casework.domain.case import Case
    from casework.domain.particulars import ParticularsRef
    from casework.web.pages.desk.light import LightMark
    from casework.web.pages.desk.viewer import Setting, Viewer
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class SpecialAction:
    """A dated action: which department owes it by when (UTC, half open), what it is, and once it is
    done its result. Texts are None where the reader may not see them.
    """

    department: str
    due: datetime
    text: str | None = None
    done_at: datetime | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class SpecialCase:
    """A case under special supervision; `coordinator` and `departments` are units, `light` is none,
    yellow or red.
    """

    case_id: str
    title: str | None
    coordinator: str | None
    departments: tuple[str, ...]
    actions: tuple[SpecialAction, ...]
    since: datetime
    light: str = "none"


@dataclass(frozen=True, slots=True)
class Deed:
    """An action in words."""

    department: str
    when: str
    state: str
    late: bool
    text: str | None
    result: str | None


@dataclass(frozen=True, slots=True)
class SpecialCard:
    """A case of the board in words; `next` is what is due next, None when every action is done."""

    href: str
    number: str
    title: str
    light: LightMark
    facts: tuple[tuple[str, str], ...]
    deeds: tuple[Deed, ...]
    next: str | None


def special_case(
    case: Case, title: str | None, text: Callable[[ParticularsRef | None], str | None]
) -> SpecialCase:
    """A case that is or was under special supervision; `text` reads what this reader may read."""
    special = case.special
    if special is None:
        raise TypeError("the case was never under special supervision")
    return SpecialCase(
        case_id=case.id,
        title=title,
        coordinator=special.coordinator,
        departments=special.departments,
        actions=tuple(
            SpecialAction(
                action.department,
                action.due,
                text(action.text),
                action.reported_at,
                text(action.result),
            )
            for action in special.actions
        ),
        since=special.since,
        light=light_of(case).value,
    )


def special_page(
    *,
    viewer: Viewer,
    setting: Setting,
    cases: tuple[SpecialCase, ...],
    buckets: Buckets | None,
) -> str:
    """The board: what is due next first."""
    page = renderer(viewer.language)
    far = max((action.due for case in cases for action in case.actions), default=setting.now)
    ordered = sorted(cases, key=lambda case: _next_of(case) or far)
    return page.desk_page(
        "special",
        viewer=viewer,
        organisation=setting.organisation,
        cards=[special_card(case, setting, page.say) for case in ordered],
        strip=strip_of(buckets, page.say),
    )


def _next_of(case: SpecialCase) -> datetime | None:
    return min((each.due for each in case.actions if each.done_at is None), default=None)


def special_card(case: SpecialCase, setting: Setting, say: Wording) -> SpecialCard:
    """The case as its card shows it."""
    names = [unit_name(unit, setting.organisation, say) for unit in case.departments]
    upcoming = _next_of(case)
    coordinator = case.coordinator
    facts = (
        (say("Coordinator"), unit_name(coordinator, setting.organisation, say))
        if coordinator
        else (say("Coordinator"), say("not named yet")),
        (say("Departments"), say.join(names) or "–"),
        (say("Since"), moment_text(case.since, say.language, setting.now)),
    )
    return SpecialCard(
        href=f"/desk/cases/{case.case_id}",
        number=case_number(case.case_id),
        title=case.title or say("Text not shown"),
        light=mark_of(case.light, say),
        facts=facts,
        deeds=tuple(_deed(action, setting, say) for action in case.actions),
        next=_by(upcoming, setting, say) if upcoming else None,
    )


def _deed(action: SpecialAction, setting: Setting, say: Wording) -> Deed:
    late = (action.done_at or setting.now) >= action.due
    if action.done_at is None:
        when, state = due_text(action.due, say.language, setting.now), say("due")
        state = say("overdue") if late else state
    else:
        when = moment_text(action.done_at, say.language, setting.now)
        state = say("late") if late else say("done")
    department = unit_name(action.department, setting.organisation, say)
    return Deed(department, when, state, late, action.text, action.result)


def _by(instant: datetime, setting: Setting, say: Wording) -> str:
    due = due_text(instant, say.language, setting.now)
    left = time_left_text(instant, say.language, setting.now, setting.calendar)
    left = say("overdue") if setting.now >= instant else left
    return say("%(due)s · %(left)s", due=due, left=left)
