"""Files as people and attackers send them, made here so that what is in them can be read."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE_TAKEN = "GPSMARK35.4N116.1E"
AUTHOR = "AUTHORMARK"
GPS_IFD, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
QUARTER_TURN = 6
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def photo(size: tuple[int, int] = (60, 40), form: str = "JPEG") -> bytes:
    """A photo that says where it was taken, by whose camera, and that it lies on its side."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = QUARTER_TURN, AUTHOR
    exif.get_ifd(GPS_IFD)[27] = PLACE_TAKEN.encode()
    file = io.BytesIO()
    Image.new("RGB", size, (180, 40, 30)).save(file, form, exif=exif)
    return file.getvalue()


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture without anything besides."""
    file = io.BytesIO()
    Image.new(mode, size).save(file, form)
    return file.getvalue()


def claims_to_be_huge() -> bytes:
    """A few bytes of PNG whose header tells of sixty thousand by sixty thousand dots."""
    content = picture("PNG")
    side = (60_000).to_bytes(4, "big")
    header = content[12:16] + side + side + content[24:29]
    return content[:12] + header + zlib.crc32(header).to_bytes(4, "big") + content[33:]


def paper(**root: object) -> bytes:
    """A PDF of one page by an author, with entries of its catalogue as they are given."""
    return _written(_paper(), root)


def _paper() -> PdfWriter:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": AUTHOR})
    return writer


def _written(writer: PdfWriter, root: Mapping[str, object]) -> bytes:
    for name, value in root.items():
        writer.root_object[NameObject(f"/{name}")] = value
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def action(kind: str, **entries: str) -> DictionaryObject:
    """An action of a PDF."""
    made = DictionaryObject({NameObject("/S"): NameObject(kind)})
    for name, value in entries.items():
        made[NameObject(f"/{name}")] = TextStringObject(value)
    return made


def paper_with_note(subtype: str, **entries: object) -> bytes:
    """A PDF whose page bears an annotation."""
    writer = _paper()
    corners = ArrayObject(FloatObject(each) for each in (10, 10, 90, 30))
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(subtype),
            NameObject("/Rect"): corners,
            NameObject("/T"): TextStringObject(AUTHOR),
        }
    )
    for name, value in entries.items():
        note[NameObject(f"/{name}")] = value
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return _written(writer, {})


def encrypted_paper() -> bytes:
    """A PDF that opens with a password."""
    writer = _paper()
    writer.encrypt("secret", algorithm="RC4-128")
    return _written(writer, {})


def paper_bomb(size: int) -> bytes:
    """A PDF with a page that unpacks to so many bytes."""
    writer = _paper()
    stream = EncodedStreamObject()
    stream._data = zlib.compress(bytes(size))
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    return _written(writer, {})


def document(
    parts: Mapping[str, bytes] | None = None,
    *,
    types: str = "",
    relations: str = "",
    body: str = "合同",
    main: str = WORD,
) -> bytes:
    """A docx by an author, with further parts, types and relations as they are given."""
    xml = '<?xml version="1.0" encoding="UTF-8"?>'
    listing = (
        f'{xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>'
    )
    relation = "http://schemas.openxmlformats.org/package/2006/relationships"
    written = {
        "[Content_Types].xml": listing.encode(),
        "_rels/.rels": f'{xml}<Relationships xmlns="{relation}"/>'.encode(),
        "word/_rels/document.xml.rels": (
            f'{xml}<Relationships xmlns="{relation}">{relations}</Relationships>'.encode()
        ),
        "word/document.xml": (
            f'{xml}<w:document xmlns:w="urn:w"><w:t>{body}</w:t></w:document>'.encode()
        ),
        "docProps/core.xml": f"{xml}<core><creator>{AUTHOR}</creator></core>".encode(),
        **(parts or {}),
    }
    return archive(written)


def relation(kind: str, target: str, *, outside: bool = True) -> str:
    """A relation of a document to something."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()
