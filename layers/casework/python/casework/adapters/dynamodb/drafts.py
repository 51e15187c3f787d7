"""Drafts in the table: they hold what people typed, and expire by themselves."""

from __future__ import annotations

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump, load
from casework.adapters.dynamodb.items import DraftItem
from casework.adapters.dynamodb.table import reading, writing
from casework.domain.draft import Draft

SK = "DRAFT"


class DynamoDrafts:
    """The Drafts port on DynamoDB."""

    def add(self, key: str, draft: Draft) -> None:
        """See the port; one write."""
        item = DraftItem(keys.draft_pk(key), SK, data=dump(draft), expires_at=draft.expires_at)
        with writing():
            item.save()

    def find(self, key: str) -> Draft | None:
        """See the port; one consistent read: it may just have been kept."""
        try:
            with reading():
                item = DraftItem.get(keys.draft_pk(key), SK, consistent_read=True)
        except DoesNotExist:
            return None
        return load(item.data, Draft)
