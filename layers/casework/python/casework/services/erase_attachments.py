"""Erase the files of a case whose contact data were erased (删除附件): they may show or name
the same people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.channel_ports import AttachmentStore
    from casework.ports import CaseRepository


def erase_attachments(case_id: str, *, cases: CaseRepository, store: AttachmentStore) -> None:
    """Delete everything that was sent to the case, if it is really erased; again, it does nothing.

    Nobody gets a link from the moment of the decision, which comes before this.
    """
    if cases.get(case_id).erased_at is not None:
        store.erase(case_id)
