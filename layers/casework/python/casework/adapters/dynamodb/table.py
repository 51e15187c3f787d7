"""The table: bound once per process, its errors translated, its one AWS session shared."""

from __future__ import annotations

import secrets
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import ClientError
from pynamodb.exceptions import DoesNotExist, PynamoDBException, TransactWriteError
from pynamodb.transactions import TransactWrite

from casework.adapters.clients import USER_AGENT
from casework.adapters.dynamodb.items import Item
from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from botocore.session import Session
    from pynamodb.connection import Connection

CONDITION_FAILED = "ConditionalCheckFailed"
CONTENDED = "TransactionConflict"
ATTEMPTS = 5
LONGEST_PAUSE_MS = 20


class ConditionFailedError(Exception):
    """What the write of one item took for granted is not so; nothing was written."""


def bind(table_name: str, region: str) -> None:
    """Say which table the items are in; called by the room before its first request.

    It makes the connection that every kind of item inherits: a model asked before its base would
    make one of its own, with a session of its own.
    """
    Item.Meta.table_name = table_name
    Item.Meta.region = region
    session().set_default_client_config(Config(user_agent=USER_AGENT))


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
    write = TransactWrite(connection=connection(), client_request_token=token)
    yield write
    _commit(write)


def failed_conditions(error: TransactWriteError) -> tuple[int, ...]:
    """Places of the items whose condition failed: condition checks first, then deletes, then
    puts.
    """
    return _places(error, CONDITION_FAILED)


def _commit(write: TransactWrite) -> None:
    """Send the write; at most five times, because transactions that touch one item at the same
    instant cancel each other, even where each only checks it, as all filings through one code do.
    """
    for attempt in range(ATTEMPTS):
        try:
            with write:
                return
        except TransactWriteError as error:
            if failed_conditions(error):
                raise
            if attempt == ATTEMPTS - 1 or not _places(error, CONTENDED):
                raise StoreUnavailableError from error
        time.sleep(secrets.randbelow(LONGEST_PAUSE_MS * 2**attempt) / 1000)


def _places(error: TransactWriteError, code: str) -> tuple[int, ...]:
    reasons = enumerate(error.cancellation_reasons)
    return tuple(place for place, reason in reasons if reason is not None and reason.code == code)


@contextmanager
def reading() -> Iterator[None]:
    """Translate the store's errors while reading; DoesNotExist stays as it is, for it is none."""
    try:
        yield
    except DoesNotExist:
        raise
    except PynamoDBException as error:
        raise StoreUnavailableError from error


@contextmanager
def writing() -> Iterator[None]:
    """Translate the store's errors while writing one item: ConditionFailedError when its condition
    failed, StoreUnavailableError for everything else, an answer that never came included.
    """
    try:
        yield
    except PynamoDBException as error:
        if _answered(error, f"{CONDITION_FAILED}Exception"):
            raise ConditionFailedError from error
        raise StoreUnavailableError from error


def _answered(error: PynamoDBException, code: str) -> bool:
    """Whether the store itself gave this error. PynamoDB's own `cause_response_code` fails where
    there was no answer, as after a time-out.
    """
    cause = error.cause
    return isinstance(cause, ClientError) and cause.response["Error"].get("Code") == code
