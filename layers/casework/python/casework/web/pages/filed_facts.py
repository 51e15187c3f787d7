"""What was filed besides the text itself, as labels and values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from casework.domain.organisation import Organisation
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was filed."""

    label: str
    value: str


def filed_facts(
    field: Callable[[str], str | None],
    category: str | None,
    township: str | None,
    *,
    confidential: bool,
    organisation: Organisation,
    say: Wording,
) -> list[Fact]:
    """The facts in the order of the form; `field` gives what was typed. What was left empty or
    erased is left out.
    """
    kind = organisation.categories.get(category or "")
    place = organisation.townships.get(township or "")
    values = (
        (say("Enterprise"), field("enterprise_name")),
        (say("Contact"), field("contact_name")),
        (say("Telephone"), field("contact_phone")),
        (say("E-mail"), field("contact_email")),
        (say("Category"), say.name(kind) if kind else None),
        (say("Township"), say.name(place) if place else None),
        (say("Credit code"), field("credit_code")),
        (say("Confidential"), say("yes") if confidential else None),
    )
    return [Fact(label, value) for label, value in values if value]
