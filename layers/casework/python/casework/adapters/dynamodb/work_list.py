"""Work lists from the sparse index GSI1: one query for the keys, one batch read for what they show
and for the figures above the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.cases import particulars_of
from casework.adapters.dynamodb.codec import load
from casework.adapters.dynamodb.items import CaseItem, Item, ParticularsItem
from casework.adapters.dynamodb.page_keys import KEY_NAMES, key_of_token, token_of_key
from casework.adapters.dynamodb.statistics import figures_in, shards_of
from casework.adapters.dynamodb.table import reading
from casework.domain.case import Case
from casework.domain.case_filter import EVERYTHING
from casework.domain.case_line import CaseLine, line_of
from casework.domain.statistics import ALL
from casework.ports import Page, WorkItem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from casework.domain.case_filter import CaseFilter
    from casework.domain.particulars import Particulars
    from casework.domain.statistics import Column
    from casework.ports import TextKey

FILING_ID = "0001.0"
"""The first text of every case: what the enterprise wrote when it filed."""

LOOKED_AT = 46
"""Lines that a narrowed list reads at a time: two items each, with the figures, fit one batch."""

ROUNDS = 4
"""How often a narrowed list reads on for one page; what is left is behind the next page's key."""

Found = dict[tuple[str, str], Item]


class DynamoWorkList:
    """The WorkList port on DynamoDB."""

    def page(
        self, name: str, *, limit: int, start: str | None, wanted: CaseFilter = EVERYTHING
    ) -> Page:
        """See the port. `limit` is at most 25, so that cases, texts and figures fit one batch."""
        if wanted.keeps_all:
            key = key_of_token(start, keys.work_pk(name))
            lines, found, key = _read(name, limit, key, shards_of(ALL))
            items = tuple(_items(lines, found))
            return Page(items, token_of_key(key), figures_in(found.values()))
        return self._narrowed(name, limit, start, wanted)

    def lines(self, name: str, wanted: CaseFilter = EVERYTHING) -> Iterator[CaseLine]:
        """See the port; one query for each MB of the index, about 3,000 lines, one at a time."""
        with reading():
            for item in Item.work_index.query(keys.work_pk(name)):
                line = load(str(item.line), CaseLine)
                if wanted.keeps(line):
                    yield line

    def texts(self, wanted: Collection[TextKey]) -> Mapping[TextKey, Particulars]:
        """See the port; one batch read for each 100 texts."""
        places = {
            (keys.case_pk(case), keys.particulars_sk(text)): (case, text) for case, text in wanted
        }
        with reading():
            read = list(Item.batch_get(list(places))) if places else []
        return {
            places[item.PK, item.SK]: particulars_of(item)
            for item in read
            if isinstance(item, ParticularsItem)
        }

    def _narrowed(self, name: str, limit: int, start: str | None, wanted: CaseFilter) -> Page:
        """Read on until the page is full, or long enough; the figures come with the first lines."""
        kept: list[WorkItem] = []
        figures: Mapping[Column, int] | None = None
        key = key_of_token(start, keys.work_pk(name))
        for _ in range(ROUNDS):
            besides = shards_of(ALL) if figures is None else ()
            lines, found, key = _read(name, LOOKED_AT, key, besides)
            figures = figures_in(found.values()) if figures is None else figures
            for line in lines:
                kept += [item for item in _items([line], found) if wanted.keeps(line_of(item.case))]
                if len(kept) == limit:
                    more = key is not None or line is not lines[-1]
                    following = token_of_key(_key_of(line)) if more else None
                    return Page(tuple(kept), following, figures)
            if key is None:
                break
        return Page(tuple(kept), token_of_key(key), figures)


def _read(
    name: str, limit: int, key: dict[str, Any] | None, besides: Sequence[tuple[str, str]]
) -> tuple[list[Item], Found, dict[str, Any] | None]:
    """Lines of a list, what they show with whatever is read besides, and where the next begins."""
    with reading():
        listed = Item.work_index.query(
            keys.work_pk(name), limit=limit, page_size=limit, last_evaluated_key=key
        )
        lines = list(listed)
        return lines, _batch(lines, besides), listed.last_evaluated_key


def shown_by(lines: Sequence[Item]) -> Page:
    """What lines of the index show, with the figures; one batch read, none for no line."""
    if not lines:
        return Page((), None)
    with reading():
        found = _batch(lines, shards_of(ALL))
    return Page(tuple(_items(lines, found)), None, figures_in(found.values()))


def _batch(lines: Sequence[Item], besides: Sequence[tuple[str, str]]) -> Found:
    wanted = [
        (line.PK, sort_key)
        for line in lines
        for sort_key in (keys.CASE_SK, keys.particulars_sk(FILING_ID))
    ]
    read = Item.batch_get([*wanted, *besides]) if wanted or besides else ()
    return {(item.PK, item.SK): item for item in read}


def _items(lines: Sequence[Item], found: Found) -> list[WorkItem]:
    """What the lines show; a case that is gone is left out."""
    return [_work_item(found, line.PK) for line in lines if (line.PK, keys.CASE_SK) in found]


def _work_item(found: Found, partition: str) -> WorkItem:
    snapshot = found[partition, keys.CASE_SK]
    filing = found.get((partition, keys.particulars_sk(FILING_ID)))
    if not isinstance(snapshot, CaseItem):
        raise TypeError(f"{partition} holds no case")
    text = particulars_of(filing) if isinstance(filing, ParticularsItem) else None
    return WorkItem(load(snapshot.data, Case), text)


def _key_of(line: Item) -> dict[str, Any]:
    return {name: {"S": getattr(line, name)} for name in KEY_NAMES}
