"""Internal notes (内部备注): for whoever works on the case; no stage is met by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.case import Status
from casework.domain.oversight_events import NoteAdded
from casework.domain.rules import NotYetRoutedError

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.lifecycle import Context
    from casework.domain.particulars import ParticularsRef


def check_add_note(case: Case, now: datetime) -> None:
    """Once the case was read; afterwards always, for a closed case is still worked with."""
    if case.status is Status.SUBMITTED:
        raise NotYetRoutedError


@dataclass(frozen=True, slots=True)
class AddNote:
    """Somebody on the case writes down what others who handle it should know."""

    particulars: ParticularsRef

    def decide(self, case: Case, context: Context) -> tuple[NoteAdded]:
        """It moves and meets nothing."""
        check_add_note(case, context.now)
        return (NoteAdded(self.particulars),)
