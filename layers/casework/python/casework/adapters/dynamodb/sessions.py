"""Sessions of staff in the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump, load
from casework.adapters.dynamodb.items import SessionItem
from casework.adapters.dynamodb.table import ConditionFailedError, reading, writing
from casework.domain.session import KEPT_AFTER, StaffSession

SK = "SESSION"


class DynamoSessions:
    """The Sessions port on DynamoDB."""

    def add(self, key: str, session: StaffSession) -> None:
        """See the port; one write."""
        item = SessionItem(
            keys.session_pk(key),
            SK,
            data=dump(session),
            expires_at=session.expires_at + KEPT_AFTER,
        )
        with writing():
            item.save()

    def find(self, key: str) -> StaffSession | None:
        """See the port; one consistent read, so that who signed out is out."""
        try:
            with reading():
                item = SessionItem.get(keys.session_pk(key), SK, consistent_read=True)
        except DoesNotExist:
            return None
        ended_at = datetime.fromisoformat(item.ended_at) if item.ended_at else None
        return replace(load(item.data, StaffSession), ended_at=ended_at)

    def end(self, key: str, at: datetime) -> None:
        """See the port; one conditional write."""
        is_open = SessionItem.PK.exists() & SessionItem.ended_at.does_not_exist()
        try:
            with writing():
                SessionItem(keys.session_pk(key), SK).update(
                    actions=[SessionItem.ended_at.set(at.isoformat())], condition=is_open
                )
        except ConditionFailedError:
            return
