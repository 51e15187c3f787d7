"""The numbers of letters: one counter for each body and local year, raised in the transaction that
gives the number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pynamodb.exceptions import DoesNotExist

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.items import CounterItem
from casework.adapters.dynamodb.table import reading

if TYPE_CHECKING:
    from pynamodb.transactions import TransactWrite

    from casework.domain.supervision_notice import LetterNumber

SK = "COUNTER"


class DynamoLetterNumbers:
    """The LetterNumbers port on DynamoDB."""

    def last(self, body: str, year: int) -> int:
        """See the port; one consistent read."""
        try:
            with reading():
                item = CounterItem.get(keys.letters_pk(body, year), SK, consistent_read=True)
        except DoesNotExist:
            return 0
        return int(item.last)


def count(write: TransactWrite, number: LetterNumber) -> None:
    """Give the number, on condition that it is the next one."""
    item = CounterItem(keys.letters_pk(number.body, number.year), SK, last=number.number)
    previous = number.number - 1
    is_next = CounterItem.last == previous if previous else CounterItem.PK.does_not_exist()
    write.save(item, condition=is_next)
