"""Files in words: how one is called, how large it is, why it was refused and what to do then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.domain.attachment_state import AttachmentSource, RefusalReason
from casework.web.wording import N_

if TYPE_CHECKING:
    from casework.domain.attachment_state import Attachment
    from casework.web.wording import Wording

KILOBYTE, MEGABYTE = 1024, 1024 * 1024

REASONS: dict[RefusalReason, str] = {
    RefusalReason.EMPTY: N_("The file is empty. Choose it again and send it."),
    RefusalReason.TOO_LARGE: N_(
        "The file is too large. Send a smaller photo, or the pages in several files."
    ),
    RefusalReason.TOO_MANY_FILES: N_(
        "The case already has as many files as it takes. Bring the others, or ask the body that "
        "handles the case."
    ),
    RefusalReason.TOO_MUCH_TOGETHER: N_(
        "Together the files are too large. Send smaller photos, or only the pages that matter."
    ),
    RefusalReason.TYPE_NOT_ACCEPTED: N_(
        "This kind of file is not accepted. Send a photo or a screenshot of it, or save it as PDF."
    ),
    RefusalReason.HEIC: N_(
        "HEIC photos are not accepted. Take a screenshot of the photo and send that, or set the "
        "camera to the most compatible format (JPG)."
    ),
    RefusalReason.OLD_OFFICE: N_(
        "Files of old office programs (doc, xls, ppt, wps) are not accepted. Save it as PDF and "
        "send that."
    ),
    RefusalReason.OFD: N_("OFD files are not accepted. Save it as PDF and send that."),
    RefusalReason.ARCHIVE: N_(
        "Archives (zip, rar) are not accepted. Unpack it and send the files one by one."
    ),
    RefusalReason.WEB_PAGE: N_("Web pages are not accepted. Send a screenshot of it."),
    RefusalReason.ENCRYPTED: N_(
        "The file has a password. Save it without one, or send a photo of each page."
    ),
    RefusalReason.MACROS: N_("The file has macros. Save it as PDF and send that."),
    RefusalReason.ACTIVE_CONTENT: N_(
        "The file has scripts or forms that run by themselves. Print it to PDF and send that, or "
        "send a photo of each page."
    ),
    RefusalReason.EMBEDDED_FILES: N_(
        "There are other files inside the file. Print it to PDF and send that; send the other "
        "files one by one."
    ),
    RefusalReason.EXTERNAL_CONTENT: N_(
        "The file fetches things from elsewhere. Print it to PDF and send that."
    ),
    RefusalReason.TOO_MANY_PIXELS: N_(
        "The picture has too many pixels. Send a screenshot of it, or parts of it."
    ),
    RefusalReason.TOO_LARGE_UNPACKED: N_(
        "The file is too large once it is unpacked. Send only the pages that matter, as PDF."
    ),
    RefusalReason.DAMAGED: N_(
        "The file is damaged or cannot be read. Open it yourself to see whether it is whole, save "
        "it again as JPG or PDF, and send that."
    ),
    RefusalReason.EXPIRED: N_("The file could not be checked in time. Send it again."),
}

SOURCES = {
    AttachmentSource.ENTERPRISE: N_("sent by the enterprise"),
    AttachmentSource.MAIL: N_("came with an e-mail"),
}


def file_name(number: int, say: Wording) -> str:
    """What a file is called: by its number, for its own name may name people."""
    return say("Attachment %(number)s", number=number)


def file_facts(file: Attachment, say: Wording) -> str:
    """Kind and size of a kept file: `JPG · 320 KB`."""
    kind = file.media.extension.upper() if file.media else ""
    return f"{kind} · {size_text(file.size)}"


def size_text(size: int) -> str:
    """A size in bytes as people read it; never `0 KB`."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f} MB".replace(".0 MB", " MB")
    return f"{max(1, round(size / KILOBYTE))} KB"
