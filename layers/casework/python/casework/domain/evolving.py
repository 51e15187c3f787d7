"""The rule by which an event changes a case; each family of events registers its own."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.events import EventBody


@singledispatch
def evolve(body: EventBody, case: Case, at: datetime) -> Case:
    """What one fact changes in the case; facts that change nothing but the record leave it as it
    is.
    """
    raise TypeError(f"no rule to apply {type(body).__name__}")
