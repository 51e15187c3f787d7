"""Files of cases in the store: what a form allows, what is kept first stays, what a link says."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import boto3  # type: ignore[import-untyped]
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from casework.adapters.clients import client
from casework.adapters.s3_files import AT_ONCE, FORM_SECONDS, LEEWAY_BYTES, S3Files
from casework.channel_ports import CleanFile, KeptCopy
from casework.domain.attachment_state import MediaType
from casework.domain.attachments import file_key, upload_key
from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

CASE, OTHER = "E8MY09Q4P0HG", "7K3Q9F2M4T8W"
UPLOAD = "7K3Q9F2M4T8W7K3Q9F2M"
RAW, COPY = upload_key(CASE, UPLOAD), file_key(CASE, UPLOAD)
PHOTO, PAPER = CleanFile(MediaType.JPEG, b"photo"), CleanFile(MediaType.PDF, b"a longer paper")


@pytest.fixture
def store(aws: str) -> S3Files:
    """An empty bucket."""
    place = {"LocationConstraint": aws}
    boto3.client("s3", aws).create_bucket(Bucket="files", CreateBucketConfiguration=place)
    return S3Files(client("s3", aws), "files")


def put(aws: str, key: str, content: bytes = b"raw") -> None:
    """What a browser has sent."""
    boto3.client("s3", aws).put_object(Bucket="files", Key=key, Body=content)


def test_a_form_is_good_for_one_key_one_way_back_and_so_many_bytes(store: S3Files) -> None:
    form = store.form(RAW, 100, back_to="https://juye.example/t/x/files")
    policy = json.loads(base64.b64decode(form.fields["policy"]))
    for condition in (
        {"key": RAW},
        {"bucket": "files"},
        {"success_action_redirect": "https://juye.example/t/x/files"},
        ["content-length-range", 0, 100 + LEEWAY_BYTES],
    ):
        assert condition in policy["conditions"]
    assert urlsplit(form.url).netloc.startswith("files.s3.")
    assert form.fields["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    assert "success_action_redirect" not in store.form(RAW, 100, back_to=None).fields
    assert FORM_SECONDS == 3600


def test_what_was_sent_is_read_no_further_than_one_byte_beyond_the_limit(
    store: S3Files, aws: str
) -> None:
    put(aws, RAW, b"0123456789")
    assert store.fetch(RAW, 10) == b"0123456789"
    assert store.fetch(RAW, 4) == b"01234"
    store.discard(RAW)
    assert store.fetch(RAW, 10) is None


def test_the_first_copy_stays_whatever_comes_later(store: S3Files) -> None:
    assert store.keep(COPY, PHOTO) == KeptCopy(MediaType.JPEG, 5)
    assert store.keep(COPY, PAPER) == KeptCopy(MediaType.JPEG, 5)
    assert store.fetch(COPY, 100) == b"photo"


def test_a_link_downloads_under_a_checked_type_and_a_number_for_five_minutes(
    store: S3Files,
) -> None:
    asked = parse_qs(urlsplit(store.link(COPY, "附件1", MediaType.DOCX)).query)
    assert asked["X-Amz-Expires"] == ["300"]
    assert asked["response-content-type"] == [MediaType.DOCX.value]
    assert asked["response-content-disposition"] == [
        "attachment; filename=\"file.docx\"; filename*=UTF-8''%E9%99%84%E4%BB%B61.docx"
    ]
    assert asked["response-cache-control"] == ["private, no-store"]


def test_a_case_is_erased_whole_and_no_other(store: S3Files, aws: str) -> None:
    store.keep(COPY, PHOTO)
    store.keep(file_key(OTHER, UPLOAD), PHOTO)
    for number in range(3):
        put(aws, upload_key(CASE, f"{number:020d}"))
    store.erase(CASE)
    store.erase(CASE)
    found = boto3.client("s3", aws).list_objects_v2(Bucket="files")["Contents"]
    assert [each["Key"] for each in found] == [file_key(OTHER, UPLOAD)]
    assert AT_ONCE == 1000


class Broken:
    """A store that answers nothing, or refuses everything."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, _operation: str) -> Callable[..., None]:
        def fail(*_: object, **__: object) -> None:
            raise self._error

        return fail


REFUSED = ClientError({"Error": {"Code": "SlowDown"}}, "PutObject")


@pytest.mark.parametrize("error", [EndpointConnectionError(endpoint_url="x"), REFUSED])
def test_a_store_that_does_not_answer_is_told_apart_from_one_without_the_file(
    error: Exception,
) -> None:
    store = S3Files(Broken(error), "files")
    for ask in (
        lambda: store.fetch(RAW, 1),
        lambda: store.keep(COPY, PHOTO),
        lambda: store.discard(RAW),
        lambda: store.erase(CASE),
    ):
        with pytest.raises(StoreUnavailableError):
            ask()
