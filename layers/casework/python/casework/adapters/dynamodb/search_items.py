"""The items by which a case is found again; a confidential case has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.items import SearchItem
from casework.domain.search_terms import SearchKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from casework.domain.case import Case

CORRECTED = (SearchKind.ENTERPRISE, SearchKind.PHONE)
"""What a correction of the data replaces."""


def search_items(case: Case, search_keys: Sequence[str]) -> Iterator[SearchItem]:
    """What a new case is found by."""
    for key in search_keys:
        item = SearchItem(keys.case_pk(case.id), keys.search_sk(key.partition("#")[0]))
        item.GSI1PK = keys.search_pk(key)
        item.GSI1SK = keys.work_sk(case.filed_at, case.id)
        yield item


def found_anew(case: Case, search_keys: Sequence[str]) -> Iterator[SearchItem]:
    """What a case is found by once its data were corrected: each old way in leads there under its
    new key, or not any more. Who sent it over WeChat stays as it was.
    """
    named = {item.SK: item for item in search_items(case, search_keys)}
    for blank in _blank(case.id, CORRECTED):
        yield named.get(blank.SK, blank)


def forgotten(case_id: str) -> Iterator[SearchItem]:
    """The same items once nobody may find the case by them any more."""
    yield from _blank(case_id, (*CORRECTED, SearchKind.WECHAT))


def _blank(case_id: str, kinds: Sequence[SearchKind]) -> Iterator[SearchItem]:
    for kind in kinds:
        yield SearchItem(keys.case_pk(case_id), keys.search_sk(kind))
