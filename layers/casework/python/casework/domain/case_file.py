"""A whole case file (案卷): the snapshot, its history and what people wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.contest_events import CorrectionMade
from casework.domain.particulars import ParticularsKind
from casework.domain.supervision_events import LetterIssued

if TYPE_CHECKING:
    from casework.domain.case import Case
    from casework.domain.events import Event
    from casework.domain.particulars import Particulars, ParticularsRef

CORRECTABLE = frozenset({"enterprise_name", "contact_name", "contact_phone", "credit_code"})
"""The data of a filing that a correction replaces; what happened is told anew by an addition."""


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
        written = self._corrected(ref, field) or (self.particulars.get(ref.id) if ref else None)
        return written.fields.get(field) if written else None

    def _corrected(self, ref: ParticularsRef | None, field: str) -> Particulars | None:
        """What replaces the filing's own words on who filed it: the newest correction (更正)."""
        if ref is None or ref.kind is not ParticularsKind.FILING or field not in CORRECTABLE:
            return None
        made = (event.body for event in reversed(self.events))
        texts = (body.particulars.id for body in made if isinstance(body, CorrectionMade))
        return next((self.particulars[id_] for id_ in texts if id_ in self.particulars), None)

    def issued_letter(self, letter_id: str) -> LetterIssued | None:
        """The event by which a letter was issued; None when the case has no such letter."""
        issued = (event.body for event in self.events if isinstance(event.body, LetterIssued))
        return next((body for body in issued if body.letter_id == letter_id), None)
