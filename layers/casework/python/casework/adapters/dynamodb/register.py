"""The register of contacts with judicial organs from GSI1: one query for the keys, one batch read
for what they show and for the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.cases import particulars_of
from casework.adapters.dynamodb.codec import load
from casework.adapters.dynamodb.items import Item, ParticularsItem, RegisterItem
from casework.adapters.dynamodb.page_keys import key_of_token, token_of_key
from casework.adapters.dynamodb.statistics import figures_in, shards_of
from casework.adapters.dynamodb.table import reading
from casework.domain.oversight_state import JudicialContact
from casework.domain.statistics import ALL
from casework.ports import RegisterLine, RegisterPage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PLACE = "REGISTER#"


class DynamoRegister:
    """The JudicialRegister port on DynamoDB."""

    def page(self, *, limit: int, start: str | None) -> RegisterPage:
        """See the port. `limit` is at most 46: two items a line and the figures fit one batch."""
        partition = keys.register_pk()
        with reading():
            found = Item.work_index.query(
                partition,
                limit=limit,
                page_size=limit,
                last_evaluated_key=key_of_token(start, partition),
            )
            places = [(item.PK, item.SK) for item in found]
            items = _batch(places)
        lines = tuple(_line(items, place) for place in places if place in items)
        following = token_of_key(found.last_evaluated_key)
        return RegisterPage(lines, following, figures_in(items.values()))


def _batch(places: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Item]:
    wanted = [key for place in places for key in (place, _text_key(place))]
    return {(item.PK, item.SK): item for item in Item.batch_get([*wanted, *shards_of(ALL)])}


def _line(items: Mapping[tuple[str, str], Item], place: tuple[str, str]) -> RegisterLine:
    registered, text = items[place], items.get(_text_key(place))
    if not isinstance(registered, RegisterItem):
        raise TypeError(f"{place[0]} holds no contact at {place[1]}")
    written = particulars_of(text) if isinstance(text, ParticularsItem) else None
    return RegisterLine(load(registered.data, JudicialContact), written)


def _text_key(place: tuple[str, str]) -> tuple[str, str]:
    partition, sort_key = place
    return partition, keys.particulars_sk(sort_key.removeprefix(PLACE))
