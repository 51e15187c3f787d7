"""The filters of PDF streams (ISO 32000-2: 7.4) undone piece by piece, so that a stream is measured
without ever being held whole.
"""

from __future__ import annotations

import base64
import re
import zlib
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

from casework.domain.attachment_state import FileRefusedError, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sized

    from pypdf.generic import StreamObject

MOST_FILTERS = 2
"""Of a stream; packing twice is usual for pictures, more often only for bombs."""

PHOTO_FILTERS = frozenset({"/DCTDecode", "/DCT"})
PICTURE_FILTERS = PHOTO_FILTERS | {"/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"}
"""Come last, and make a picture of a size that its dictionary tells."""

_CHUNK = 1024 * 1024
_NO_DIGIT = re.compile(rb"[^0-9A-Fa-f]")
_NO_ASCII85 = re.compile(rb"[^!-uz]")
_CLEAR, _END, _MOST_ENTRIES, _MOST_BITS = 256, 257, 4096, 12
_RUN_END = 128


class Allowance:
    """How many bytes all streams of a file together may still unpack to."""

    def __init__(self, most: int) -> None:
        self._left = most

    def spent_on(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same pieces; raises FileRefusedError at the one that goes beyond."""
        for chunk in chunks:
            self._left -= len(chunk)
            if self._left < 0:
                raise FileRefusedError(RefusalReason.TOO_LARGE_UNPACKED)
            yield chunk


def filters_of(stream: StreamObject) -> tuple[str, ...]:
    """The names of a stream's filters in the order in which a reader undoes them."""
    found = _resolved(stream.get("/Filter"))
    if found is None or isinstance(found, NullObject):
        return ()
    listed = list.__iter__(found) if isinstance(found, ArrayObject) else [found]
    return tuple(str(_resolved(each)) for each in listed)


def measure(stream: StreamObject, allowance: Allowance) -> None:
    """Charge to the allowance whatever each filter makes; raises as `unpacked` does."""
    for _ in unpacked(stream, allowance):
        pass


def unpacked(stream: StreamObject, allowance: Allowance) -> Iterator[bytes]:
    """The content with every filter undone but that of a picture; raises FileRefusedError for more
    than is allowed, and for a chain that no honest program writes.
    """
    names = filters_of(stream)
    if len(names) > MOST_FILTERS:
        raise FileRefusedError(RefusalReason.TOO_LARGE_UNPACKED)
    if names and names[-1] in PICTURE_FILTERS:
        names = names[:-1]
    if any(name not in _UNDOING for name in names) or _changes_late(stream):
        raise FileRefusedError(RefusalReason.DAMAGED)
    chunks = _pieces(stream._data)
    for name in names:
        chunks = allowance.spent_on(_UNDOING[name](chunks))
    return chunks


def _changes_late(stream: StreamObject) -> bool:
    """Whether codes of LZW grow otherwise than they do by default; hardly any program does that."""
    found = _resolved(stream.get("/DecodeParms"))
    listed = list.__iter__(found) if isinstance(found, ArrayObject) else [found]
    told = [each for one in listed if isinstance(each := _resolved(one), DictionaryObject)]
    return any(_resolved(each.get("/EarlyChange", 1)) != 1 for each in told)


def _pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]


def _inflated(packed: Iterable[bytes]) -> Iterator[bytes]:
    packing = zlib.decompressobj()
    for chunk in packed:
        left = chunk
        while left and not packing.eof:
            yield packing.decompress(left, _CHUNK)
            left = packing.unconsumed_tail
        if packing.eof:
            return
    while rest := packing.decompress(b"", _CHUNK):
        yield rest


def _from_hex(packed: Iterable[bytes]) -> Iterator[bytes]:
    odd = b""
    for chunk in packed:
        text, end, _ = chunk.partition(b">")
        digits = odd + _NO_DIGIT.sub(b"", text)
        if end and len(digits) % 2:
            digits += b"0"
        even = len(digits) // 2 * 2
        odd = digits[even:]
        yield bytes.fromhex(digits[:even].decode())
        if end:
            return


def _from_ascii85(packed: Iterable[bytes]) -> Iterator[bytes]:
    """Groups of five are undone as they come, what is left of one at the end."""
    left = b""
    for chunk in packed:
        text, end, _ = chunk.partition(b"~")
        groups = left + _NO_ASCII85.sub(b"", text).replace(b"z", b"!!!!!")
        whole = len(groups) if end else len(groups) // 5 * 5
        left = groups[whole:]
        yield base64.a85decode(groups[:whole])
        if end:
            return
    yield base64.a85decode(left)


def _from_runs(packed: Iterable[bytes]) -> Iterator[bytes]:
    """Up to 127 is followed by one more bytes as they are, from 129 by a byte to repeat."""
    numbers = chain.from_iterable(packed)
    for length in numbers:
        if length == _RUN_END:
            return
        if length < _RUN_END:
            yield bytes(islice(numbers, length + 1))
        else:
            yield bytes(islice(numbers, 1)) * (257 - length)


def _from_codes(packed: Iterable[bytes]) -> Iterator[bytes]:
    """LZW; raises FileRefusedError for a code that cannot have been given yet."""
    start = [*(bytes([value]) for value in range(_CLEAR)), b"", b""]
    table, previous = list(start), b""
    for code in _codes(packed, table):
        if code == _END:
            return
        if code == _CLEAR:
            table[:], previous = start, b""
            continue
        if code > len(table) or (code == len(table) and not previous):
            raise FileRefusedError(RefusalReason.DAMAGED)
        entry = table[code] if code < len(table) else previous + previous[:1]
        if previous and len(table) < _MOST_ENTRIES:
            table.append(previous + entry[:1])
        previous = entry
        yield entry


def _codes(packed: Iterable[bytes], table: Sized) -> Iterator[int]:
    """Codes of nine to twelve bits: of one more as soon as the table, as it is when the next one is
    asked for, is one short of full.
    """
    buffer = bits = 0
    for number in chain.from_iterable(packed):
        buffer, bits = buffer << 8 | number, bits + 8
        width = min((len(table) + 1).bit_length(), _MOST_BITS)
        if bits >= width:
            bits -= width
            yield buffer >> bits
            buffer &= (1 << bits) - 1


_UNDOING: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    **dict.fromkeys(("/FlateDecode", "/Fl"), _inflated),
    **dict.fromkeys(("/ASCIIHexDecode", "/AHx"), _from_hex),
    **dict.fromkeys(("/ASCII85Decode", "/A85"), _from_ascii85),
    **dict.fromkeys(("/RunLengthDecode", "/RL"), _from_runs),
    **dict.fromkeys(("/LZWDecode", "/LZW"), _from_codes),
}


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value
