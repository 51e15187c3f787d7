"""The files of letters in S3: written once, opened by links that expire."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from casework.domain.errors import StoreUnavailableError

LINK_SECONDS = 300
EXISTS = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}


class S3Letters:
    """The LetterStore port on S3."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def write_once(self, name: str, content: bytes) -> bytes:
        """See the port; the store itself refuses a second writing."""
        try:
            self._client.put_object(
                Bucket=self._bucket,
                Key=name,
                Body=content,
                ContentType="application/pdf",
                IfNoneMatch="*",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] not in EXISTS:
                raise StoreUnavailableError from error
            return self._read(name)
        except BotoCoreError as error:
            raise StoreUnavailableError from error
        return content

    def link(self, name: str) -> str:
        """See the port: five minutes, for one file."""
        parameters = {
            "Bucket": self._bucket,
            "Key": name,
            "ResponseCacheControl": "private, no-store",
        }
        link: str = self._client.generate_presigned_url(
            "get_object", Params=parameters, ExpiresIn=LINK_SECONDS
        )
        return link

    def _read(self, name: str) -> bytes:
        try:
            kept: bytes = self._client.get_object(Bucket=self._bucket, Key=name)["Body"].read()
        except (ClientError, BotoCoreError) as error:
            raise StoreUnavailableError from error
        return kept
