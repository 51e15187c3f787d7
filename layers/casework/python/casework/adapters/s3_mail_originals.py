"""E-mails in the intake bucket as clerks need them: linked to, and deleted."""

from __future__ import annotations

from typing import Any

from casework.adapters.s3_objects import discard_from, link_to


class S3MailOriginals:
    """The MailOriginals port on S3."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def link(self, key: str) -> str:
        """See the port: a download, never shown in the page, for five minutes."""
        return link_to(
            *(self._client, self._bucket, key),
            ResponseContentType="application/octet-stream",
            ResponseContentDisposition='attachment; filename="mail.eml"',
        )

    def discard(self, key: str) -> None:
        """See the port."""
        discard_from(self._client, self._bucket, key)
