"""Every form of the case page, by operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.desk_forms import contest, decisions, handling, joint, letters, oversight, routing

if TYPE_CHECKING:
    from casework.web.desk_forms.form_spec import FormSpec

FAMILIES: tuple[tuple[FormSpec, ...], ...] = (
    routing.FORMS,
    handling.FORMS,
    letters.FORMS,
    oversight.FORMS,
    joint.FORMS,
    decisions.FORMS,
    contest.FORMS,
)
"""Tables of forms; within 更多 the actions stand in this order."""

FORMS: dict[str, FormSpec] = {spec.operation: spec for family in FAMILIES for spec in family}


def form_of(operation: str) -> tuple[FormSpec, str | None] | None:
    """The form of an operation, and the id of the part of the case that it is about; None for an
    operation that nobody described, which a page then does not offer.

    >>> form_of("letters/5.0/answer")[1]
    '5.0'
    """
    if operation in FORMS:
        return FORMS[operation], None
    steps = operation.split("/")
    for place, step in enumerate(steps):
        pattern = "/".join((*steps[:place], "*", *steps[place + 1 :]))
        if pattern in FORMS:
            return FORMS[pattern], step
    return None


def order_of(operation: str) -> int:
    """Where an operation stands among all; those without a form come last."""
    found = form_of(operation)
    return list(FORMS).index(found[0].operation) if found else len(FORMS)
