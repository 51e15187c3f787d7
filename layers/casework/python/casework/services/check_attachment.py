"""Check a file that was sent to a case (附件检查), before anybody can open it: a clean copy is kept
and recorded, or why it was refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.attachment_state import AttachmentSource, FileRefusedError, RefusalReason
from casework.domain.attachments import (
    RecordFile,
    RefuseFile,
    attachment_named,
    file_key,
    takes_another,
    takes_files,
    upload_key,
)
from casework.domain.errors import NotFoundError, RuleViolationError
from casework.domain.events import Actor, ActorKind
from casework.domain.lifecycle import perform
from casework.services.commanding import context_of
from casework.services.deciding_again import deciding_again

if TYPE_CHECKING:
    from datetime import datetime

    from casework.channel_ports import AttachmentStore, FileExaminer
    from casework.domain.file_policy import FilePolicy
    from casework.domain.lifecycle import Command
    from casework.ports import CaseRepository, Configuration

CHECK = Actor(ActorKind.PLATFORM, "attachment_check")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: to which case, under which id, and how it came."""

    case_id: str
    id: str
    source: AttachmentSource


def check_attachment(
    upload: Upload,
    now: datetime,
    *,
    cases: CaseRepository,
    configuration: Configuration,
    store: AttachmentStore,
    examine: FileExaminer,
) -> None:
    """Look into one upload and record what became of it, once, however often this runs and
    whatever is sent under the same id later: what was recorded first stays.

    What was sent is deleted at the end. Nothing is kept for a case that takes no files any more,
    or that is not there; what came too late to be checked is on record as such. Raises
    StoreUnavailableError, and can be repeated then.
    """
    raw = upload_key(upload.case_id, upload.id)
    limits = configuration.file_policy()
    if not _is_wanted(upload, now, limits, cases):
        _forget(upload, cases, store)
        return
    content = store.fetch(raw, limits.bytes_per_file)
    command = _outcome(upload, content, limits, store, examine)
    _record(upload, command, now, cases, configuration)
    _forget(upload, cases, store)


def _is_wanted(upload: Upload, now: datetime, limits: FilePolicy, cases: CaseRepository) -> bool:
    """Whether the case takes files, was not filled with rubbish and knows nothing of this one."""
    try:
        case = cases.get(upload.case_id)
    except NotFoundError:
        return False
    return takes_another(case, upload.id, limits) and takes_files(case, now)


def _outcome(
    upload: Upload,
    content: bytes | None,
    limits: FilePolicy,
    store: AttachmentStore,
    examine: FileExaminer,
) -> Command:
    """The command that says what the file is; its clean copy is kept before anything is said.

    What is wanted and does not lie there waited for longer than uploads are kept.
    """
    try:
        if content is None:
            raise FileRefusedError(RefusalReason.EXPIRED)
        if len(content) > limits.bytes_per_file:
            raise FileRefusedError(RefusalReason.TOO_LARGE)
        clean = examine(content, limits.bytes_per_file)
    except FileRefusedError as error:
        return RefuseFile(upload.id, upload.source, error.reason, limits)
    kept = store.keep(file_key(upload.case_id, upload.id), clean)
    return RecordFile(upload.id, upload.source, kept.media, kept.size, limits)


def _record(
    upload: Upload,
    command: Command,
    now: datetime,
    cases: CaseRepository,
    configuration: Configuration,
) -> None:
    def record() -> None:
        case = cases.get(upload.case_id)
        context = context_of(case, now, CHECK, f"attachment:{upload.id}", configuration)
        try:
            change = perform(case, (command,), context)
        except RuleViolationError:  # closed or erased meanwhile: nothing is recorded or kept
            return
        cases.save(change, ())

    deciding_again(record)


def _forget(upload: Upload, cases: CaseRepository, store: AttachmentStore) -> None:
    """Delete what was sent, and the copy too unless the case says that it can be opened."""
    raw = upload_key(upload.case_id, upload.id)
    copy = file_key(upload.case_id, upload.id)
    store.discard(*((raw,) if _is_kept(upload, cases) else (raw, copy)))


def _is_kept(upload: Upload, cases: CaseRepository) -> bool:
    try:
        case = cases.get(upload.case_id)
    except NotFoundError:
        return False
    found = attachment_named(case, upload.id)
    return found is not None and found.reason is None and case.erased_at is None
