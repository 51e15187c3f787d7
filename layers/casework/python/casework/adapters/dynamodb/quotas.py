"""Counters of filings, raised by the very transaction that files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.items import QuotaItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pynamodb.expressions.update import Action
    from pynamodb.transactions import TransactWrite

    from casework.domain.quota import Quota

QUOTA_SK = "QUOTA"


def count_filing(write: TransactWrite, quotas: Sequence[Quota], *, however_many: bool) -> None:
    """Count one filing more in each quota, on condition that it is not used up, unless the case is
    marked already.
    """
    for quota in quotas:
        actions: list[Action] = [
            QuotaItem.kind.set(QuotaItem),
            QuotaItem.expires_at.set(quota.kept_until),
            QuotaItem.counted.add(1),
        ]
        left = QuotaItem.counted.does_not_exist() | (QuotaItem.counted < quota.most)
        item = QuotaItem(keys.quota_pk(quota.name), QUOTA_SK)
        write.update(item, actions=actions, condition=None if however_many else left)
