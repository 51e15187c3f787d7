"""Links to e-mails in the intake bucket."""

from __future__ import annotations

from typing import Any

from casework.adapters.s3_letters import LINK_SECONDS


class S3MailOriginals:
    """The MailOriginals port on S3."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def link(self, key: str) -> str:
        """See the port: a download, never shown in the page, for five minutes."""
        parameters = {
            "Bucket": self._bucket,
            "Key": key,
            "ResponseCacheControl": "private, no-store",
            "ResponseContentType": "application/octet-stream",
            "ResponseContentDisposition": 'attachment; filename="mail.eml"',
        }
        link: str = self._client.generate_presigned_url(
            "get_object", Params=parameters, ExpiresIn=LINK_SECONDS
        )
        return link
