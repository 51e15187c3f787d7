"""Who writes to the official account, in the table: an openid under a reference, for a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.items import SenderItem
from casework.adapters.dynamodb.table import reading, writing
from casework.domain.tokens import is_digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.tokens import TokenMint

SK = "SENDER"
AGE = timedelta(hours=24)


class DynamoSenders:
    """The Senders port on DynamoDB. A reference is an HMAC of the openid and the day (UTC), so that
    two days' links do not show that they are one person's.
    """

    def __init__(self, mint: Callable[[], TokenMint], now: Callable[[], datetime]) -> None:
        """`mint` is asked for when it is first needed."""
        self._mint = mint
        self._now = now

    def refer_to(self, openid: str) -> str:
        """See the port; one write, the same however often, but that it lives a day from each."""
        now = self._now()
        reference = self._mint().digest(f"sender-{now:%Y-%m-%d}", openid)
        item = SenderItem(keys.sender_pk(reference), SK, openid=openid, expires_at=now + AGE)
        with writing():
            item.save()
        return reference

    def find(self, reference: str) -> str | None:
        """See the port; one consistent read, as the link may just have been sent. What cannot be a
        reference costs no request.
        """
        if not is_digest(reference):
            return None
        try:
            with reading():
                item = SenderItem.get(keys.sender_pk(reference), SK, consistent_read=True)
        except DoesNotExist:
            return None
        return item.openid if self._now() < item.expires_at else None
