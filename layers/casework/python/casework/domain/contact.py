"""Telephone numbers people can be called back on in mainland China, and e-mail addresses, each
brought into one form.
"""

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s.·()‐-―−-]+")
_COUNTRY = re.compile(r"(\+86|0086|86(?=1[3-9]\d{9}$))")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_AREA_OF_THREE = re.compile(r"(0?)(10|2[0-57-9])(\d{8})")
_AREA_OF_FOUR = re.compile(r"(0?)([3-9]\d{2})(\d{7,8})")
_LOCAL_PART = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"({_LOCAL_PART})@((?:{_LABEL}\.)+{_LABEL})")
LONGEST_EMAIL, LONGEST_LOCAL_PART = 254, 64
"""Of an address and of what stands before its @ (RFC 5321, 4.5.3.1)."""

_EXTENSION = re.compile(r"(?:转接?|分机|#|ext|x|(?<=\d{7})[‐-―−-])[\s.:]*(\d{1,6})$", re.IGNORECASE)


def normalise_phone(text: str) -> str | None:
    """The number as it is stored and compared: `13800000000`, `0530-8212345`, `0530-8212345-801`.

    None when it is neither a mobile number (eleven digits from 13 to 19) nor a fixed line with its
    area code (010 and 02x with eight digits, 03xx to 09xx with seven or eight), as the national
    numbering plan (电信网编号计划) has them. Country code +86, full-width digits, spaces, dots,
    dashes, brackets and the extension of a fixed line are understood.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    return _mobile(plain) or _line_with_extension(plain) or _line(plain)


def is_mobile(number: str) -> bool:
    """Whether a number in the stored form takes short messages."""
    return _MOBILE.fullmatch(number) is not None


def normalise_email(text: str) -> str | None:
    """The address as it is stored, its domain in lower case; None when it is none.

    An addr-spec of dot-atoms in ASCII (RFC 5322, 3.4.1) without quoted parts or address literals:
    what people have, and what every mail server takes. Full-width characters are understood.
    """
    found = _EMAIL.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found or len(found[0]) > LONGEST_EMAIL or len(found[1]) > LONGEST_LOCAL_PART:
        return None
    return f"{found[1]}@{found[2].lower()}"


def _mobile(text: str) -> str | None:
    number = _COUNTRY.sub("", _SEPARATORS.sub("", text), count=1)
    return number if _MOBILE.fullmatch(number) else None


def _line_with_extension(text: str) -> str | None:
    found = _EXTENSION.search(text)
    line = _line(text[: found.start()]) if found else None
    return f"{line}-{found[1]}" if found and line else None


def _line(text: str) -> str | None:
    """At home an area code begins with 0; behind +86 people leave it out."""
    digits = _SEPARATORS.sub("", text)
    national = _COUNTRY.sub("", digits, count=1)
    found = _AREA_OF_THREE.fullmatch(national) or _AREA_OF_FOUR.fullmatch(national)
    if not found or not (found[1] or national != digits):
        return None
    return f"0{found[2]}-{found[3]}"
