"""The facts of files (附件): one was checked and kept, or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from casework.domain.attachment_state import AttachmentSource, MediaType, RefusalReason


@dataclass(frozen=True, slots=True)
class FileAttached:
    """A clean copy of a file is kept; `upload` names it, `size` is in bytes."""

    upload: str
    number: int
    media: MediaType
    size: int
    source: AttachmentSource


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file was not kept."""

    upload: str
    number: int
    reason: RefusalReason
    source: AttachmentSource


AttachmentEvent: TypeAlias = FileAttached | FileRefused
