"""The unified social credit code (统一社会信用代码) of GB 32100-2015: eighteen characters, the last
one a check character.
"""

import unicodedata
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of the standard: I, O, S, V and Z are left out because they are misread."""

LENGTH = 18
DIVISION = slice(2, 8)
"""Characters 3 to 8: the administrative division of the registering body (GB/T 2260), digits only.
"""

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))


class CreditCodeFault(StrEnum):
    """What is wrong with a code, so that the sender can be told what to look at."""

    LENGTH = "length"
    CHARACTER = "character"
    CHECK = "check"


def normalise(text: str) -> str:
    """The code as the standard writes it: capital half-width letters and digits, spaces and dashes
    between them dropped.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(
        character for character in plain if not (character.isspace() or character == "-")
    )


def fault_of(code: str) -> CreditCodeFault | None:
    """The first thing wrong with a normalised code, or None when it is valid.

    Looked at in this order: the number of characters, the characters themselves, the check
    character (GB 32100-2015, 5.5: weights 3^(i-1) mod 31).
    """
    if len(code) != LENGTH:
        return CreditCodeFault.LENGTH
    if not (set(code) <= _VALUES.keys() and code[DIVISION].isdigit()):
        return CreditCodeFault.CHARACTER
    return None if code[-1] == check_character(code) else CreditCodeFault.CHECK


def check_character(code: str) -> str:
    """The character that must stand at place 18 after the first seventeen of `code`."""
    total = sum(
        _VALUES[character] * weight for character, weight in zip(code, _WEIGHTS, strict=False)
    )
    return ALPHABET[-total % len(ALPHABET)]
