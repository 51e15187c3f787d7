"""What every adapter on S3 needs: its errors as the store's, a way to delete, links that expire."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK_SECONDS = 300
_ABSENT = frozenset({"NoSuchKey", "404"})
_THERE = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})


class ObjectAbsentError(StoreUnavailableError):
    """Nothing lies under the key; where something has to, the store is at fault."""


class ObjectThereError(StoreUnavailableError):
    """Something lies under the key already, or somebody is writing it."""


@contextmanager
def asking_s3() -> Iterator[None]:
    """Translate S3's errors: ObjectAbsentError, ObjectThereError, and StoreUnavailableError for
    everything else, an answer that never came included.
    """
    try:
        yield
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in _ABSENT:
            raise ObjectAbsentError from error
        if code in _THERE:
            raise ObjectThereError from error
        raise StoreUnavailableError from error
    except BotoCoreError as error:
        raise StoreUnavailableError from error


def discard_from(client: Any, bucket: str, key: str) -> None:
    """Delete one object; S3 takes what is gone for deleted."""
    with asking_s3():
        client.delete_object(Bucket=bucket, Key=key)


def link_to(client: Any, bucket: str, key: str, **answered: str) -> str:
    """An address that opens one object for five minutes, and that no cache keeps; `answered` are
    S3's parameters on how it answers then.
    """
    parameters = {
        "Bucket": bucket,
        "Key": key,
        "ResponseCacheControl": "private, no-store",
        **answered,
    }
    link: str = client.generate_presigned_url(
        "get_object", Params=parameters, ExpiresIn=LINK_SECONDS
    )
    return link
