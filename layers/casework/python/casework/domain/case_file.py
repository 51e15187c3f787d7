"""A whole case file (案卷): the snapshot, its history and what people wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.supervision_events import LetterIssued

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.events import Event
    from casework.domain.particulars import Particulars, ParticularsRef


@dataclass(frozen=True, slots=True)
class CaseFile:
    """`events` in order of (seq, n); `particulars` by id. A text that was erased is missing from
    `particulars`.
    """

    case: Case
    events: tuple[Event, ...]
    particulars: dict[str, Particulars]

    def text(self, ref: ParticularsRef | None, field: str) -> str | None:
        """One field of a text, or None when it was not given or has been erased."""
        written = self.particulars.get(ref.id) if ref else None
        return written.fields.get(field) if written else None

    def issued_letter(self, letter_id: str) -> LetterIssued | None:
        """The event by which a letter was issued; None when the case has no such letter."""
        issued = (event.body for event in self.events if isinstance(event.body, LetterIssued))
        return next((body for body in issued if body.letter_id == letter_id), None)
