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

KEPT_UNLESS_CORRECTED = frozenset({"contact_email"})
"""What a correction replaces only where it names it: not every enterprise gave one."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """`events` in order of (seq, n); `particulars` by id. A text that was erased is missing from
    `particulars`. `opens_files` is whether the reader that the file is made for may open the files
    that were sent to the case.
    """

    case: Case
    events: tuple[Event, ...]
    particulars: dict[str, Particulars]
    opens_files: bool = True

    def text(self, ref: ParticularsRef | None, field: str) -> str | None:
        """One field of a text, or None when it was not given or has been erased."""
        written = self._corrected(ref, field) or (self.particulars.get(ref.id) if ref else None)
        return written.fields.get(field) if written else None

    def _corrected(self, ref: ParticularsRef | None, field: str) -> Particulars | None:
        """What replaces the filing's own words on who filed it: the newest correction (更正)."""
        correctable = CORRECTABLE | KEPT_UNLESS_CORRECTED
        if ref is None or ref.kind is not ParticularsKind.FILING or field not in correctable:
            return None
        made = (event.body for event in reversed(self.events))
        ids = (body.particulars.id for body in made if isinstance(body, CorrectionMade))
        texts = (self.particulars[id_] for id_ in ids if id_ in self.particulars)
        return next((text for text in texts if field in CORRECTABLE or field in text.fields), None)

    def issued_letter(self, letter_id: str) -> LetterIssued | None:
        """The event by which a letter was issued; None when the case has no such letter."""
        issued = (event.body for event in self.events if isinstance(event.body, LetterIssued))
        return next((body for body in issued if body.letter_id == letter_id), None)
