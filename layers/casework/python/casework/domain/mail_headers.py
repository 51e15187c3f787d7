"""The head of an e-mail or of a part of it: fields as they came, and what they say (RFC 5322, 2047,
2045, 2231).

Read here rather than by the standard library's header classes: those raise on fields that mail
programs do send, and take a sign of Chinese that is torn between two encoded words for two.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.charsets import decoded
from casework.domain.visible_text import composed, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_FIELD = 16_000
"""Bytes of a field that are looked at; a longer one is cut."""

_FIELD = re.compile(rb"([!-9;-~]{1,100}+)[ \t]*+:(.*)", re.DOTALL)
_WORD = re.compile(rb"=\?([^?\s]{1,60})\?([BbQq])\?([^?]*+)\?=")
_PARAMETER = re.compile(r""";\s*+([^\s=;"]++)\s*+=\s*+("(?:[^"\\]|\\.)*+"|[^;]*+)""", re.DOTALL)
_SECTION = re.compile(r"(.*?)(?:\*\d+)?\*?")
_KIND = re.compile(r"\s*([\w.+-]+/[\w.+-]+)", re.ASCII)
_IN_BRACKETS = re.compile(rb"<([^<>\s]{1,254}@[^<>\s]{1,254})>")
_BARE = re.compile(rb"[^\s<>,;:\"()\[\]]{1,64}@[^\s<>,;:\"()\[\]@]{1,190}")
_ADDRESS = re.compile(r"[^\s@<>,;:\"()]{1,64}@[^\s@<>,;:\"()]{1,190}")
_ID = re.compile(r"<([^<>\s]{1,400})>")


@dataclass(frozen=True, slots=True)
class Headers:
    """Fields in their order, names in lower case, values as bytes."""

    fields: tuple[tuple[str, bytes], ...]

    @classmethod
    def of(cls, lines: list[bytes]) -> Headers:
        """The fields of a head; a line that is none is passed over, a continuation joins the field
        before it.
        """
        fields: list[tuple[str, bytes]] = []
        for line in lines:
            text = line.rstrip(b"\r\n")
            if text[:1] in {b" ", b"\t"} and fields:
                name, value = fields.pop()
                fields.append((name, (value + text)[:LONGEST_FIELD]))
            elif found := _FIELD.fullmatch(text):
                fields.append((found[1].decode("ascii").lower(), found[2][:LONGEST_FIELD]))
        return cls(tuple(fields))

    def all(self, name: str) -> Iterator[bytes]:
        """Every field of a name."""
        return (value.strip() for each, value in self.fields if each == name)

    def first(self, name: str) -> bytes:
        """The first field of a name; empty when there is none."""
        return next(self.all(name), b"")

    def plain(self, name: str) -> str:
        """The first field of a name that holds tokens only, in lower case."""
        return self.first(name).decode("latin-1").lower()

    def words(self, name: str) -> str:
        """The first field of a name as a line that people read."""
        return words_of(self.first(name))

    def ids(self, name: str) -> tuple[str, ...]:
        """The message ids in the fields of a name, without their brackets."""
        values = (value.decode("latin-1") for value in self.all(name))
        return tuple(each for value in values for each in _ID.findall(value))

    def address(self, name: str) -> tuple[str, str]:
        """The first mailbox in a field: its address in lower case, and the name beside it. The
        address is empty where there is none that one could write to.
        """
        value = self.first(name)
        found = _IN_BRACKETS.search(value) or _BARE.search(value)
        if not found:
            return "", ""
        text = (found[1] if found.re is _IN_BRACKETS else found[0]).decode("latin-1").lower()
        beside = value[: found.start()] if found.re is _IN_BRACKETS else b""
        usable = _ADDRESS.fullmatch(text) and text.isascii() and text.isprintable()
        return (text if usable else ""), words_of(beside.strip().strip(b"\"'").strip())

    @property
    def kind(self) -> str:
        """The media type (`text/plain`), in lower case; text where nothing is said (RFC 2045)."""
        found = _KIND.match(self.plain("content-type"))
        return found[1] if found else "text/plain"

    @property
    def disposition(self) -> str:
        """`attachment`, `inline` or nothing."""
        return self.plain("content-disposition").partition(";")[0].strip()

    def parameter(self, field: str, name: str) -> str:
        """A parameter of a field; its sections (RFC 2231) put together, its escapes as they are."""
        value = self.first(field).decode("latin-1")
        found = ""
        for key, text in _PARAMETER.findall(value):
            section = _SECTION.fullmatch(key.lower())
            if section and section[1] == name:
                found += (
                    re.sub(r"\\(.)", r"\1", text.strip()[1:-1]) if '"' in text else text.strip()
                )
        return found


def words_of(value: bytes) -> str:
    """A line with its encoded words decoded; neighbours in one charset are put together before,
    because programs cut between the bytes of one sign. It never fails.
    """
    pieces: list[tuple[bytes, str | None]] = []
    place = 0
    for found in _WORD.finditer(value):
        between = value[place : found.start()]
        if between.strip() or not pieces:
            pieces.append((between, None))
        charset = found[1].decode("latin-1").partition("*")[0].lower()
        data = _unwrapped(found[2], found[3])
        if pieces[-1][1] == charset:
            data = pieces.pop()[0] + data
        pieces.append((data, charset))
        place = found.end()
    pieces.append((value[place:], None))
    line = "".join(decoded(data, charset) for data, charset in pieces)
    return " ".join(visible(composed(line)).split())


def _unwrapped(way: bytes, data: bytes) -> bytes:
    """The bytes of an encoded word; what is no base64 stands for itself."""
    if way in b"Qq":
        return binascii.a2b_qp(data, header=True)
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return data
