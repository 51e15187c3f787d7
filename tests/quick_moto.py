"""moto in a third of its time: what it works out anew for each request is worked out once, or only
as far as somebody looks. Every answer is the same.
"""

from __future__ import annotations

import copy
from functools import cache, lru_cache, partial, wraps
from typing import TYPE_CHECKING, Any

import jsonpath_ng.ext
from moto.core import models, responses
from moto.core.base_backend import AccountSpecificBackend
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.models.dynamo_type import DDBType, DynamoType
from moto.dynamodb.models.table import Table
from moto.dynamodb.parsing import ast_nodes
from moto.sns.models import Subscription
from moto.sqs import models as sqs

if TYPE_CHECKING:
    from collections.abc import Callable

Quicker = tuple[Any, str, "Callable[[Any], Any]"]
"""Where a function of moto is, its name, and what makes a quick one of it."""

AS_IT_IS = frozenset({DDBType.STRING, DDBType.BOOLEAN, DDBType.NULL, DDBType.STRING_SET})
"""Kinds of value that go over the line as moto holds them."""

INDEX_NAME = 6
"""Its place among what `Table.query` is told after the partition."""


@cache
def quicken() -> None:
    """For the rest of this process."""
    models.RESPONSES_METHODS.clear()  # they are for `requests`, by which nobody here calls AWS
    for owner, name, quicker in QUICKER:
        setattr(owner, name, quicker(vars(owner)[name]))


def _the_same_for_all(slow: Any) -> Any:
    """A method that moto remembers for each instance and that asks nothing of it."""
    answered = cache(partial(slow.__wrapped__, None))
    return lambda _, *asked: answered(*asked)


def _unless_at_once(slow: property, *, name: str, otherwise: bool) -> property:
    """A message that waits for no instant is there: the time is not asked for."""
    return property(lambda self: slow.fget(self) if getattr(self, name) else otherwise)  # type: ignore[misc]


def _plain_first(slow: Callable[..., None]) -> Callable[..., None]:
    """A value of DynamoDB has one of ten members: nobody has to ask for the nine others."""

    @wraps(slow)
    def quick(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
        if shape.name == "AttributeValue" and key and isinstance(value, dict):
            plain = _plain(value)
            if plain is not None:
                self._default_serialize(serialized, plain, shape, key)
                return
        slow(self, serialized, value, shape, key)

    return quick


def _plain(value: dict[str, Any]) -> dict[str, Any] | None:
    """A value as it goes over the line; None where moto has to see to it."""
    if len(value) != 1:
        return None
    ((kind, content),) = value.items()
    if kind in AS_IT_IS:
        return {kind: content}
    return {kind: str(content)} if kind == DDBType.NUMBER else None


def _text_first(slow: property) -> property:
    """Most values are text, which needs no cast."""
    return property(
        lambda self: self.value if self.type == DDBType.STRING else slow.fget(self)  # type: ignore[misc]
    )


def _equal(one: DynamoType, other: DynamoType) -> bool:
    """Values that are written alike are the same; others are compared as moto does."""
    if one.type != other.type:
        return False
    return bool(one.value == other.value or one.cast_value == other.cast_value)


def _all_items(table: Any) -> list[Any]:
    """In the order of their keys, each of which is looked at once; ours has sort keys."""
    found = [item for partition in table.items.values() for item in partition.values()]
    return sorted(found, key=lambda item: (item.hash_key.cast_value, item.range_key.cast_value))


def _in_its_partition(slow: Callable[..., Any]) -> Callable[..., Any]:
    """What is asked of the table itself is in one partition: the others are not looked through."""

    @wraps(slow)
    def quick(self: Any, hash_key: DynamoType, *rest: Any, **named: Any) -> Any:
        if rest[INDEX_NAME]:
            return slow(self, hash_key, *rest, **named)
        view = copy.copy(self)
        view.items = {hash_key: self.items.get(hash_key, {})}
        return slow(view, hash_key, *rest, **named)

    return quick


def _by_text(slow: Callable[..., Any]) -> Callable[..., Any]:
    """Expressions are always the same few."""
    lexed = lru_cache(partial(slow, ConditionExpressionParser))
    return lambda _, remaining: lexed(remaining)


def _by_class(slow: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """What a traverser of expressions looks for is said by its class."""
    kinds: dict[type, Any] = {}

    def quick(self: Any) -> Any:
        if type(self) not in kinds:
            kinds[type(self)] = slow(self)
        return kinds[type(self)]

    return quick


QUICKER: tuple[Quicker, ...] = (
    (responses, "camelcase_to_underscores", lru_cache),
    (sqs, "camelcase_to_underscores", lru_cache),
    (responses, "method_names_from_class", lru_cache),
    (jsonpath_ng.ext, "parse", lru_cache),
    (AccountSpecificBackend, "_generate_regions", _the_same_for_all),
    (Subscription, "private_key", _the_same_for_all),
    (sqs.Message, "visible", partial(_unless_at_once, name="visible_at", otherwise=True)),
    (sqs.Message, "delayed", partial(_unless_at_once, name="delayed_until", otherwise=False)),
    (BaseJSONSerializer, "_serialize_type_structure", _plain_first),
    (DynamoType, "cast_value", _text_first),
    (DynamoType, "__eq__", lambda _: _equal),
    (DynamoType, "__ne__", lambda _: lambda one, other: not _equal(one, other)),
    (Table, "all_items", lambda _: _all_items),
    (Table, "query", _in_its_partition),
    (ConditionExpressionParser, "_lex_one_node", _by_text),
    (vars(ast_nodes)["DepthFirstTraverser"], "nodes_to_be_processed", _by_class),
)
