"""What the official account was sent, in the table: nonces that were used, and what messages were
answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.codec import dump, load
from casework.adapters.dynamodb.items import HeardItem
from casework.adapters.dynamodb.table import ConditionFailedError, reading, writing
from casework.domain.wechat import Claim, WeChatAnswer

if TYPE_CHECKING:
    from datetime import datetime

SK = "HEARD"


class DynamoHeardMessages:
    """The HeardMessages port on DynamoDB."""

    def claim(self, name: str, claim: Claim, until: datetime) -> Claim:
        """See the port; a conditional write, and a read when another request was first."""
        first = _keep(name, dump(claim), until)
        return load(first, Claim) if first else claim

    def answer(self, name: str) -> WeChatAnswer | None:
        """See the port; one consistent read: a copy comes seconds later."""
        kept = _kept(name)
        return load(kept, WeChatAnswer) if kept else None

    def keep(self, name: str, answer: WeChatAnswer, until: datetime) -> WeChatAnswer:
        """See the port; a conditional write, and a read when another copy was first."""
        first = _keep(name, dump(answer), until)
        return load(first, WeChatAnswer) if first else answer


def _kept(name: str) -> str | None:
    try:
        with reading():
            return HeardItem.get(keys.heard_pk(name), SK, consistent_read=True).data
    except DoesNotExist:
        return None


def _keep(name: str, data: str, until: datetime) -> str | None:
    """None when this is kept now, else what was kept before; the SDK, asking again after an answer
    was lost, finds what it wrote itself, which is the same.
    """
    item = HeardItem(keys.heard_pk(name), SK, data=data, expires_at=until)
    try:
        with writing():
            item.save(condition=HeardItem.PK.does_not_exist())
    except ConditionFailedError:
        return _kept(name)
    return None
