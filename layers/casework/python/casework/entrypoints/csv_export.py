"""CSV over HTTP: packed line by line as it is read, so that only the packed file is ever held."""

from __future__ import annotations

import csv
import zlib
from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler import Response

from casework.domain.errors import InvalidInputError
from casework.entrypoints.http import PAGE_HEADERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from casework.entrypoints.desk import File

MOST_BYTES = 4_400_000
"""Packed; API Gateway and Lambda carry 6 MB of base64. 100,000 lines are about 2 MB."""

GZIP = 16 + zlib.MAX_WBITS
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By which spreadsheets know that a file is UTF-8."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with: spreadsheets would run it."""


class ListTooLongError(InvalidInputError):
    """The list does not fit one file; it has to be narrowed."""

    code = "list_too_long"


class _Packer:
    """A text file that packs what is written to it."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(6, zlib.DEFLATED, GZIP)
        self._packed = bytearray()

    def write(self, text: str) -> int:
        """Pack one line; raises ListTooLongError beyond what an answer may hold."""
        self._packed += self._packer.compress(text.encode())
        if len(self._packed) > MOST_BYTES:
            raise ListTooLongError
        return len(text)

    def finish(self) -> bytes:
        """The packed file."""
        return bytes(self._packed + self._packer.flush())


def csv_file(name: str, head: Sequence[str], lines: Iterable[Sequence[str]]) -> File:
    """The answer that saves a CSV file under a name (ASCII); raises ListTooLongError.

    Every browser unpacks it on the way (RFC 9110, gzip).
    """
    packer = _Packer()
    packer.write(BYTE_ORDER_MARK)
    writer = csv.writer(packer)
    writer.writerow(head)
    writer.writerows(_harmless(lines))
    return Response(
        status_code=200,
        content_type="text/csv; charset=utf-8",
        body=packer.finish(),
        headers={
            **PAGE_HEADERS,
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Encoding": "gzip",
        },
        compress=False,
    )


def _harmless(lines: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    for line in lines:
        yield [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in line]
