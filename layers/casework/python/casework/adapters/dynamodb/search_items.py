"""The items by which a case is found again; a confidential case has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.items import SearchItem
from casework.domain.search_terms import SearchKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from casework.domain.case import Case


def search_items(case: Case, search_keys: Sequence[str]) -> Iterator[SearchItem]:
    """What a new case is found by."""
    for key in search_keys:
        item = SearchItem(keys.case_pk(case.id), keys.search_sk(key.partition("#")[0]))
        item.GSI1PK = keys.search_pk(key)
        item.GSI1SK = keys.work_sk(case.filed_at, case.id)
        yield item


def found_anew(case: Case, search_keys: Sequence[str]) -> Iterator[SearchItem]:
    """What a case is found by from now on: each old way in leads there under its new key, or not
    any more.
    """
    named = {item.SK: item for item in search_items(case, search_keys)}
    for blank in forgotten(case.id):
        yield named.get(blank.SK, blank)


def forgotten(case_id: str) -> Iterator[SearchItem]:
    """The same items once nobody may find the case by them any more."""
    for kind in (SearchKind.ENTERPRISE, SearchKind.PHONE):
        yield SearchItem(keys.case_pk(case_id), keys.search_sk(kind))
