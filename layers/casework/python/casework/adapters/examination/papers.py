"""PDFs: refused for what acts or carries, else written anew from their pages alone, without who
made them, when and with what.
"""

from __future__ import annotations

import io
import logging
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
    TextStringObject,
)

from casework.adapters.examination.paper_dangers import MOST_UNPACKED, check_dangers
from casework.adapters.examination.paper_filters import (
    PHOTO_FILTERS,
    Allowance,
    filters_of,
    unpacked,
)
from casework.adapters.examination.photo_segments import without_metadata
from casework.channel_ports import CleanFile
from casework.domain.attachment_state import FileRefusedError, MediaType, RefusalReason

MOST_PAGES = 1000
LEFT_BEHIND = ("/Annots", "/Metadata", "/PieceInfo", "/Thumb", "/B", "/AF", "/LastModified")
"""What a page has besides its content; its notes are added again, bare."""

DRAWN = frozenset(
    {
        *("/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/Stamp"),
        *("/Square", "/Circle", "/Line", "/Polygon", "/PolyLine", "/Widget"),
    }
)
"""Notes and filled-in fields that are seen on the page: evidence, often."""

KEPT_OF_A_NOTE = ("/Rect", "/AP", "/AS", "/C", "/F", "/QuadPoints", "/Border", "/BS")
SAFE_ADDRESSES = ("http://", "https://", "mailto:")

# Pypdf tells of every oddity that it puts right; of hostile files there is no end of them.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def clean_pdf(content: bytes) -> CleanFile:
    """The pages as they look, with links and drawn notes; raises FileRefusedError.

    A digital signature does not survive that; nor does anything that nobody sees.
    """
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise FileRefusedError(RefusalReason.ENCRYPTED)
        check_dangers(reader.trailer)
        copy = _rewritten(reader)
        check_dangers(PdfReader(io.BytesIO(copy), strict=False).trailer)
    except (PyPdfError, RecursionError) as error:
        raise FileRefusedError(RefusalReason.DAMAGED) from error
    return CleanFile(MediaType.PDF, copy)


def _rewritten(reader: PdfReader) -> bytes:
    if not 0 < len(reader.pages) <= MOST_PAGES:
        reason = RefusalReason.TOO_LARGE_UNPACKED if len(reader.pages) else RefusalReason.DAMAGED
        raise FileRefusedError(reason)
    writer = PdfWriter()
    for page in reader.pages:
        added = writer.add_page(page, excluded_keys=LEFT_BEHIND)
        notes = [note for each in _notes(page) if (note := _bare(each, writer)) is not None]
        if notes:
            added[NameObject("/Annots")] = ArrayObject(notes)
    _clean_photos(writer)
    writer.metadata = None
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _clean_photos(writer: PdfWriter) -> None:
    """Photos lie in a paper as their cameras wrote them, with the place where they were taken."""
    for each in writer._objects:
        if isinstance(each, StreamObject) and PHOTO_FILTERS.intersection(filters_of(each)[-1:]):
            _clean_photo(each)


def _clean_photo(photo: StreamObject) -> None:
    """Without what it tells, and packed no second time."""
    content = b"".join(unpacked(photo, Allowance(MOST_UNPACKED)))
    photo._data = without_metadata(content)
    photo[NameObject("/Filter")] = NameObject("/DCTDecode")
    parameters = photo.get("/DecodeParms", NullObject()).get_object()
    if isinstance(parameters, ArrayObject) and parameters:
        photo[NameObject("/DecodeParms")] = parameters[-1]


def _notes(page: DictionaryObject) -> list[DictionaryObject]:
    found = page.get("/Annots")
    listed = found.get_object() if isinstance(found, IndirectObject) else found
    notes = [each.get_object() for each in listed] if isinstance(listed, ArrayObject) else []
    return [note for note in notes if isinstance(note, DictionaryObject)]


def _bare(note: DictionaryObject, writer: PdfWriter) -> IndirectObject | None:
    """A note without its author and time, a field as the drawing of what was filled in; None for
    what is not seen on the page.
    """
    subtype = str(note.get("/Subtype"))
    address = _address(note) if subtype == "/Link" else None
    if subtype not in DRAWN and address is None:
        return None
    bare = DictionaryObject()
    for key in KEPT_OF_A_NOTE:
        if key in note:
            bare[NameObject(key)] = note.raw_get(key).clone(writer, False, LEFT_BEHIND)
    bare[NameObject("/Type")] = NameObject("/Annot")
    bare[NameObject("/Subtype")] = NameObject("/Stamp" if subtype == "/Widget" else subtype)
    if address is not None:
        action = DictionaryObject()
        action[NameObject("/S")] = NameObject("/URI")
        action[NameObject("/URI")] = TextStringObject(address)
        bare[NameObject("/A")] = action
    return writer._add_object(bare)


def _address(link: DictionaryObject) -> str | None:
    """Where a link leads, if that is on the web."""
    action: Any = link.get("/A")
    action = action.get_object() if isinstance(action, IndirectObject) else action
    address = str(action.get("/URI", "")) if isinstance(action, DictionaryObject) else ""
    return address if address.lower().startswith(SAFE_ADDRESSES) else None
