"""Files of a case (附件): where they lie, when a case takes one, and what becomes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.attachment_events import FileAttached, FileRefused
from casework.domain.attachment_state import (
    Attachment,
    AttachmentSource,
    AttachmentState,
    MediaType,
    RefusalReason,
)
from casework.domain.case_parts import Status
from casework.domain.contest_rules import AlreadyErasedError
from casework.domain.errors import NotFoundError, RuleViolationError
from casework.domain.rules import CaseClosedError
from casework.domain.tokens import ALPHABET, CASE_ID_LENGTH

if TYPE_CHECKING:
    from datetime import datetime

    from casework.domain.case import Case
    from casework.domain.file_policy import FilePolicy
    from casework.domain.lifecycle import Context

UPLOAD_ID_LENGTH = 20
GONE = frozenset({Status.WITHDRAWN, Status.MERGED})
"""Closed cases of which nothing more can be said."""

_UPLOAD_KEY = re.compile(
    rf"uploads/([{ALPHABET}]{{{CASE_ID_LENGTH}}})/([{ALPHABET}]{{{UPLOAD_ID_LENGTH}}})"
)


def upload_key(case_id: str, upload_id: str) -> str:
    """Where a file lies as it was sent, for three days at most; nobody can open it there."""
    return f"uploads/{case_id}/{upload_id}"


def file_key(case_id: str, upload_id: str) -> str:
    """Where the clean copy lies."""
    return f"files/{case_id}/{upload_id}"


def upload_of(key: str) -> tuple[str, str] | None:
    """Case and upload that a key names; None for a key that is not one of ours."""
    match = _UPLOAD_KEY.fullmatch(key)
    return (match[1], match[2]) if match else None


def attachment_named(case: Case, upload_id: str) -> Attachment | None:
    """What became of an upload; None while nothing is recorded."""
    return next((each for each in case.attachments if each.id == upload_id), None)


def kept_file(case: Case, number: int) -> Attachment:
    """A file that can be opened; raises NotFoundError for one that is not there, was refused, or
    was erased with everything else, from that moment on.
    """
    found = next((each for each in case.attachments if each.number == number), None)
    if found is None or found.state is AttachmentState.REFUSED or case.erased_at is not None:
        raise NotFoundError
    return found


def check_attach(case: Case, now: datetime) -> None:
    """While the case is open, and afterwards as long as its outcome can be contested: a file may
    be what an objection rests on.
    """
    if case.erased_at is not None:
        raise AlreadyErasedError
    contestable = case.objection_by is not None and now < case.objection_by
    if not case.status.is_open and (case.status in GONE or not contestable):
        raise CaseClosedError


def takes_files(case: Case, now: datetime) -> bool:
    """Whether `check_attach` has nothing against a file."""
    try:
        check_attach(case, now)
    except RuleViolationError:
        return False
    return True


def is_full(case: Case, limits: FilePolicy) -> bool:
    """Whether no further file would be kept, whatever it is."""
    kept = [each for each in case.attachments if each.state is AttachmentState.CHECKED]
    return (
        len(case.attachments) >= limits.uploads_per_case
        or len(kept) >= limits.files_per_case
        or sum(each.size for each in kept) >= limits.bytes_per_case
    )


def takes_another(case: Case, upload: str, limits: FilePolicy) -> bool:
    """Whether anything is still put on record, and nothing is of this upload."""
    is_new = attachment_named(case, upload) is None
    return is_new and len(case.attachments) < limits.uploads_per_case


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The platform has made a clean copy of an upload."""

    upload: str
    source: AttachmentSource
    media: MediaType
    size: int
    limits: FilePolicy

    def decide(self, case: Case, context: Context) -> tuple[FileAttached | FileRefused, ...]:
        """Once per upload, whatever came under its name later; over a limit it is refused."""
        check_attach(case, context.now)
        if not takes_another(case, self.upload, self.limits):
            return ()
        number = len(case.attachments) + 1
        if reason := self._beyond(case):
            return (FileRefused(self.upload, number, reason, self.source),)
        return (FileAttached(self.upload, number, self.media, self.size, self.source),)

    def _beyond(self, case: Case) -> RefusalReason | None:
        kept = [each for each in case.attachments if each.state is AttachmentState.CHECKED]
        if len(kept) >= self.limits.files_per_case:
            return RefusalReason.TOO_MANY_FILES
        if sum(each.size for each in kept) + self.size > self.limits.bytes_per_case:
            return RefusalReason.TOO_MUCH_TOGETHER
        return None


@dataclass(frozen=True, slots=True)
class RefuseFile:
    """The platform keeps nothing of an upload, and says why."""

    upload: str
    source: AttachmentSource
    reason: RefusalReason
    limits: FilePolicy

    def decide(self, case: Case, context: Context) -> tuple[FileRefused, ...]:
        """Once per upload."""
        check_attach(case, context.now)
        if not takes_another(case, self.upload, self.limits):
            return ()
        number = len(case.attachments) + 1
        return (FileRefused(self.upload, number, self.reason, self.source),)
