"""Office files (docx, xlsx, pptx): an archive of which every part is known by its type, written
anew without who wrote it (ISO/IEC 29500-2).
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from casework.adapters.examination.kinds import Kind
from casework.adapters.examination.office_parts import (
    TYPES_PART,
    check_markup,
    check_relations,
    is_markup,
    is_relations,
    main_type,
    types_of,
)
from casework.channel_ports import CleanFile
from casework.domain.attachment_state import FileRefusedError, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 4000
MOST_UNPACKED = 256 * 1024 * 1024
_CHUNK = 1024 * 1024
_ENCRYPTED = 0x1
_EPOCH = (1980, 1, 1, 0, 0, 0)

WHO_WROTE_IT = {"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"}
_NO_PROPERTIES = {
    "docProps/core.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
        b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
}
_OF_CAMERAS = {b"\xff\xd8\xff": Kind.JPEG, b"\x89PNG\r\n\x1a\n": Kind.PNG}
"""How pictures begin that may say where and by whom they were taken."""

_OTHER_PICTURES = (
    *(b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
    *(b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00"),
)
"""How the others in office files begin, drawings of Windows (EMF, WMF) last."""


def clean_office_file(content: bytes) -> CleanFile:
    """The same document without properties, pictures in it without metadata; raises
    FileRefusedError for macros, embedded or external content, archives of another kind, and before
    more than 256 MB were unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = dict(_parts(archive))
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError) as error:
        raise FileRefusedError(RefusalReason.DAMAGED) from error
    if TYPES_PART not in parts:
        is_ofd = "OFD.xml" in parts
        raise FileRefusedError(RefusalReason.OFD if is_ofd else RefusalReason.ARCHIVE)
    types = types_of(parts[TYPES_PART])
    media = main_type(types, parts)
    cleaned = {name: _clean(name, types.get(name), data) for name, data in parts.items()}
    return CleanFile(media, _packed(cleaned))


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Every part with its content, unpacked no further than the limit, whatever the archive says of
    its sizes.
    """
    members = [each for each in archive.infolist() if not each.is_dir()]
    names = [member.filename for member in members]
    if len(members) > MOST_PARTS:
        raise FileRefusedError(RefusalReason.TOO_LARGE_UNPACKED)
    if len(set(names)) < len(names) or any(_leads_astray(name) for name in names):
        raise FileRefusedError(RefusalReason.DAMAGED)
    left = MOST_UNPACKED
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise FileRefusedError(RefusalReason.ENCRYPTED)
        data = _unpacked(archive, member, left)
        left -= len(data)
        yield member.filename, data


def _leads_astray(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    data = bytearray()
    with archive.open(member) as packed:
        while chunk := packed.read(_CHUNK):
            data += chunk
            if len(data) > most:
                raise FileRefusedError(RefusalReason.TOO_LARGE_UNPACKED)
    return bytes(data)


def _clean(name: str, content_type: str | None, data: bytes) -> bytes:
    if name in WHO_WROTE_IT:
        return _NO_PROPERTIES[name]
    if is_relations(name):
        check_relations(data)
    elif is_markup(name, content_type):
        check_markup(data)
    else:
        return _clean_picture(data)
    return data


def _clean_picture(data: bytes) -> bytes:
    """A part that is not markup has to be a picture, by its content."""
    if data.startswith(_OTHER_PICTURES):
        return data
    kind = next((kind for start, kind in _OF_CAMERAS.items() if data.startswith(start)), None)
    if kind is None:
        raise FileRefusedError(RefusalReason.EMBEDDED_FILES)
    from casework.adapters.examination.pictures import without_metadata  # noqa: PLC0415

    return without_metadata(data, kind)


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
