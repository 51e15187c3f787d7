"""The files of letters on S3: the first writing counts; who comes later gets what was written."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from casework.adapters.clients import client
from casework.adapters.s3_letters import S3Letters
from casework.adapters.s3_objects import LINK_SECONDS
from casework.domain.errors import StoreUnavailableError

NAME = "letters/7K3Q9F2M4T8W/4.1.pdf"


@pytest.fixture
def letters(aws: str) -> S3Letters:
    """An empty bucket."""
    s3 = client("s3", aws)
    s3.create_bucket(Bucket="letters", CreateBucketConfiguration={"LocationConstraint": aws})
    return S3Letters(s3, "letters")


def test_what_was_written_first_stays_and_is_what_a_later_writer_gets(letters: S3Letters) -> None:
    assert letters.write_once(NAME, b"first") == b"first"
    assert letters.write_once(NAME, b"second") == b"first"
    assert letters.write_once(NAME, b"first") == b"first"


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1", "cn-north-1", "cn-northwest-1"])
@pytest.mark.usefixtures("aws")
def test_a_link_opens_one_file_for_a_few_minutes(region: str) -> None:
    link = urlsplit(S3Letters(client("s3", region), "county-letters").link(NAME))
    suffix = ".cn" if region.startswith("cn-") else ""
    assert link.netloc == f"county-letters.s3.{region}.amazonaws.com{suffix}"
    assert link.path == f"/{NAME}"
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in link.query
    assert "response-cache-control=private%2C%20no-store" in link.query
    assert f"X-Amz-Expires={LINK_SECONDS}" in link.query
    assert "X-Amz-Signature=" in link.query


class Broken:
    """S3's client: a file is there, or it is not; somebody else is writing it."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)

    def put_object(self, **_: Any) -> dict[str, Any]:
        raise self._errors.pop(0)

    def get_object(self, **_: Any) -> dict[str, Any]:
        raise self._errors.pop(0)


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code}}, "PutObject")


@pytest.mark.parametrize(
    "errors",
    [
        (EndpointConnectionError(endpoint_url="https://s3"),),
        (refusal("SlowDown"),),
        (refusal("PreconditionFailed"), refusal("NoSuchKey")),
        (refusal("ConditionalRequestConflict"), EndpointConnectionError(endpoint_url="https://s3")),
    ],
)
def test_a_file_that_is_neither_written_nor_read_is_an_error(errors: tuple[Exception, ...]) -> None:
    with pytest.raises(StoreUnavailableError):
        S3Letters(Broken(*errors), "letters").write_once(NAME, b"content")
