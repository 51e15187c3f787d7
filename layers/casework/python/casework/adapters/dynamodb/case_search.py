"""Cases by HMAC of enterprise or telephone, and the record of who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump
from casework.adapters.dynamodb.items import AuditItem, Item
from casework.adapters.dynamodb.table import reading, writing
from casework.adapters.dynamodb.work_list import shown_by

if TYPE_CHECKING:
    from casework.ports import Page, SearchRecord

MOST = 25


class DynamoCaseSearch:
    """The CaseSearch and SearchAudit ports on DynamoDB."""

    def find(self, key: str) -> Page:
        """See the port; one query and one batch read."""
        with reading():
            partition = keys.search_pk(key)
            lines = list(
                Item.work_index.query(
                    partition, limit=MOST, page_size=MOST, scan_index_forward=False
                )
            )
        return shown_by(lines)

    def add(self, record: SearchRecord) -> None:
        """See the port."""
        sort_key = keys.audit_sk(record.at, record.staff_id, record.key)
        with writing():
            AuditItem(keys.audit_pk(record.at), sort_key, data=dump(record)).save()
