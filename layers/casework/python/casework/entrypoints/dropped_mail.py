"""What S3 says when a mail server dropped an e-mail into the intake bucket."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from casework.domain.unread_mail import StoredMail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NOTE_OF_SES = "/AMAZON_SES_SETUP_NOTIFICATION"


def dropped_mails(body: Mapping[str, Any]) -> Iterator[StoredMail]:
    """The e-mails that a notification names; none in the message by which S3 tries a new queue, and
    none for the note that SES leaves when it is told of the bucket.
    """
    for record in body.get("Records", ()):
        dropped = record["s3"]["object"]
        key = unquote_plus(dropped["key"])
        if not key.endswith(NOTE_OF_SES):
            received_at = datetime.fromisoformat(record["eventTime"]).replace(microsecond=0)
            yield StoredMail(key, received_at, dropped.get("size", 0))
