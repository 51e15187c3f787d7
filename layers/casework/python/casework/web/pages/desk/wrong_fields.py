"""Wrong fields of an administrator's form: the sentence at the field, and the same with its name at
the top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.pages.field_messages import FieldMessage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from casework.web.wording import Wording


def wrong_fields(
    errors: Iterable[tuple[str, str]], names: Mapping[str, str], say: Wording
) -> tuple[FieldMessage, ...]:
    """Each wrong field, in the order of the form that `names` gives."""
    wrong = dict(errors)
    return tuple(
        FieldMessage(
            field,
            wrong[field],
            say("%(field)s: %(message)s", field=say(name), message=wrong[field]),
        )
        for field, name in names.items()
        if field in wrong
    )
