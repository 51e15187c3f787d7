"""E-mails in the intake bucket, and their files on the way to the check."""

from __future__ import annotations

from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from casework.adapters.mail_reader import ReadMail
from casework.adapters.s3_objects import ObjectAbsentError, asking_s3, discard_from
from casework.domain.attachments import upload_key
from casework.domain.unread_mail import MailGoneError, UnreadableMailError, UnreadReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

LARGEST = 25 * 1024 * 1024
"""Bytes of an e-mail; most servers take none that is larger."""

CHUNK = 256 * 1024


class S3MailDrop:
    """The MailDrop port on S3; an e-mail is read from a file of its own, not from memory."""

    def __init__(self, client: Any, bucket: str, own: str = "") -> None:
        """`own` is the address that e-mails are sent to."""
        self._client = client
        self._bucket = bucket
        self._own = own

    @contextmanager
    def open(self, key: str) -> Iterator[ReadMail]:
        """See the port; what is too large is not read."""
        with TemporaryFile() as file:
            self._fetch(key, file)
            yield ReadMail(file, self._own)

    def discard(self, key: str) -> None:
        """See the port."""
        discard_from(self._client, self._bucket, key)

    def _fetch(self, key: str, file: BinaryIO) -> None:
        try:
            with asking_s3():
                found = self._client.get_object(Bucket=self._bucket, Key=key)
                if found["ContentLength"] > LARGEST:
                    found["Body"].close()
                    raise UnreadableMailError(UnreadReason.TOO_LARGE)
                for chunk in found["Body"].iter_chunks(CHUNK):
                    file.write(chunk)
        except ObjectAbsentError as error:
            raise MailGoneError from error
        file.seek(0)


class S3MailFiles:
    """The MailFiles port on S3."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def put(self, case_id: str, upload_id: str, content: Iterator[bytes]) -> None:
        """See the port; decoded into a file first, because S3 has to know how long it is."""
        with TemporaryFile() as file:
            for chunk in content:
                file.write(chunk)
            file.seek(0)
            with asking_s3():
                key = upload_key(case_id, upload_id)
                self._client.put_object(Bucket=self._bucket, Key=key, Body=file)
