"""The files of a case as a list of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.web.dates import moment_text
from casework.web.pages.file_words import REASONS, file_facts, file_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.attachment_state import Attachment
    from casework.domain.case import Case
    from casework.web.wording import Wording


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file: a kept one with its kind and size, maybe a way to open it; a refused one with the
    reason. `iso` is the instant for machines (UTC).
    """

    name: str
    facts: str | None
    href: str | None
    reason: str | None
    when: str
    iso: str


def file_rows(
    case: Case, href: Callable[[int], str] | None, now: datetime, say: Wording
) -> tuple[FileRow, ...]:
    """The files in the order in which they came; none once they were erased."""
    if case.erased_at is not None:
        return ()
    return tuple(_row(file, href, now, say) for file in case.attachments)


def _row(
    file: Attachment, href: Callable[[int], str] | None, now: datetime, say: Wording
) -> FileRow:
    kept = file.reason is None
    return FileRow(
        name=file_name(file.number, say),
        facts=file_facts(file, say) if kept else None,
        href=href(file.number) if kept and href else None,
        reason=say(REASONS[file.reason]) if file.reason is not None else None,
        when=moment_text(file.at, say.language, now),
        iso=file.at.strftime("%Y-%m-%dT%H:%MZ"),
    )
