"""Ids of the organisation as names that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.domain.organisation import Organisation
    from casework.web.wording import Wording


def unit_name(unit: str, organisation: Organisation, say: Wording) -> str:
    """The name of a unit; the id of one that the organisation in force no longer has, so that old
    cases stay readable.
    """
    known = organisation.units.get(unit)
    return say.name(known) if known else unit
