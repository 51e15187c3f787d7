"""The files (附件) of a case at the desk: number, kind, size, when and from whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.web.pages.file_rows import FileRow, file_rows
from casework.web.pages.file_words import SOURCES

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case_file import CaseFile
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file as everybody sees it, and how it came."""

    file: FileRow
    source: str


def attachment_rows(file: CaseFile, now: datetime, say: Wording) -> tuple[AttachmentRow, ...]:
    """Every file of the case, with the way to it for a reader who may open it."""
    place = f"/desk/cases/{file.case.id}/files"
    href = (lambda number: f"{place}/{number}") if file.opens_files else None
    rows = file_rows(file.case, href, now, say)
    # Once they were erased there are no rows, though the case still knows that there were files.
    listed = zip(rows, file.case.attachments, strict=False)
    return tuple(AttachmentRow(row, say(SOURCES[each.source])) for row, each in listed)
