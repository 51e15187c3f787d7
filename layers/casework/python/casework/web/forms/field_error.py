"""What can be wrong with a field of a form, as codes that the pages put into words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Fault(StrEnum):
    """The rule a field breaks."""

    MISSING = "missing"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    REFUSED_CHARACTERS = "refused_characters"
    UNKNOWN_CHOICE = "unknown_choice"
    NO_PHONE = "no_phone"
    NO_MOBILE = "no_mobile"
    NO_EMAIL = "no_email"
    CREDIT_CODE_LENGTH = "credit_code_length"
    CREDIT_CODE_CHARACTER = "credit_code_character"
    CREDIT_CODE_CHECK = "credit_code_check"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field and the rule it breaks; `limit` and `length` are in characters, where the rule is
    about them.
    """

    field: str
    code: Fault
    limit: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text may be, in characters (Unicode code points); `least` 0 means that it may be
    left empty.
    """

    least: int
    most: int


def length_errors(field: str, text: str, length: Length) -> Iterator[FieldError]:
    """The one rule of length that a text breaks, if any."""
    if not text:
        if length.least:
            yield FieldError(field, Fault.MISSING)
    elif len(text) < length.least:
        yield FieldError(field, Fault.TOO_SHORT, length.least, len(text))
    elif len(text) > length.most:
        yield FieldError(field, Fault.TOO_LONG, length.most, len(text))
