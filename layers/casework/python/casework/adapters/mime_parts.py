"""The parts of an e-mail that lies in a file, by their places in it: read window by window, so that
memory does not grow with the e-mail (RFC 2046).
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, replace
from io import SEEK_END
from typing import TYPE_CHECKING

from casework.domain.mail_headers import Headers
from casework.domain.unread_mail import UnreadableMailError, UnreadReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

CHUNK = 64 * 1024
OVERLAP = 2048
"""Longer than any boundary (70 letters, RFC 2046) with what may follow it."""

LONGEST_HEAD = 256 * 1024
MOST_FIELDS = 2000
MOST_PARTS = 200
DEEPEST = 10
_NOT_BASE64 = bytes(
    sorted(
        set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    )
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part without parts of its own: its head, and where its body lies. `choice` is the number of
    the outermost `multipart/alternative` that it is one form of.
    """

    headers: Headers
    start: int
    end: int = -1
    choice: int | None = None


@dataclass(frozen=True, slots=True)
class _Container:
    boundary: bytes
    choice: int | None


@dataclass(frozen=True, slots=True)
class _Boundary:
    """A line between parts: what it says, where the line begins, where the content before it ended
    (the line break before it is its own), and where the line ends.
    """

    line: bytes
    level: int
    content_end: int
    end: int


def parts_of(file: BinaryIO) -> tuple[Headers, tuple[Part, ...]]:
    """The head of the e-mail, and its parts in their order; a container in which no part begins is
    given as one part, so that nobody takes it for empty.

    Raises UnreadableMailError for what has no head, or has more parts than people send.
    """
    walk = _Walk(file)
    walk.run()
    if not walk.head.fields:
        raise UnreadableMailError(UnreadReason.MALFORMED)
    return walk.head, tuple(walk.parts)


def content_of(file: BinaryIO, part: Part) -> Iterator[bytes]:
    """What a part holds, its transfer encoding undone, in chunks. It never fails: what is no
    base64 or quoted-printable is passed over or stands for itself.
    """
    encoding = part.headers.plain("content-transfer-encoding").strip()
    if encoding == "base64":
        return _from_base64(_chunks(file, part))
    if encoding == "quoted-printable":
        return _from_quoted(_chunks(file, part))
    return _chunks(file, part)


class _Walk:
    """One way through the file: parts that were passed, and the containers that are open."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._open: list[_Container] = []
        self._part: Part | None = None
        self._preamble_of: int | None = None
        self._count = 0
        self.head = Headers(())
        self.parts: list[Part] = []

    def run(self) -> None:
        """Read the file to its end."""
        self.head = self._enter(0)
        while self._open and (found := self._next_boundary(self._file.tell())):
            self._leave(found.content_end, found.level)
            self._file.seek(found.end)
            self._file.readline(CHUNK)
            self._pass(found.level, found.line)
        self._leave(self._file.seek(0, SEEK_END), -1)

    def _next_boundary(self, start: int) -> _Boundary | None:
        """The next line that is a boundary of an open container, looked for in windows that
        overlap: line by line it would take a minute where lines are empty.
        """
        marks = b"|".join(re.escape(each.boundary) for each in reversed(self._open))
        pattern = re.compile(b"\n(--(?:" + marks + b")(?:--)?)[ \t\r]{0,80}(?=\n|\\Z)")
        place = start
        while True:
            self._file.seek(max(place - 1, 0))
            window = (b"" if place else b"\n") + self._file.read(CHUNK + OVERLAP)
            is_last = len(window) < CHUNK + OVERLAP
            found = pattern.search(window)
            if found and (is_last or found.start() < CHUNK):
                return self._boundary_at(place - 1, found)
            if is_last:
                return None
            place += CHUNK

    def _boundary_at(self, window: int, found: re.Match[bytes]) -> _Boundary:
        """What was found in the window that begins at this place of the file."""
        end = window + found.start()
        self._file.seek(max(end - 1, 0))
        content_end = end - 1 if end > 0 and self._file.read(1) == b"\r" else end
        level = self._level_of(found[1]) or 0
        return _Boundary(found[1], level, content_end, window + found.end())

    def _pass(self, level: int, line: bytes) -> None:
        """Behind a boundary another part begins, or the container ends."""
        boundary = self._open[level].boundary
        del self._open[level + 1 :]
        if line[2:].rstrip() == boundary:
            self._enter(self._file.tell())
        else:
            self._open.pop()

    def _enter(self, start: int) -> Headers:
        """Read the head of a part, which is a container or has a body."""
        self._count += 1
        if self._count > MOST_PARTS or len(self._open) > DEEPEST:
            raise UnreadableMailError(UnreadReason.TOO_INTRICATE)
        headers = self._head(start)
        boundary = headers.parameter("content-type", "boundary").encode("latin-1", "replace")
        choice = self._open[-1].choice if self._open else None
        self._part = Part(headers, self._file.tell(), choice=choice)
        self._preamble_of = None
        if not headers.kind.startswith("multipart/") or not boundary.strip():
            return headers
        if choice is None and headers.kind == "multipart/alternative":
            choice = self._count
        self._preamble_of = len(self._open)
        self._open.append(_Container(boundary.rstrip(), choice))
        return headers

    def _head(self, start: int) -> Headers:
        """Fields up to the empty line, or to what can be no field: some programs forget it."""
        lines: list[bytes] = []
        self._file.seek(start)
        while text := self._file.readline(CHUNK):
            if len(lines) > MOST_FIELDS or self._file.tell() - start > LONGEST_HEAD:
                raise UnreadableMailError(UnreadReason.TOO_INTRICATE)
            if not text.strip():
                break
            if self._level_of(text) is not None or not (_may_be_field(text) or not lines):
                self._file.seek(-len(text), 1)
                break
            lines.append(text)
        return Headers.of(lines)

    def _leave(self, end: int, level: int) -> None:
        """End the part before a boundary of this level (-1 for the end of the file); what stands in
        a container before its first part is for programs that know no parts.
        """
        if self._part is not None and self._preamble_of != level:
            self.parts.append(replace(self._part, end=max(end, self._part.start)))
        self._part = None

    def _level_of(self, line: bytes) -> int | None:
        """Which open container a line is a boundary of, the innermost first."""
        if not line.startswith(b"--"):
            return None
        mark = line[2:].rstrip()
        for level in range(len(self._open) - 1, -1, -1):
            boundary = self._open[level].boundary
            if mark in {boundary, boundary + b"--"}:
                return level
        return None


def _may_be_field(line: bytes) -> bool:
    """A field, a continuation, or the line that mail folders begin an e-mail with."""
    return line[:1] in b" \t" or b":" in line or line.startswith(b"From ")


def _chunks(file: BinaryIO, part: Part) -> Iterator[bytes]:
    place = part.start
    while place < part.end:
        file.seek(place)
        chunk = file.read(min(CHUNK, part.end - place))
        if not chunk:
            return
        place += len(chunk)
        yield chunk


def _from_quoted(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Whole lines are decoded together; a line that fills a chunk is cut before its last sign that
    may be torn.
    """
    left = b""
    for chunk in chunks:
        data = left + chunk
        end = data.rfind(b"\n") + 1
        if not end:
            torn = data.rfind(b"=", max(len(data) - 2, 0))
            end = torn if torn >= 0 else len(data)
        left = data[end:]
        yield binascii.a2b_qp(data[:end])
    yield binascii.a2b_qp(left)


def _from_base64(chunks: Iterator[bytes]) -> Iterator[bytes]:
    left = b""
    for chunk in chunks:
        letters = left + chunk.translate(None, _NOT_BASE64)
        whole = len(letters) - len(letters) % 4
        left = letters[whole:]
        yield base64.b64decode(letters[:whole])
    if len(left) > 1:
        yield base64.b64decode(left + b"=" * (4 - len(left)))
