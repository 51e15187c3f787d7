"""What a file is, by its content alone: its name and what its sender calls it count for nothing."""

from __future__ import annotations

import re
from enum import StrEnum

from casework.domain.attachment_state import FileRefusedError, RefusalReason


class Kind(StrEnum):
    """What an examiner knows how to make a clean copy of."""

    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    BMP = "BMP"
    WEBP = "WEBP"
    PDF = "PDF"
    ZIP = "ZIP"


_BEGINNINGS: tuple[tuple[bytes, Kind | RefusalReason], ...] = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"BM", Kind.BMP),
    (b"%PDF-", Kind.PDF),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", RefusalReason.ARCHIVE),
    (b"Rar!", RefusalReason.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", RefusalReason.ARCHIVE),
    (b"\x1f\x8b", RefusalReason.ARCHIVE),
    (b"BZh", RefusalReason.ARCHIVE),
    (b"\xfd7zXZ", RefusalReason.ARCHIVE),
)
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What office programs wrote before 2007, and what they still put around an encrypted file."""

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HEIF_BRANDS = re.compile(rb"....ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif)", re.DOTALL)
_MARKUP = re.compile(
    rb"(\xef\xbb\xbf)?\s*<(!doctype|html|svg|\?xml|script|head|body)", re.IGNORECASE
)


def kind_of(content: bytes) -> Kind:
    """The kind by the first bytes; raises FileRefusedError for whatever is not accepted."""
    if not content:
        raise FileRefusedError(RefusalReason.EMPTY)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    found = next((what for start, what in _BEGINNINGS if content.startswith(start)), None)
    if isinstance(found, Kind):
        return found
    raise FileRefusedError(found or _why_not(content))


def _why_not(content: bytes) -> RefusalReason:
    if content.startswith(_COMPOUND_FILE):
        is_encrypted = _ENCRYPTED_PACKAGE in content
        return RefusalReason.ENCRYPTED if is_encrypted else RefusalReason.OLD_OFFICE
    if _HEIF_BRANDS.match(content):
        return RefusalReason.HEIC
    if _MARKUP.match(content[:512]):
        return RefusalReason.WEB_PAGE
    return RefusalReason.TYPE_NOT_ACCEPTED
