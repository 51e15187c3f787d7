"""The segments of a JPEG (ISO/IEC 10918-1: B.1) without those that tell of place, camera and
people; its dots stay as they are, bit by bit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from casework.domain.attachment_state import FileRefusedError, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Iterator

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_APP0, _APP14, _APP15, _COMMENT = 0xE0, 0xEE, 0xEF, 0xFE
_ADOBE = b"Adobe"
"""Says how the colours are to be understood; without it some pictures turn negative."""

_FIRST_WITH_LENGTH, _FIRST_RESTART = 0xC0, 0xD0
_LENGTH_SIZE = 2
_AFTER_SCAN = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")
"""A marker ends the dots of a scan unless it is a stuffed zero or says where to start anew."""


def without_metadata(content: bytes) -> bytes:
    """The picture without APP1 to APP15 (but Adobe's APP14), without comments, and without whatever
    stands behind its end; raises FileRefusedError for what is no chain of segments.
    """
    return b"".join((bytes((0xFF, _START)), *_kept(content), bytes((0xFF, _END))))


def _kept(content: bytes) -> Iterator[bytes]:
    """Segments and scans between start and end; a scan that is cut off is the last."""
    if not content.startswith(bytes((0xFF, _START))):
        raise FileRefusedError(RefusalReason.DAMAGED)
    at = 2
    while (marker := _marker_at(content, at)) != _END:
        at = _behind_fill(content, at)
        end = at + 1 + _length_at(content, at + 1, marker)
        if not _tells(marker, content[at + 1 + _LENGTH_SIZE : end]):
            yield b"\xff" + content[at:end]
        at = end
        if marker == _SCAN:
            found = _AFTER_SCAN.search(content, at)
            yield content[at : found.start() if found else len(content)]
            if found is None:
                return
            at = found.start()


def _marker_at(content: bytes, at: int) -> int:
    """The marker that stands there, perhaps after bytes that fill up."""
    behind = _behind_fill(content, at)
    if behind == at or behind >= len(content):
        raise FileRefusedError(RefusalReason.DAMAGED)
    return content[behind]


def _behind_fill(content: bytes, at: int) -> int:
    while content[at : at + 1] == b"\xff":
        at += 1
    return at


def _length_at(content: bytes, at: int, marker: int) -> int:
    """How long a segment is with its own length."""
    length = int.from_bytes(content[at : at + _LENGTH_SIZE], "big")
    is_alone = marker < _FIRST_WITH_LENGTH or _FIRST_RESTART <= marker <= _START
    if is_alone or length < _LENGTH_SIZE or at + length > len(content):
        raise FileRefusedError(RefusalReason.DAMAGED)
    return length


def _tells(marker: int, data: bytes) -> bool:
    if marker == _APP14:
        return not data.startswith(_ADOBE)
    return marker == _COMMENT or _APP0 < marker <= _APP15
