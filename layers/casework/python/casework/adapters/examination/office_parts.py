"""The parts of an office file: which types there may be, what markup may say, where relations may
lead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from casework.domain.attachment_state import FileRefusedError, MediaType, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from xml.etree.ElementTree import Element

TYPES_PART = "[Content_Types].xml"
_PREFIX = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    f"{_PREFIX}wordprocessingml.document.main+xml": MediaType.DOCX,
    f"{_PREFIX}spreadsheetml.sheet.main+xml": MediaType.XLSX,
    f"{_PREFIX}presentationml.presentation.main+xml": MediaType.PPTX,
}
_OF_OFFICE = re.compile(
    r"application/vnd\.openxmlformats-(officedocument|package)\.[\w.+-]+\+xml"
    r"|application/vnd\.ms-(word|excel|powerpoint|office)\.[\w.+-]+\+xml"
    r"|application/xml|text/xml"
)
_DRAWINGS = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.vmldrawing",
        *(f"image/{name}" for name in ("jpeg", "jpg", "png", "gif", "bmp", "tiff")),
        *("image/x-emf", "image/x-wmf", "image/emf", "image/wmf"),
    }
)
_MACROS = re.compile(r"macroenabled|vbaproject|vbadata", re.IGNORECASE)
_ACTIVE = re.compile(r"activex|control|customui|webextension|queryTable|connections", re.IGNORECASE)
_FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|AUTOTEXTLIST)\b", re.IGNORECASE
)
"""Fields of word processing that fetch or start something when the file is opened."""

_INSTRUCTIONS = ("instrText", "fldSimple", "ddeLink", "ddeItem", "oleLink")
SAFE_ADDRESSES = ("http://", "https://", "mailto:", "#")


def types_of(listing: bytes) -> Mapping[str, str]:
    """The type of each part that is named, and of endings as `*.png`; raises FileRefusedError for
    a type that no plain document needs.
    """
    types: dict[str, str] = {}
    for entry in _parsed(listing):
        content_type = entry.get("ContentType", "").lower()
        _check_type(content_type)
        if (name := entry.get("PartName")) is not None:
            types[name.removeprefix("/")] = content_type
        elif (ending := entry.get("Extension")) is not None:
            types[f"*.{ending.lower()}"] = content_type
    return types


def main_type(types: Mapping[str, str], parts: Collection[str]) -> MediaType:
    """Which of the three kinds of document it is, by its main part."""
    mains = [_MAIN[kind] for name, kind in types.items() if kind in _MAIN and name in parts]
    if len(mains) != 1:
        raise FileRefusedError(RefusalReason.TYPE_NOT_ACCEPTED)
    return mains[0]


def is_relations(name: str) -> bool:
    """Whether a part says what other parts, and addresses, belong to one."""
    return name.endswith(".rels")


def is_markup(name: str, content_type: str | None) -> bool:
    """Whether a part has to be XML: by its type, or else by its name."""
    if content_type is not None and content_type in _DRAWINGS:
        return content_type.endswith("vmldrawing")
    return name.endswith((".xml", ".vml")) or (content_type or "").endswith("xml")


def check_relations(data: bytes) -> None:
    """Hyperlinks to the web may lead outside, and nothing else."""
    for relation in _parsed(data):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        is_outside = relation.get("TargetMode", "").lower() == "external"
        if _MACROS.search(kind):
            raise FileRefusedError(RefusalReason.MACROS)
        if kind.endswith(("/oleObject", "/package", "/aFChunk")):
            raise FileRefusedError(RefusalReason.EMBEDDED_FILES)
        if is_outside and not (kind.endswith("/hyperlink") and _is_safe(target)):
            raise FileRefusedError(RefusalReason.EXTERNAL_CONTENT)


def check_markup(data: bytes) -> None:
    """No entities, no document type, no field that fetches something; raises FileRefusedError."""
    for element in _parsed(data).iter():
        name = element.tag.rpartition("}")[2]
        if name in {"ddeLink", "ddeItem", "oleLink"}:
            raise FileRefusedError(RefusalReason.EXTERNAL_CONTENT)
        if name in _INSTRUCTIONS:
            said = " ".join((element.text or "", *element.attrib.values()))
            if _FETCHING.search(said):
                raise FileRefusedError(RefusalReason.EXTERNAL_CONTENT)


def _check_type(content_type: str) -> None:
    if _MACROS.search(content_type):
        raise FileRefusedError(RefusalReason.MACROS)
    if content_type.endswith("oleobject") or "embedded" in content_type:
        raise FileRefusedError(RefusalReason.EMBEDDED_FILES)
    if _ACTIVE.search(content_type):
        raise FileRefusedError(RefusalReason.ACTIVE_CONTENT)
    if not _OF_OFFICE.fullmatch(content_type) and content_type not in _DRAWINGS:
        raise FileRefusedError(RefusalReason.EMBEDDED_FILES)


def _is_safe(target: str) -> bool:
    return target.lower().startswith(SAFE_ADDRESSES)


def _parsed(data: bytes) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise FileRefusedError(RefusalReason.DAMAGED) from error
    return root
