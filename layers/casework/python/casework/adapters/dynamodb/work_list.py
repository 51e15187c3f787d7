"""Work lists from the sparse index GSI1: one query for the keys, one batch read for what
they show.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.cases import particulars_of
from casework.adapters.dynamodb.codec import load
from casework.adapters.dynamodb.items import CaseItem, Item, ParticularsItem
from casework.adapters.dynamodb.table import reading
from casework.domain.case import Case
from casework.domain.errors import InvalidInputError
from casework.ports import Page, WorkItem

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_NAMES = {"PK", "SK", "GSI1PK", "GSI1SK"}
FILING_ID = "0001.0"
"""The first text of every case: what the enterprise wrote when it filed."""


class DynamoWorkList:
    """The WorkList port on DynamoDB."""

    def page(self, unit: str, *, limit: int, start: str | None) -> Page:
        """See the port. `limit` is at most 25: two reads per case fit one batch of 100 easily."""
        partition = keys.work_pk(unit)
        with reading():
            found = Item.work_index.query(
                partition, limit=limit, page_size=limit, last_evaluated_key=_key(start, partition)
            )
            case_ids = [item.PK.partition("#")[2] for item in found]
        return Page(self._items(case_ids), _token(found.last_evaluated_key))

    def _items(self, case_ids: Sequence[str]) -> tuple[WorkItem, ...]:
        wanted = [
            (keys.case_pk(case_id), sort_key)
            for case_id in case_ids
            for sort_key in (keys.CASE_SK, keys.particulars_sk(FILING_ID))
        ]
        with reading():
            items = {(item.PK, item.SK): item for item in Item.batch_get(wanted)} if wanted else {}
        return tuple(
            _work_item(items, case_id)
            for case_id in case_ids
            if (keys.case_pk(case_id), keys.CASE_SK) in items
        )


def _work_item(items: dict[tuple[str, str], Item], case_id: str) -> WorkItem:
    partition = keys.case_pk(case_id)
    snapshot = items[partition, keys.CASE_SK]
    filing = items.get((partition, keys.particulars_sk(FILING_ID)))
    if not isinstance(snapshot, CaseItem):
        raise TypeError(f"{partition} holds no case")
    text = particulars_of(filing) if isinstance(filing, ParticularsItem) else None
    return WorkItem(load(snapshot.data, Case), text)


def _token(key: dict[str, Any] | None) -> str | None:
    """A key as an opaque token for the next page."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode() if key else None


def _key(token: str | None, partition: str) -> dict[str, Any] | None:
    """The key behind a token, if it is one of this very list."""
    if token is None:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(token.encode()))
        if key["GSI1PK"]["S"] == partition and set(key) == KEY_NAMES:
            return {name: {"S": _text(value)} for name, value in key.items()}
    except (ValueError, TypeError, KeyError) as error:
        raise InvalidInputError(field="start") from error
    raise InvalidInputError(field="start")


def _text(value: dict[str, Any]) -> str:
    """The text of a key's attribute; the store refuses any other type, and empty ones."""
    if set(value) != {"S"} or not isinstance(value["S"], str) or not value["S"]:
        raise InvalidInputError(field="start")
    return value["S"]
