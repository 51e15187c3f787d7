"""What people wrote about a case (情况材料): kept apart from its events, so that it can be erased
and the record stays.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum


class ParticularsKind(StrEnum):
    """What a text is, which decides who may read it."""

    FILING = "filing"
    ADDITION = "addition"
    RELEASED = "released"
    ANSWER = "answer"
    VERIFICATION = "verification"
    REPLY = "reply"
    RESOLUTION = "resolution"
    TASK_REPORT = "task_report"
    EXCUSE = "excuse"
    RATING = "rating"
    LETTER_ANSWER = "letter_answer"


INTERNAL_KINDS = frozenset(
    {ParticularsKind.TASK_REPORT, ParticularsKind.EXCUSE, ParticularsKind.LETTER_ANSWER}
)
"""Kinds that pass between public bodies only; the enterprise's pages never show them."""


@dataclass(frozen=True, slots=True)
class ParticularsRef:
    """An event's pointer to a text: the text's id within the case and the SHA-256 of what was
    written (hex).

    The digest covers a random salt stored with the text, so a phone number cannot be guessed from
    it after erasure.
    """

    id: str
    kind: ParticularsKind
    sha256: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """One text with its fields (`what_happened`, `contact_phone`, ...). Never part of an event, log
    or message.
    """

    ref: ParticularsRef
    salt: str
    fields: dict[str, str]


def write_down(
    kind: ParticularsKind, seq: int, n: int, fields: dict[str, str], salt: str
) -> Particulars:
    """Give a text its id within the case (`0001.0`: version and place in the command) and its
    digest.
    """
    canonical = json.dumps([salt, fields], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return Particulars(ParticularsRef(f"{seq:04d}.{n}", kind, digest), salt, fields)
