"""How checked and refused files change a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.domain.attachment_events import FileAttached, FileRefused
from casework.domain.attachment_state import Attachment
from casework.domain.case import Case
from casework.domain.evolving import evolve


@evolve.register
def _(body: FileAttached, case: Case, at: datetime) -> Case:
    kept = Attachment(body.upload, body.number, body.source, at, body.media, body.size)
    return replace(case, attachments=(*case.attachments, kept))


@evolve.register
def _(body: FileRefused, case: Case, at: datetime) -> Case:
    refused = Attachment(body.upload, body.number, body.source, at, reason=body.reason)
    return replace(case, attachments=(*case.attachments, refused))
