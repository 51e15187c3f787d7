"""What a case knows of the files that were sent to it (附件): number, type, size, and why one was
refused. Never a file's name, for that may name people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.domain.errors import InvalidInputError


class MediaType(StrEnum):
    """What is kept; everything else is refused or turned into one of these."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

    @property
    def extension(self) -> str:
        """How names of such files end, without the dot."""
        return "jpg" if self is MediaType.JPEG else self.name.lower()


class RefusalReason(StrEnum):
    """Why a file was refused; the pages say what to do about each."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_FILES = "too_many_files"
    TOO_MUCH_TOGETHER = "too_much_together"
    TYPE_NOT_ACCEPTED = "type_not_accepted"
    HEIC = "heic"
    OLD_OFFICE = "old_office"
    OFD = "ofd"
    ARCHIVE = "archive"
    WEB_PAGE = "web_page"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    ACTIVE_CONTENT = "active_content"
    EMBEDDED_FILES = "embedded_files"
    EXTERNAL_CONTENT = "external_content"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_LARGE_UNPACKED = "too_large_unpacked"
    DAMAGED = "damaged"
    EXPIRED = "expired"


class FileRefusedError(InvalidInputError):
    """Nothing of a file may be kept."""

    code = "file_refused"

    def __init__(self, reason: RefusalReason) -> None:
        super().__init__(reason=reason.value)
        self.reason = reason


class AttachmentSource(StrEnum):
    """How a file came: through the enterprise's page, or with an e-mail."""

    ENTERPRISE = "enterprise"
    MAIL = "mail"


class AttachmentState(StrEnum):
    """Whether a file can be opened."""

    CHECKED = "checked"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was checked: `number` is its place in the case, `size` (bytes) that of the copy
    that is kept, `at` when it was recorded (UTC). A refused one has a reason and no copy.
    """

    id: str
    number: int
    source: AttachmentSource
    at: datetime
    media: MediaType | None = None
    size: int = 0
    reason: RefusalReason | None = None

    @property
    def state(self) -> AttachmentState:
        """Checked unless there is a reason why not."""
        return AttachmentState.CHECKED if self.reason is None else AttachmentState.REFUSED
