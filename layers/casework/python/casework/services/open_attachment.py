"""Open a checked file of one's own case (查看附件), by its tracking link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.attachments import file_key, kept_file
from casework.services.track_case import tracked_case

if TYPE_CHECKING:
    from casework.channel_ports import AttachmentStore
    from casework.domain.case import Case
    from casework.domain.tokens import TokenMint
    from casework.ports import CaseRepository


def open_attachment(
    token: str, number: int, *, cases: CaseRepository, mint: TokenMint, store: AttachmentStore
) -> str:
    """A link to the file; raises NotFoundError for any other token, and for a file that cannot be
    opened.
    """
    return link_to(tracked_case(token, cases=cases, mint=mint), number, store)


def link_to(case: Case, number: int, store: AttachmentStore) -> str:
    """A link to a file of the case that expires; raises NotFoundError for one that was refused,
    erased, or was never there.
    """
    found = kept_file(case, number)
    if found.media is None:
        raise LookupError(f"attachment {number} was kept without its type")
    return store.link(file_key(case.id, found.id), f"附件{number}", found.media)
