"""Files of cases in S3: posted by browsers, kept once as clean copies, opened by links that expire,
deleted by case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from casework.adapters.s3_objects import (
    ObjectAbsentError,
    ObjectThereError,
    asking_s3,
    link_to,
)
from casework.channel_ports import CleanFile, KeptCopy, UploadForm
from casework.domain.attachment_state import MediaType
from casework.domain.attachments import file_key, upload_key
from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM_SECONDS = 3600
LEEWAY_BYTES = 5 * 1024 * 1024
"""What a form takes beyond the limit. Where no script looks at the size first, the storage would
answer with a page of its own; so the check refuses what is empty or too large, on ours.
"""

AT_ONCE = 1000
"""Keys that one request deletes at most."""


class S3Files:
    """The AttachmentStore port on S3."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def form(self, key: str, most_bytes: int, *, back_to: str | None) -> UploadForm:
        """See the port. The browser's word for the file's type is not asked for: nobody trusts it.

        Botocore adds bucket and key to the conditions, and S3 takes no field that none names.
        """
        fields = {"success_action_redirect": back_to} if back_to else {}
        conditions: list[Any] = [["content-length-range", 0, most_bytes + LEEWAY_BYTES]]
        conditions += [{name: value} for name, value in fields.items()]
        posted = self._client.generate_presigned_post(
            self._bucket, key, Fields=dict(fields), Conditions=conditions, ExpiresIn=FORM_SECONDS
        )
        return UploadForm(posted["url"], posted["fields"])

    def fetch(self, key: str, most_bytes: int) -> bytes | None:
        """See the port."""
        try:
            with asking_s3():
                body = self._client.get_object(Bucket=self._bucket, Key=key)["Body"]
                content: bytes = body.read(most_bytes + 1)
                body.close()
        except ObjectAbsentError:
            return None
        return content

    def keep(self, key: str, file: CleanFile) -> KeptCopy:
        """See the port; the store itself refuses a second writing."""
        try:
            with asking_s3():
                self._client.put_object(
                    Bucket=self._bucket,
                    Key=key,
                    Body=file.content,
                    ContentType=file.media.value,
                    IfNoneMatch="*",
                )
        except ObjectThereError:
            return self._kept(key)
        return KeptCopy(file.media, len(file.content))

    def link(self, key: str, name: str, media: MediaType) -> str:
        """See the port: a download under a type that was checked, never shown in the page."""
        plain, full = f"file.{media.extension}", quote(f"{name}.{media.extension}", safe="")
        return link_to(
            *(self._client, self._bucket, key),
            ResponseContentType=media.value,
            ResponseContentDisposition=(
                f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
            ),
        )

    def discard(self, *keys: str) -> None:
        """See the port."""
        deleted = {"Objects": [{"Key": key} for key in keys], "Quiet": True}
        with asking_s3():
            answer = self._client.delete_objects(Bucket=self._bucket, Delete=deleted)
        if answer.get("Errors"):
            raise StoreUnavailableError

    def erase(self, case_id: str) -> None:
        """See the port."""
        for prefix in (upload_key(case_id, ""), file_key(case_id, "")):
            for keys in self._listed(prefix):
                self.discard(*keys)

    def _kept(self, key: str) -> KeptCopy:
        with asking_s3():
            found = self._client.head_object(Bucket=self._bucket, Key=key)
        return KeptCopy(MediaType(found["ContentType"]), found["ContentLength"])

    def _listed(self, prefix: str) -> Iterator[list[str]]:
        """The keys under a prefix, a thousand at most at a time; deleted ones are not listed
        again.
        """
        with asking_s3():
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=prefix, PaginationConfig={"PageSize": AT_ONCE}
            )
            for page in pages:
                if keys := [found["Key"] for found in page.get("Contents", ())]:
                    yield keys
