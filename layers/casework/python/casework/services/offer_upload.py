"""Offer the way by which an enterprise sends files to its case (上传附件), one form for each."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.attachments import UPLOAD_ID_LENGTH, is_full, takes_files, upload_key
from casework.domain.tokens import ALPHABET

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.channel_ports import AttachmentStore, UploadForm
    from casework.domain.case import Case
    from casework.domain.file_policy import FilePolicy
    from casework.ports import Configuration


@dataclass(frozen=True, slots=True)
class UploadOffer:
    """A form for one file, under a fresh id."""

    upload_id: str
    form: UploadForm


@dataclass(frozen=True, slots=True)
class Limits:
    """What of files the case still takes: the policy, and why it takes none, if it does not."""

    policy: FilePolicy
    is_full: bool
    is_over: bool

    @property
    def takes_files(self) -> bool:
        """Whether one more may be sent."""
        return not self.is_full and not self.is_over


def limits_of(case: Case, now: datetime, *, configuration: Configuration) -> Limits:
    """What the case still takes."""
    policy = configuration.file_policy()
    if not takes_files(case, now):
        return Limits(policy, is_full=False, is_over=True)
    return Limits(policy, is_full=is_full(case, policy), is_over=False)


def offer_upload(
    case: Case,
    limits: Limits,
    *,
    store: AttachmentStore,
    back_to: Callable[[str], str] | None,
) -> UploadOffer | None:
    """A form for one more file, or None where the case takes none; without a script the browser
    goes to `back_to` of its id afterwards. Nothing is stored: only what was checked is on record.
    """
    if not limits.takes_files:
        return None
    upload_id = "".join(secrets.choice(ALPHABET) for _ in range(UPLOAD_ID_LENGTH))
    address = back_to(upload_id) if back_to else None
    key = upload_key(case.id, upload_id)
    form = store.form(key, limits.policy.bytes_per_file, back_to=address)
    return UploadOffer(upload_id, form)
