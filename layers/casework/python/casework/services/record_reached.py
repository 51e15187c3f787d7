"""Record that somebody told an enterprise what a message could not (另行告知)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.particulars import ParticularsKind
from casework.domain.reaching import RecordReached
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from datetime import date

    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request, Writing


def record_reached(
    request: Request,
    on: date,
    note: str | None,
    *,
    cases: CaseRepository,
    configuration: Configuration,
) -> Case:
    """Record the day (local) on which they were told; raises what `carry_out` raises,
    NothingToTellError and ToldOutOfTimeError.
    """

    def command(writing: Writing) -> RecordReached:
        kind = ParticularsKind.CONTACT_NOTE
        return RecordReached(on, writing.add(kind, text=note) if note else None)

    return carry_out(
        *(request, Action.RECORD_REACHED, lambda writing: (command(writing),)),
        cases=cases,
        configuration=configuration,
    )
