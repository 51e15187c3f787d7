"""What the official account was sent, in the table: nonces that were used, and what messages were
answered.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from pynamodb.exceptions import DoesNotExist, TransactWriteError

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump, load
from casework.adapters.dynamodb.items import HeardItem
from casework.adapters.dynamodb.table import (
    ConditionFailedError,
    reading,
    transaction,
    writing,
)
from casework.domain.wechat import WeChatAnswer

if TYPE_CHECKING:
    from datetime import datetime

SK = "HEARD"


class DynamoHeardMessages:
    """The HeardMessages port on DynamoDB."""

    def claim(self, name: str, until: datetime) -> bool:
        """See the port; a transaction, so that the SDK, asking again after an answer was lost, does
        not find what it wrote itself and take it for a copy's.
        """
        item = HeardItem(keys.heard_pk(name), SK, expires_at=until)
        try:
            with transaction(secrets.token_hex(16)) as write:
                write.save(item, condition=HeardItem.PK.does_not_exist())
        except TransactWriteError:
            return False
        return True

    def answer(self, name: str) -> WeChatAnswer | None:
        """See the port; one consistent read: a copy comes seconds later."""
        try:
            with reading():
                item = HeardItem.get(keys.heard_pk(name), SK, consistent_read=True)
        except DoesNotExist:
            return None
        return load(item.data, WeChatAnswer) if item.data else None

    def keep(self, name: str, answer: WeChatAnswer, until: datetime) -> WeChatAnswer:
        """See the port; a conditional write, and a read when another copy was first."""
        item = HeardItem(keys.heard_pk(name), SK, data=dump(answer), expires_at=until)
        try:
            with writing():
                item.save(condition=HeardItem.PK.does_not_exist())
        except ConditionFailedError:
            return self.answer(name) or answer
        return answer
