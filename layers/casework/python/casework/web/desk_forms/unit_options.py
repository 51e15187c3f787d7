"""Units to choose from: a field of kind UNIT offers those that handle cases; who coordinates or
decides may also be the service centre, the inspectors or the leading group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.web.pages.names import unit_name
from casework.web.pages.option import Option

if TYPE_CHECKING:
    from casework.web.desk_forms.form_spec import Subject


def every_unit(subject: Subject) -> tuple[Option, ...]:
    """All units of the jurisdiction, in the order of the organisation's file."""
    return tuple(
        Option(unit, unit_name(unit, subject.organisation, subject.say))
        for unit in subject.organisation.units
    )
