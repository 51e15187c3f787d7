"""What S3 says when something was put into the bucket for files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from casework.domain.attachment_state import AttachmentSource
from casework.domain.attachments import upload_of
from casework.services.check_attachment import Upload

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

POSTED = "ObjectCreated:Post"
"""How what a browser posted came to be; rooms of ours put objects."""


def uploads(body: Mapping[str, Any]) -> Iterator[Upload]:
    """The uploads that a notification names; none in the message by which S3 tries a new queue, and
    none for keys that are not ours.
    """
    for record in body.get("Records", ()):
        found = upload_of(unquote_plus(record["s3"]["object"]["key"]))
        if found is not None:
            posted = record["eventName"].endswith(POSTED)
            source = AttachmentSource.ENTERPRISE if posted else AttachmentSource.MAIL
            yield Upload(*found, source)
