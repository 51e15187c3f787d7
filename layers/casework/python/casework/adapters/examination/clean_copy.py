"""From a file that anybody may have made to a copy that anybody may open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.adapters.examination.kinds import Kind, kind_of
from casework.domain.attachment_state import FileRefusedError, RefusalReason

if TYPE_CHECKING:
    from casework.channel_ports import CleanFile


def clean_copy(content: bytes, most_bytes: int) -> CleanFile:
    """The copy, of at most `most_bytes`; raises FileRefusedError with the reason, and whatever a
    library raises at a damaged file.
    """
    file = _made_anew(content, kind_of(content), most_bytes)
    if len(file.content) > most_bytes:
        raise FileRefusedError(RefusalReason.TOO_LARGE)
    return file


def _made_anew(content: bytes, kind: Kind, most_bytes: int) -> CleanFile:
    # Each library is loaded for its own kind of file only: half of the time is loading.
    if kind is Kind.PDF:
        from casework.adapters.examination.papers import clean_pdf  # noqa: PLC0415

        return clean_pdf(content)
    if kind is Kind.ZIP:
        from casework.adapters.examination.office import clean_office_file  # noqa: PLC0415

        return clean_office_file(content)
    from casework.adapters.examination.pictures import clean_picture  # noqa: PLC0415

    return clean_picture(content, kind, most_bytes)
