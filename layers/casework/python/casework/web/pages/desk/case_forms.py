"""The forms of the case page: in their order, in their places, and the one that comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.web.desk_forms.action_groups import grouped
from casework.web.desk_forms.filling import form_view
from casework.web.desk_forms.registry import order_of
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casework.domain.case import Case
    from casework.web.desk_forms.filling import FormView
    from casework.web.desk_forms.form_spec import OpenForm, Subject
    from casework.web.pages.desk.red_lights import RedLightCard
    from casework.web.pages.desk.waiting import WaitingCard
    from casework.web.wording import Wording

PREFERRED: dict[Status, tuple[str, ...]] = {
    Status.TRIAGE: ("assignment", "answer"),
    Status.ASSIGNED: ("verification", "answer"),
    Status.VERIFIED: ("reply", "answer"),
    Status.REPLIED: ("resolution", "answer"),
    Status.SUSPENDED: ("relay",),
}
"""The step that a case waits for; whoever may take it finds it first."""

FALLBACK = (
    "task-report",
    "actions/",
    "letters/",
    "verification",
    "reply",
    "resolution",
    "answer",
    "relay",
    "guidance",
    "lifting",
)
"""What may stand first where the case waits for somebody else: work that is owed. What only may be
done never does.
"""


@dataclass(frozen=True, slots=True)
class Primary:
    """The one primary action: where its form, or its card, stands."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Actions under 更多 that belong together; the grave ones last."""

    heading: str
    forms: tuple[FormView, ...]


def forms_of(
    subject: Subject, actions: tuple[str, ...], opened: OpenForm | None
) -> tuple[FormView, ...]:
    """The forms of the actions, in the order of the tables; one that was taken away meanwhile but
    stands open with typed words stays, so that nothing typed is lost.
    """
    wanted = dict.fromkeys(actions)
    if opened is not None and opened.typed is not None:
        wanted[opened.operation] = None
    views = (form_view(each, subject, opened) for each in sorted(wanted, key=order_of))
    return tuple(view for view in views if view is not None)


def primary_of(
    case: Case,
    forms: tuple[FormView, ...],
    waiting: tuple[WaitingCard, ...],
    lights: tuple[RedLightCard, ...],
    say: Wording,
) -> Primary | None:
    """A decision that waits for this person before all; then the step that the case waits for; then
    what is owed besides. Where each choice has a form of its own, the card with both.
    """
    mine = [card for card in waiting if card.forms]
    for card in mine:
        if card.asks_for_the_choice:
            return _to(card.forms[0])
    by_operation = {form.operation: form for form in forms}
    for step in PREFERRED.get(case.status, ()):
        if step in by_operation:
            return _to(by_operation[step])
    if mine:
        return Primary(f"#{mine[0].anchor}", say(N_("Decide the request")))
    to_decide = [light for light in lights if light.is_mine_to_decide]
    if to_decide and len(to_decide[0].forms) == 1:
        return _to(to_decide[0].forms[0])
    if to_decide:
        return Primary(f"#{to_decide[0].anchor}", say(N_("Decide on the red light")))
    owed = (form for start in FALLBACK for form in forms if form.operation.startswith(start))
    return next((_to(form) for form in owed if not form.grave), None)


def menu_of(
    forms: Iterable[FormView], primary: Primary | None, say: Wording
) -> tuple[MenuGroup, ...]:
    """What stands under 更多: what is neither the primary action nor in a card of its own."""
    shown = [form for form in forms if primary is None or primary.href != f"#{form.anchor}"]
    return tuple(
        MenuGroup(say(heading), tuple(sorted(members, key=lambda each: each.grave)))
        for heading, members in grouped(shown)
    )


def _to(form: FormView) -> Primary:
    return Primary(f"#{form.anchor}", form.title)
