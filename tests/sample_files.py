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
    NullObject,
    NumberObject,
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
    return paper_packed(zlib.compress(bytes(size)), "/FlateDecode")


def paper_packed(content: bytes, *filters: str, **parameters: NumberObject) -> bytes:
    """A PDF whose page is packed content, with the filters that undo it."""
    writer = _paper()
    stream = _packed(content, *filters)
    if parameters:
        named = {NameObject(f"/{name}"): value for name, value in parameters.items()}
        stream[NameObject("/DecodeParms")] = DictionaryObject(named)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    return _written(writer, {})


def paper_with_photo(content: bytes, *packing: str) -> bytes:
    """A PDF whose page shows a photo as its camera wrote it, perhaps packed once more."""
    writer = _paper()
    image = _packed(content, *packing, "/DCTDecode")
    image[NameObject("/Type")], image[NameObject("/Subtype")] = map(
        NameObject, ("/XObject", "/Image")
    )
    image[NameObject("/ColorSpace")] = NameObject("/DeviceRGB")
    numbers = {"/Width": 60, "/Height": 40, "/BitsPerComponent": 8}
    image.update({NameObject(name): NumberObject(value) for name, value in numbers.items()})
    if packing:
        image[NameObject("/DecodeParms")] = ArrayObject([NullObject(), DictionaryObject()])
    shown = DictionaryObject({NameObject("/P"): writer._add_object(image)})
    page = writer.pages[0]
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): shown})
    page[NameObject("/Contents")] = writer._add_object(_packed(b"200 0 0 200 0 0 cm /P Do"))
    return _written(writer, {})


def _packed(content: bytes, *filters: str) -> EncodedStreamObject:
    stream = EncodedStreamObject()
    stream._data = content
    names = [NameObject(each) for each in filters]
    if names:
        stream[NameObject("/Filter")] = ArrayObject(names) if len(names) > 1 else names[0]
    return stream


def packed_codes(count: int) -> bytes:
    """Zero bytes in LZW, each of so many codes standing for one more than the one before."""
    codes = range(258, 258 + count)
    bits = f"{256:09b}{0:09b}" + "".join(f"{each:0{(each + 1).bit_length()}b}" for each in codes)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


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
