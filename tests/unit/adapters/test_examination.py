"""What becomes of files that anybody may have made: a clean copy, or a reason why not."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject

from casework.adapters.examination import office, paper_dangers
from casework.adapters.examination.clean_copy import clean_copy
from casework.domain.attachment_state import FileRefusedError, MediaType, RefusalReason
from tests.sample_files import (
    AUTHOR,
    PLACE_TAKEN,
    action,
    archive,
    claims_to_be_huge,
    document,
    encrypted_paper,
    packed_codes,
    paper,
    paper_bomb,
    paper_packed,
    paper_with_note,
    paper_with_photo,
    photo,
    picture,
    relation,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 25 * 1024 * 1024
WORD_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = relation("attachedTemplate", "https://evil.example/x.dotm")
DDE = (
    b'<?xml version="1.0"?><w:document xmlns:w="urn:w">'
    b"<w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe</w:instrText></w:document>"
)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


def reason_of(content: bytes) -> RefusalReason:
    with pytest.raises(FileRefusedError) as refused:
        clean_copy(content, MOST)
    return refused.value.reason


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(clean_copy(content, MOST).content))


def test_a_photo_stands_upright_and_tells_neither_place_nor_camera() -> None:
    raw = photo((60, 40))
    assert PLACE_TAKEN.encode() in raw
    file = clean_copy(raw, MOST)
    made = Image.open(io.BytesIO(file.content))
    assert (file.media, made.size, dict(made.getexif())) == (MediaType.JPEG, (40, 60), {})
    for mark in (PLACE_TAKEN, AUTHOR, "Exif", "http"):
        assert mark.encode() not in file.content


@pytest.mark.parametrize(
    ("form", "mode", "media"),
    [
        ("PNG", "RGB", MediaType.PNG),
        ("PNG", "RGBA", MediaType.PNG),
        ("PNG", "P", MediaType.PNG),
        ("GIF", "P", MediaType.PNG),
        ("BMP", "RGB", MediaType.PNG),
        ("WEBP", "RGB", MediaType.JPEG),
        ("WEBP", "RGBA", MediaType.PNG),
        ("JPEG", "CMYK", MediaType.JPEG),
        ("JPEG", "L", MediaType.JPEG),
    ],
)
def test_pictures_are_kept_as_jpeg_or_png(form: str, mode: str, media: MediaType) -> None:
    assert clean_copy(picture(form, mode), MOST).media is media


def test_a_large_picture_is_made_smaller() -> None:
    assert opened(picture("JPEG", size=(5000, 2500))).size == (4096, 2048)


def test_a_screen_that_would_be_too_large_without_loss_is_kept_as_jpeg() -> None:
    noise = Image.effect_noise((400, 400), 90).convert("RGB")
    file = io.BytesIO()
    noise.save(file, "PNG")
    clean = clean_copy(file.getvalue(), 150_000)
    assert (clean.media, len(clean.content) < 150_000) == (MediaType.JPEG, True)
    with pytest.raises(FileRefusedError) as refused:
        clean_copy(file.getvalue(), 1000)
    assert refused.value.reason is RefusalReason.TOO_LARGE


def test_what_stands_behind_or_beside_a_picture_is_left_behind() -> None:
    page = b"<html><script>alert(1)</script>"
    for raw in (photo() + page, photo() + archive({"x.exe": b"MZ"})):
        clean = clean_copy(raw, MOST).content
        assert page not in clean
        assert not zipfile.is_zipfile(io.BytesIO(clean))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", RefusalReason.EMPTY),
        (b"MZ\x90\x00", RefusalReason.TYPE_NOT_ACCEPTED),
        (b"\x7fELF", RefusalReason.TYPE_NOT_ACCEPTED),
        ("只是文字".encode(), RefusalReason.TYPE_NOT_ACCEPTED),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", RefusalReason.HEIC),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", RefusalReason.WEB_PAGE),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", RefusalReason.WEB_PAGE),
        (b"Rar!\x1a\x07", RefusalReason.ARCHIVE),
        (b"7z\xbc\xaf\x27\x1c", RefusalReason.ARCHIVE),
        (b"\x1f\x8b\x08", RefusalReason.ARCHIVE),
        (archive({"a.txt": b"x"}), RefusalReason.ARCHIVE),
        (archive({"OFD.xml": b"<x/>"}), RefusalReason.OFD),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), RefusalReason.OLD_OFFICE),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            RefusalReason.ENCRYPTED,
        ),
        (claims_to_be_huge(), RefusalReason.TOO_MANY_PIXELS),
        (b"junk" + paper(), RefusalReason.TYPE_NOT_ACCEPTED),
    ],
)
def test_what_is_not_accepted_is_told_by_its_content(content: bytes, reason: RefusalReason) -> None:
    assert reason_of(content) is reason


@pytest.mark.parametrize("content", [photo()[:200], picture("PNG")[:40], b"BM" + bytes(30)])
def test_a_damaged_picture_raises_whatever_it_raises(content: bytes) -> None:
    """The process around it makes a refusal of that."""
    with pytest.raises((OSError, SyntaxError, ValueError)):
        clean_copy(content, MOST)


def test_a_paper_keeps_its_pages_and_loses_its_author() -> None:
    raw = paper()
    assert AUTHOR.encode() in raw
    file = clean_copy(raw, MOST)
    assert file.media is MediaType.PDF
    assert file.content.startswith(b"%PDF-")
    assert len(pypdfium2.PdfDocument(file.content)) == 1
    assert PdfReader(io.BytesIO(file.content)).metadata is None
    assert AUTHOR.encode() not in file.content


JAVASCRIPT = action("/JavaScript", JS="app.alert(1)")
FILES = DictionaryObject({NameObject("/EmbeddedFiles"): DictionaryObject()})
SCRIPTS = DictionaryObject({NameObject("/JavaScript"): DictionaryObject()})
FORM = DictionaryObject({NameObject("/XFA"): TextStringObject("<xdp/>")})


@pytest.mark.parametrize(
    ("root", "reason"),
    [
        ({"OpenAction": JAVASCRIPT}, RefusalReason.ACTIVE_CONTENT),
        ({"OpenAction": action("/Launch")}, RefusalReason.ACTIVE_CONTENT),
        ({"OpenAction": action("/SomethingNew")}, RefusalReason.ACTIVE_CONTENT),
        ({"AA": DictionaryObject()}, RefusalReason.ACTIVE_CONTENT),
        ({"Names": SCRIPTS}, RefusalReason.ACTIVE_CONTENT),
        ({"Names": FILES}, RefusalReason.EMBEDDED_FILES),
        ({"AcroForm": FORM}, RefusalReason.ACTIVE_CONTENT),
    ],
)
def test_a_paper_that_acts_or_carries_is_refused(
    root: Mapping[str, object], reason: RefusalReason
) -> None:
    assert reason_of(paper(**root)) is reason


@pytest.mark.parametrize("kind", ["/SubmitForm", "/GoToR", "/ImportData", "/Launch", "/JavaScript"])
def test_a_link_that_does_more_than_lead_somewhere_is_refused(kind: str) -> None:
    assert reason_of(paper_with_note("/Link", A=action(kind))) is RefusalReason.ACTIVE_CONTENT


@pytest.mark.parametrize("subtype", ["/FileAttachment", "/RichMedia", "/Movie", "/3D"])
def test_a_paper_with_other_media_is_refused(subtype: str) -> None:
    assert reason_of(paper_with_note(subtype)) is RefusalReason.EMBEDDED_FILES


def test_an_action_after_an_action_is_looked_at_too() -> None:
    first = action("/URI", URI="https://example.org/")
    first[NameObject("/Next")] = JAVASCRIPT
    assert reason_of(paper_with_note("/Link", A=first)) is RefusalReason.ACTIVE_CONTENT


def test_links_to_the_web_and_drawn_notes_stay_without_their_author() -> None:
    link = clean_copy(
        paper_with_note("/Link", A=action("/URI", URI="https://www.juye.gov.cn/")), MOST
    )
    (kept,) = notes_of(link.content)
    assert kept["/A"]["/URI"] == "https://www.juye.gov.cn/"  # type: ignore[index] # a dictionary
    (drawn,) = notes_of(clean_copy(paper_with_note("/Highlight"), MOST).content)
    assert str(drawn["/Subtype"]) == "/Highlight"
    assert "/T" not in drawn
    (filled,) = notes_of(clean_copy(paper_with_note("/Widget"), MOST).content)
    assert str(filled["/Subtype"]) == "/Stamp"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd"])
def test_links_elsewhere_are_left_out(address: str) -> None:
    linked = paper_with_note("/Link", A=action("/URI", URI=address))
    assert notes_of(clean_copy(linked, MOST).content) == []


def notes_of(content: bytes) -> list[DictionaryObject]:
    page = PdfReader(io.BytesIO(content)).pages[0]
    return [each.get_object() for each in page.get("/Annots", [])]


def test_a_paper_with_a_password_is_refused() -> None:
    assert reason_of(encrypted_paper()) is RefusalReason.ENCRYPTED


def test_a_paper_that_unpacks_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_dangers, "MOST_UNPACKED", 1_000_000)
    assert clean_copy(paper_bomb(900_000), MOST).media is MediaType.PDF
    assert reason_of(paper_bomb(2_000_000)) is RefusalReason.TOO_LARGE_UNPACKED


MB = 1_000_000
BOMB = zlib.compress(bytes(2 * MB))
RUNS = b"\x81\x00" * (2 * MB // 128) + b"\x80"
CODES = bytes.fromhex("800b6050220c0c8501")
"""`-----A---B` in LZW, as the standard shows it (ISO 32000-2: 7.4.4.2)."""


@pytest.mark.parametrize(
    ("content", "filters"),
    [
        (zlib.compress(BOMB), ("/FlateDecode", "/FlateDecode")),
        (zlib.compress(BOMB), ("/Fl", "/Fl")),
        (BOMB.hex().encode() + b">", ("/ASCIIHexDecode", "/FlateDecode")),
        (base64.a85encode(BOMB) + b"~>", ("/ASCII85Decode", "/FlateDecode")),
        (zlib.compress(RUNS), ("/FlateDecode", "/RunLengthDecode")),
        (RUNS, ("/RunLengthDecode",)),
        (BOMB, ("/FlateDecode", "/DCTDecode")),
        (b"z" * MB, ("/ASCII85Decode",)),
        (packed_codes(2000), ("/LZWDecode",)),
        (photo(), ("/FlateDecode",) * 3),
    ],
)
def test_every_filter_is_undone_within_the_limit(
    content: bytes, filters: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_dangers, "MOST_UNPACKED", MB)
    assert len(content) <= MB
    assert reason_of(paper_packed(content, *filters)) is RefusalReason.TOO_LARGE_UNPACKED


@pytest.mark.parametrize(
    ("content", "filters", "size"),
    [
        (b"00\n0>", ("/ASCIIHexDecode",), 2),
        (base64.a85encode(bytes(9)) + b"~>", ("/ASCII85Decode",), 9),
        (b"\x02abc\xfed\x80", ("/RunLengthDecode",), 6),
        (CODES, ("/LZWDecode",), 10),
        (packed_codes(1000), ("/LZWDecode",), 501_501),
        (zlib.compress(bytes(9 * MB)), ("/FlateDecode",), 9 * MB),
        (b"7801030000000001>", ("/AHx", "/Fl"), 8),
        (b"q Q", (), 0),
    ],
)
def test_papers_packed_in_usual_ways_are_measured_and_kept(
    content: bytes, filters: tuple[str, ...], size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_dangers, "MOST_UNPACKED", size)
    packed = paper_packed(content, *filters)
    assert clean_copy(packed, MOST).media is MediaType.PDF
    if size:
        monkeypatch.setattr(paper_dangers, "MOST_UNPACKED", size - 1)
        assert reason_of(packed) is RefusalReason.TOO_LARGE_UNPACKED


def test_what_cannot_be_undone_here_is_refused() -> None:
    for filters in (("/Crypt",), ("/DCTDecode", "/FlateDecode")):
        assert reason_of(paper_packed(b"q Q", *filters)) is RefusalReason.DAMAGED
    late = paper_packed(CODES, "/LZWDecode", EarlyChange=NumberObject(0))
    assert reason_of(late) is RefusalReason.DAMAGED
    assert reason_of(paper_packed(b"\xff\xff", "/LZWDecode")) is RefusalReason.DAMAGED


PACKED_PHOTO = paper_with_photo(zlib.compress(photo(), 0), "/FlateDecode")


@pytest.mark.parametrize("raw", [paper_with_photo(photo()), PACKED_PHOTO])
def test_a_photo_in_a_paper_tells_neither_place_nor_camera_and_keeps_its_dots(raw: bytes) -> None:
    assert PLACE_TAKEN.encode() in raw
    clean = clean_copy(raw, MOST).content
    for mark in (PLACE_TAKEN, AUTHOR, "Exif"):
        assert mark.encode() not in clean
    assert dots(clean) == dots(raw)


def dots(content: bytes) -> bytes:
    dots: bytes = pypdfium2.PdfDocument(content)[0].render().to_pil().tobytes()
    return dots


def test_a_broken_paper_is_damaged() -> None:
    assert reason_of(b"%PDF-1.7\nnothing else") is RefusalReason.DAMAGED


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened_archive:
        return {name: opened_archive.read(name) for name in opened_archive.namelist()}


def test_a_document_keeps_its_text_and_loses_its_author_and_where_pictures_were_taken() -> None:
    raw = document({"word/media/image1.jpeg": photo()}) + b"<html>behind it"
    file = clean_copy(raw, MOST)
    parts = parts_of(file.content)
    assert file.media is MediaType.DOCX
    assert "合同" in parts["word/document.xml"].decode()
    assert AUTHOR.encode() not in b"".join(parts.values())
    assert PLACE_TAKEN.encode() not in parts["word/media/image1.jpeg"]
    assert Image.open(io.BytesIO(parts["word/media/image1.jpeg"])).format == "JPEG"
    assert not file.content.endswith(b"<html>behind it")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (document(main=WORD_MACROS), RefusalReason.MACROS),
        (
            document(
                types='<Default Extension="bin" ContentType="application/vnd.ms-office.'
                'vbaProject"/>'
            ),
            RefusalReason.MACROS,
        ),
        (document({"word/embeddings/a.bin": b"\xd0\xcf\x11\xe0"}), RefusalReason.EMBEDDED_FILES),
        (document({"word/media/b.jpeg": b"MZ\x90"}), RefusalReason.EMBEDDED_FILES),
        (document({"word/c.docx": document()}), RefusalReason.EMBEDDED_FILES),
        (
            document(types='<Default Extension="html" ContentType="text/html"/>'),
            RefusalReason.EMBEDDED_FILES,
        ),
        (document(relations=TEMPLATE), RefusalReason.EXTERNAL_CONTENT),
        (document(relations=relation("image", "http://x/y.png")), RefusalReason.EXTERNAL_CONTENT),
        (
            document(relations=relation("hyperlink", "javascript:alert(1)")),
            RefusalReason.EXTERNAL_CONTENT,
        ),
        (
            document(relations=relation("oleObject", "a.bin", outside=False)),
            RefusalReason.EMBEDDED_FILES,
        ),
        (document({"word/document.xml": DDE}), RefusalReason.EXTERNAL_CONTENT),
        (document({"word/document.xml": ENTITIES}), RefusalReason.DAMAGED),
        (document({"word/document.xml": b"not xml"}), RefusalReason.DAMAGED),
        (document({"../../etc/x.xml": b"<x/>"}), RefusalReason.DAMAGED),
        (document(main="application/xml"), RefusalReason.TYPE_NOT_ACCEPTED),
        (b"PK\x03\x04broken", RefusalReason.DAMAGED),
    ],
)
def test_a_document_that_acts_or_carries_is_refused(content: bytes, reason: RefusalReason) -> None:
    assert reason_of(content) is reason


def test_a_document_may_link_to_the_web() -> None:
    linked = document(relations=relation("hyperlink", "https://www.juye.gov.cn/"))
    assert clean_copy(linked, MOST).media is MediaType.DOCX


def test_an_archive_that_unpacks_beyond_the_limit_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "MOST_UNPACKED", 1_000_000)
    bomb = document({"word/media/x.jpeg": bytes(50_000_000)})
    assert len(bomb) < 100_000
    assert reason_of(bomb) is RefusalReason.TOO_LARGE_UNPACKED
