"""Show what is under special supervision (专项督办, P5), with the texts of what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.services.disclosing import may_read
from casework.services.list_cases import CaseList, list_cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from casework.domain.oversight_state import SpecialAction
    from casework.domain.particulars import Particulars, ParticularsRef
    from casework.domain.staff import StaffMember
    from casework.domain.statistics import Column
    from casework.ports import TextKey, WorkItem, WorkList


@dataclass(frozen=True, slots=True)
class SpecialLine:
    """A case of the board, and the texts of its actions that this person may read, by their ids."""

    item: WorkItem
    texts: Mapping[str, str]

    def text(self, ref: ParticularsRef | None) -> str | None:
        """The words behind a reference; None where they are not for this person, or erased."""
        return self.texts.get(ref.id) if ref else None


@dataclass(frozen=True, slots=True)
class SpecialBoard:
    """The cases of the board, and the row of the whole jurisdiction at this moment."""

    lines: tuple[SpecialLine, ...]
    figures: Mapping[Column, int] | None


def show_special(member: StaffMember, *, limit: int, work_list: WorkList) -> SpecialBoard:
    """The cases of the board, as this person may see them; two requests to the store for the list
    and one more for the texts, none where nothing was agreed.

    Raises NotPermittedError.
    """
    page = list_cases(member, limit=limit, start=None, work_list=work_list, which=CaseList.SPECIAL)
    items = [item for item in page.items if item.case.special is not None]
    wanted = [(item.case.id, ref.id) for item in items for ref in _texts_of(item)]
    found = work_list.texts(wanted)
    lines = tuple(SpecialLine(item, dict(_readable(member, item, found))) for item in items)
    return SpecialBoard(lines, page.figures)


def _texts_of(item: WorkItem) -> Iterator[ParticularsRef]:
    for action in _actions_of(item):
        yield from (ref for ref in (action.text, action.result) if ref is not None)


def _actions_of(item: WorkItem) -> tuple[SpecialAction, ...]:
    return item.case.special.actions if item.case.special else ()


def _readable(
    member: StaffMember, item: WorkItem, found: Mapping[TextKey, Particulars]
) -> Iterator[tuple[str, str]]:
    for ref in _texts_of(item):
        text = found.get((item.case.id, ref.id))
        if text is not None and may_read(member, text, item.case):
            yield ref.id, text.fields.get("text", "")
