"""Texts as people wrote them, shown whole as far as a page of 15 KB can hold them, else begun and
linked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.particulars import ParticularsKind
from casework.web.pages.vocabulary import TEXT_KINDS

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile
    from casework.domain.particulars import ParticularsRef

BUDGET = 3500
"""Characters of people's own text on one page: Chinese text takes about two bytes each when
compressed.
"""

_BEGINNING = 150
_OWN_ADDITION = 400
"""Additions longer than this are begun only: the bodies' own words come first."""

_FIELDS = {ParticularsKind.FILING: "what_happened", ParticularsKind.RELEASED: "what_happened"}


@dataclass(frozen=True, slots=True)
class Written:
    """One text on a page: `link` leads to the whole where only its beginning is shown."""

    shown: str = ""
    link: str | None = None
    length: int = 0
    erased: bool = False


def whole_text(file: CaseFile, ref: ParticularsRef) -> str | None:
    """The text behind a reference, or None when it was erased."""
    return file.text(ref, _FIELDS.get(ref.kind, "text"))


class TextShelf:
    """Hands out texts in the order of the page until its budget is used up; then only beginnings
    and links.
    """

    def __init__(self, file: CaseFile, query: str, budget: int) -> None:
        self._file = file
        self._query = query
        self._left = budget

    def show(self, *refs: ParticularsRef | None) -> tuple[Written, ...]:
        """The texts that the enterprise may read among those referred to."""
        return tuple(self._written(ref) for ref in refs if ref and ref.kind in TEXT_KINDS)

    def _written(self, ref: ParticularsRef) -> Written:
        text = whole_text(self._file, ref)
        if text is None:
            return Written(erased=True)
        room = (
            min(self._left, _OWN_ADDITION) if ref.kind is ParticularsKind.ADDITION else self._left
        )
        shown = text if len(text) <= room else text[: max(0, min(_BEGINNING, room))]
        self._left -= len(shown)
        link = None if shown == text else f"{self._query}&text={ref.id}"
        return Written(shown.rstrip(), link, len(text))
