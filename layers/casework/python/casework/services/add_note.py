"""Add an internal note (内部备注) to a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.authorization import Action
from casework.domain.notes import AddNote
from casework.domain.particulars import ParticularsKind
from casework.services.commanding import carry_out

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.ports import CaseRepository, Configuration
    from casework.services.commanding import Request


def add_note(
    request: Request, text: str, *, cases: CaseRepository, configuration: Configuration
) -> Case:
    """Keep the note; no stage is met by it. Raises what `carry_out` raises."""
    return carry_out(
        request,
        Action.ADD_NOTE,
        lambda writing: (AddNote(writing.add(ParticularsKind.NOTE, text=text)),),
        cases=cases,
        configuration=configuration,
    )
