"""What a PDF must not hold: whatever acts by itself, carries other files, or fetches something from
elsewhere (ISO 32000-2: 7.7, 12.6, 12.7, 13). All that the reader can come to is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    StreamObject,
)

from casework.adapters.examination.paper_filters import Allowance, measure
from casework.domain.attachment_state import FileRefusedError, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_OBJECTS = 200_000
MOST_UNPACKED = 512 * 1024 * 1024

SAFE_ACTIONS = frozenset({"/GoTo", "/URI", "/Named"})
"""Turning pages and following links; whatever else a reader could do by itself is refused."""

_FORBIDDEN_KEYS = {
    "/JS": RefusalReason.ACTIVE_CONTENT,
    "/JavaScript": RefusalReason.ACTIVE_CONTENT,
    "/AA": RefusalReason.ACTIVE_CONTENT,
    "/XFA": RefusalReason.ACTIVE_CONTENT,
    "/EmbeddedFiles": RefusalReason.EMBEDDED_FILES,
    "/EF": RefusalReason.EMBEDDED_FILES,
    "/RichMediaContent": RefusalReason.EMBEDDED_FILES,
    "/Collection": RefusalReason.EMBEDDED_FILES,
}
_FORBIDDEN_SUBTYPES = {
    "/RichMedia": RefusalReason.EMBEDDED_FILES,
    "/FileAttachment": RefusalReason.EMBEDDED_FILES,
    "/3D": RefusalReason.EMBEDDED_FILES,
    "/Movie": RefusalReason.EMBEDDED_FILES,
    "/Sound": RefusalReason.EMBEDDED_FILES,
    "/Screen": RefusalReason.ACTIVE_CONTENT,
    "/PS": RefusalReason.ACTIVE_CONTENT,
}
_ACTING = frozenset(
    {
        *("/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/ResetForm"),
        *("/Rendition", "/Movie", "/Sound", "/Hide", "/GoTo3DView", "/RichMediaExecute", "/Thread"),
    }
)
"""Actions by their names, wherever one may be hidden."""


def check_dangers(start: DictionaryObject) -> None:
    """Look at everything below `start`, most often the trailer; raises FileRefusedError."""
    allowance = Allowance(MOST_UNPACKED)
    for count, each in enumerate(_everything(start)):
        if count > MOST_OBJECTS:
            raise FileRefusedError(RefusalReason.TOO_LARGE_UNPACKED)
        if isinstance(each, DictionaryObject):
            _check(each)
        if isinstance(each, StreamObject):
            measure(each, allowance)


def is_safe_action(action: Any) -> bool:
    """Whether a reader may do it; a destination is no action."""
    action = _resolved(action)
    return not isinstance(action, DictionaryObject) or action.get("/S") in SAFE_ACTIONS


def _everything(start: DictionaryObject) -> Iterator[Any]:
    """Each object once, however they refer to each other, without recursion."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [start]
    while waiting:
        each = waiting.pop()
        if isinstance(each, IndirectObject):
            if (name := (each.idnum, each.generation)) in seen:
                continue
            seen.add(name)
            each = each.get_object()
        yield each
        if isinstance(each, DictionaryObject):
            waiting += [each.raw_get(key) for key in each]
        elif isinstance(each, ArrayObject):
            waiting += list.__iter__(each)


def _check(found: DictionaryObject) -> None:
    for key, reason in _FORBIDDEN_KEYS.items():
        if key in found and not isinstance(_resolved(found.raw_get(key)), NullObject):
            raise FileRefusedError(reason)
    if (subtype := str(found.get("/Subtype"))) in _FORBIDDEN_SUBTYPES:
        raise FileRefusedError(_FORBIDDEN_SUBTYPES[subtype])
    if str(found.get("/S")) in _ACTING or not _acts_safely(found):
        raise FileRefusedError(RefusalReason.ACTIVE_CONTENT)
    if found.get("/Type") == "/Filespec" or (isinstance(found, StreamObject) and "/F" in found):
        raise FileRefusedError(RefusalReason.EXTERNAL_CONTENT)


def _acts_safely(found: DictionaryObject) -> bool:
    """What is done on opening, by a link or after another action; `/A` with an owner is an
    attribute of the structure.
    """
    action = _resolved(found.get("/A"))
    owned = isinstance(action, DictionaryObject) and "/O" in action
    return (
        is_safe_action(found.get("/OpenAction"))
        and (owned or is_safe_action(action))
        and (str(found.get("/S")) not in SAFE_ACTIONS or is_safe_action(found.get("/Next")))
    )


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value
