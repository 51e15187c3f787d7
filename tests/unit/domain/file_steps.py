"""What the platform says of a file that was sent to a case."""

from __future__ import annotations

from casework.domain.attachment_state import AttachmentSource, MediaType, RefusalReason
from casework.domain.attachments import RecordFile, RefuseFile
from tests.builders import file_policy

SIZE = 320 * 1024
UPLOAD = "7K3Q9F2M4T8W7K3Q9F2M"


def checked(
    upload: str = UPLOAD, reason: RefusalReason | None = None, size: int = SIZE
) -> RecordFile | RefuseFile:
    """The command for a photo that was kept, or for a file that was refused."""
    source, limits = AttachmentSource.ENTERPRISE, file_policy()
    if reason is not None:
        return RefuseFile(upload, source, reason, limits)
    return RecordFile(upload, source, MediaType.JPEG, size, limits)
