"""The files of letters in S3: written once, opened by links that expire."""

from __future__ import annotations

from typing import Any

from casework.adapters.s3_objects import ObjectThereError, asking_s3, link_to


class S3Letters:
    """The LetterStore port on S3."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def write_once(self, name: str, content: bytes) -> bytes:
        """See the port; the store itself refuses a second writing."""
        try:
            with asking_s3():
                self._client.put_object(
                    Bucket=self._bucket,
                    Key=name,
                    Body=content,
                    ContentType="application/pdf",
                    IfNoneMatch="*",
                )
        except ObjectThereError:
            return self._read(name)
        return content

    def link(self, name: str) -> str:
        """See the port: five minutes, for one file."""
        return link_to(self._client, self._bucket, name)

    def _read(self, name: str) -> bytes:
        with asking_s3():
            kept: bytes = self._client.get_object(Bucket=self._bucket, Key=name)["Body"].read()
        return kept
