"""Sentences of files that were sent to a case: rows as in `sentences.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.attachment_state import RefusalReason
from casework.web.pages.desk.sentence import Sentence
from casework.web.wording import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

REASONS = {
    RefusalReason.EMPTY: N_("empty"),
    RefusalReason.TOO_LARGE: N_("too large"),
    RefusalReason.TOO_MANY_FILES: N_("too many files"),
    RefusalReason.TOO_MUCH_TOGETHER: N_("too large together"),
    RefusalReason.TYPE_NOT_ACCEPTED: N_("kind not accepted"),
    RefusalReason.HEIC: N_("HEIC photo"),
    RefusalReason.OLD_OFFICE: N_("old office format"),
    RefusalReason.OFD: N_("OFD file"),
    RefusalReason.ARCHIVE: N_("archive"),
    RefusalReason.WEB_PAGE: N_("web page"),
    RefusalReason.ENCRYPTED: N_("password"),
    RefusalReason.MACROS: N_("macros"),
    RefusalReason.ACTIVE_CONTENT: N_("active content"),
    RefusalReason.EMBEDDED_FILES: N_("embedded files"),
    RefusalReason.EXTERNAL_CONTENT: N_("external content"),
    RefusalReason.TOO_MANY_PIXELS: N_("too many pixels"),
    RefusalReason.TOO_LARGE_UNPACKED: N_("too large unpacked"),
    RefusalReason.DAMAGED: N_("damaged"),
    RefusalReason.EXPIRED: N_("not checked in time"),
}

SENTENCES = {
    "FileAttached": Sentence(N_("Attachment %(number)s was sent and checked")),
    "FileRefused": Sentence(N_("Attachment %(number)s was refused: %(reason)s")),
}

WORDS: dict[str, Mapping[str, str]] = {
    "FileRefused.reason": {reason.value: word for reason, word in REASONS.items()},
}
