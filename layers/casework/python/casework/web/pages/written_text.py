"""Texts as people wrote them, shown whole as far as a page of 15 KB can hold them, else begun and
linked.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from casework.domain.particulars import ParticularsKind
from casework.web.pages.vocabulary import TEXT_KINDS

if TYPE_CHECKING:
    from casework.domain.case_file import CaseFile
    from casework.domain.particulars import ParticularsRef

BUDGET = 4500
"""Characters of people's own text on one page: Chinese text takes about two bytes each when
compressed.
"""

_BEGINNING = 150
_ADDITION = 400
"""An addition longer than this is only begun: whoever wrote it knows it."""

_OWN = frozenset({ParticularsKind.FILING, ParticularsKind.ADDITION, ParticularsKind.RATING})
_FIELDS = {ParticularsKind.FILING: "what_happened", ParticularsKind.RELEASED: "what_happened"}
_LINES = {
    ParticularsKind.GUIDANCE: ("body", "reference", "period", "text"),
    ParticularsKind.JUDICIAL_CONTACT: ("organ_name", "text"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """One text on a page: `link` leads to the whole where only its beginning is shown."""

    shown: str = ""
    link: str | None = None
    length: int = 0
    erased: bool = False


def whole_text(file: CaseFile, ref: ParticularsRef) -> str:
    """The text behind a reference that the file has; a text without words is empty. One of several
    fields is read line by line.
    """
    names = _LINES.get(ref.kind, (_FIELDS.get(ref.kind, "text"),))
    return "\n".join(line for name in names if (line := file.text(ref, name)))


class TextShelf:
    """The texts of a file as far as a page can hold them: bodies' words first, then the
    enterprise's own, the newest of each before the older; what finds no room is begun, then linked.
    """

    def __init__(self, file: CaseFile, query: str, budget: int) -> None:
        self._query = query
        self._left = budget
        refs = [text.ref for text in file.particulars.values() if text.ref.kind in TEXT_KINDS]
        newest_first = sorted(refs, key=attrgetter("id"), reverse=True)
        bodies_first = sorted(newest_first, key=lambda ref: ref.kind in _OWN)
        self._texts = {ref.id: self._placed(ref, whole_text(file, ref)) for ref in bodies_first}

    def show(self, *refs: ParticularsRef | None) -> tuple[Written, ...]:
        """Those of the texts that the enterprise may read; a missing one was erased."""
        wanted = [ref for ref in refs if ref and ref.kind in TEXT_KINDS]
        return tuple(self._texts.get(ref.id, Written(erased=True)) for ref in wanted)

    def _placed(self, ref: ParticularsRef, text: str) -> Written:
        room = min(self._left, _ADDITION) if ref.kind is ParticularsKind.ADDITION else self._left
        shown = text if len(text) <= room else text[: min(_BEGINNING, room)]
        self._left -= len(shown)
        link = None if shown == text else f"{self._query}&text={ref.id}"
        return Written(shown.rstrip(), link, len(text))
