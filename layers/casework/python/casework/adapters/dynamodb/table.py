"""The table: bound once per process, its errors translated, its one AWS session shared."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.transactions import TransactWrite

from casework.adapters.dynamodb.items import Item
from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from botocore.session import Session
    from pynamodb.connection import Connection

CONDITION_FAILED = "ConditionalCheckFailed"
CONTENDED = "TransactionConflict"


def bind(table_name: str, region: str) -> None:
    """Say which table the items are in; called by the room before its first request."""
    Item.Meta.table_name = table_name
    Item.Meta.region = region


def connection() -> Connection:
    """PynamoDB's connection, one per process."""
    return Item._get_connection().connection


def session() -> Session:
    """The process's only botocore session: making a second one would load its data twice."""
    return connection().session


@contextmanager
def transaction(token: str) -> Iterator[TransactWrite]:
    """One all-or-nothing write; `token` makes the SDK's own retries of it take effect once.

    Raises TransactWriteError as it is when a condition failed (`failed_conditions` reads it), and
    StoreUnavailableError for everything else.
    """
    try:
        with TransactWrite(connection=connection(), client_request_token=token) as write:
            yield write
    except TransactWriteError as error:
        if not failed_conditions(error):
            raise StoreUnavailableError from error
        raise


def failed_conditions(error: TransactWriteError) -> tuple[int, ...]:
    """Places of the items whose condition failed: condition checks first, then deletes, then puts.

    Two writers of one item at the same instant count as a failed condition: the other one wins.
    """
    return tuple(
        place
        for place, reason in enumerate(error.cancellation_reasons)
        if reason is not None and reason.code in {CONDITION_FAILED, CONTENDED}
    )


@contextmanager
def reading() -> Iterator[None]:
    """Translate the store's errors while reading."""
    try:
        yield
    except PynamoDBException as error:
        raise StoreUnavailableError from error
