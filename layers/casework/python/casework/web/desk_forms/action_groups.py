"""Groups of actions (操作分组) under 更多: what is done, asked for, supervised, kept on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.desk_forms.registry import form_of
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from casework.web.desk_forms.filling import FormView

HANDLING, ASKING = N_("Handling"), N_("Requests and statements")
SUPERVISING, KEEPING = N_("Supervision"), N_("Records and joining")

GROUPS: dict[str, tuple[str, ...]] = {
    HANDLING: (
        "assignment",
        "answer",
        "direct-handling",
        "verification",
        "reply",
        "resolution",
        "task-report",
        "contact",
        "reached",
        "question",
        "relay",
        "guidance",
        "letters/*/answer",
        "letters/*/acknowledgement",
        "actions/*/report",
        "handler",
        "excuse",
        "decline",
    ),
    ASKING: (
        "extension",
        "suspension",
        "return",
        "reveal",
        "false-report",
        "red-lights/*/statement",
        "red-lights/*/appeal",
    ),
    SUPERVISING: (
        "return-decision",
        "extension-decision",
        "suspension-decision",
        "reveal-decision",
        "false-report-decision",
        "objection-decision",
        "withdrawal-review",
        "rating-review",
        "decline-review",
        "lifting",
        "one-matter",
        "green-channel",
        "special",
        "special/team",
        "actions",
        "special/conclusion",
        "red-light",
        "red-lights/*/exclusion",
        "red-lights/*/signature",
        "red-lights/*/dismissal",
        "red-lights/*/appeal-decision",
    ),
    KEEPING: (
        "notes",
        "procedure",
        "judicial-contacts",
        "summary",
        "links",
        "merge",
        "correction",
        "correction-refusal",
        "erasure",
        "erasure-refusal",
    ),
}
"""Operations by group, in the order in which they stand there."""

_PLACES = {
    operation: (group, place)
    for group, operations in GROUPS.items()
    for place, operation in enumerate(operations)
}


def grouped(forms: Iterable[FormView]) -> Iterator[tuple[str, list[FormView]]]:
    """The groups that have something in them, each with its forms in order; headings are msgids."""
    placed = [(*_place(form), form) for form in forms]
    for group in GROUPS:
        members = sorted(
            ((place, form) for of, place, form in placed if of == group), key=_by_place
        )
        if members:
            yield group, [form for _, form in members]


def _place(form: FormView) -> tuple[str, int]:
    found = form_of(form.operation)
    return _PLACES[found[0].operation] if found else (KEEPING, len(_PLACES))


def _by_place(placed: tuple[int, FormView]) -> int:
    return placed[0]
