"""Counters of filings, raised by the very transaction that files, and of receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.items import QuotaItem
from casework.adapters.dynamodb.table import ConditionFailedError, writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pynamodb.expressions.condition import Condition
    from pynamodb.expressions.update import Action
    from pynamodb.transactions import TransactWrite

    from casework.domain.quota import Quota

QUOTA_SK = "QUOTA"


def count_filing(write: TransactWrite, quotas: Sequence[Quota], *, however_many: bool) -> None:
    """Count one filing more in each quota, on condition that it is not used up, unless the case is
    marked already.
    """
    for quota in quotas:
        condition = None if however_many else _left(quota)
        write.update(_item(quota), actions=_one_more(quota), condition=condition)


class DynamoCounters:
    """The Counters port on DynamoDB."""

    def count(self, quota: Quota) -> bool:
        """See the port; one conditional write."""
        try:
            with writing():
                _item(quota).update(_one_more(quota), condition=_left(quota))
        except ConditionFailedError:
            return False
        return True


def _item(quota: Quota) -> QuotaItem:
    return QuotaItem(keys.quota_pk(quota.name), QUOTA_SK)


def _one_more(quota: Quota) -> list[Action]:
    return [
        QuotaItem.kind.set(QuotaItem),
        QuotaItem.expires_at.set(quota.kept_until),
        QuotaItem.counted.add(1),
    ]


def _left(quota: Quota) -> Condition:
    left: Condition = QuotaItem.counted.does_not_exist() | (QuotaItem.counted < quota.most)
    return left
