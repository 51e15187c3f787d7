"""Bytes of e-mails as text: by the charset that they claim, and by what they are where the claim is
wrong.
"""

from __future__ import annotations

import codecs
import re

_GB = "gb18030"
_CODECS = {
    **dict.fromkeys(("gb2312", "gb231280", "csgb2312", "gbk", "xgbk", "cp936", "ms936"), _GB),
    **dict.fromkeys(("gb18030", "euccn", "chinese", "csiso58gb231280", "gb"), _GB),
    **dict.fromkeys(("hzgb2312", "hz"), "hz"),
    **dict.fromkeys(("big5", "xbig5", "csbig5", "cp950", "ms950", "big5hkscs"), "big5hkscs"),
    **dict.fromkeys(("utf8", "xutf8", "unicode11utf8", "65001", "cp65001"), "utf-8"),
    **dict.fromkeys(("utf7", "unicode11utf7"), "utf-7"),
    "utf16": "utf-16",
    "utf16le": "utf-16-le",
    "utf16be": "utf-16-be",
    **dict.fromkeys(("shiftjis", "sjis", "cp932", "ms932", "windows31j"), "cp932"),
    "eucjp": "euc-jp",
    "iso2022jp": "iso-2022-jp",
    "koi8r": "koi8-r",
    **dict.fromkeys(("euckr", "ksc56011987", "cp949", "ksc5601"), "cp949"),
}
"""Charsets by their names without marks. Nothing else is looked up: Python knows codecs that are no
charsets, and some take very long. What calls itself GB2312 or GBK often holds signs of GB 18030,
which has both in it (GB 18030-2022).
"""

_LATIN = re.compile(r"(?:us)?ascii|ansix341968|iso8859(1?\d)|latin([1-9])|(?:windows|cp)(125\d)")
_PAIRS = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xf7][\xa1-\xfe])*+")
_CHINESE_ENOUGH = 0.5
_HANZI = re.compile("[一-鿿]")


def decoded(data: bytes, charset: str | None) -> str:
    """The text of some bytes; it never fails, what cannot be read is replaced (U+FFFD).

    Tried in this order: the charset that they claim, UTF-8, GB 18030. A claim that other bytes
    would fulfil as well counts for less than what they are: of GB where they read as Chinese in
    UTF-8, of a Latin charset, which old programs claim for everything, where they are UTF-8 or read
    as Chinese.
    """
    for codec in _candidates(data, re.sub("[^a-z0-9]", "", (charset or "").lower())):
        try:
            return data.decode(codec)
        except UnicodeError:
            continue
    return data.decode("utf-8", "replace")


def _candidates(data: bytes, charset: str) -> list[str]:
    marked = ["utf-8-sig"] if data.startswith(codecs.BOM_UTF8) else []
    if charset in _CODECS:
        mistaken = ["utf-8"] if _CODECS[charset] == _GB and _is_chinese_utf8(data) else []
        return [*marked, *mistaken, _CODECS[charset], "utf-8", _GB]
    if not (latin := _LATIN.fullmatch(charset)):
        return [*marked, "utf-8", _GB]
    return [*marked, "utf-8", *([_GB] if _reads_as_chinese(data) else []), _latin_codec(latin), _GB]


def _latin_codec(named: re.Match[str]) -> str:
    """Latin-1 means what Windows means by it; a number that there is not means that too."""
    part, latin, windows = named.groups()
    if windows and windows != "1259":
        return f"cp{windows}"
    name = f"iso8859-{part}" if part else f"latin{latin}" if latin else "latin1"
    try:
        return "cp1252" if codecs.lookup(name).name == "iso8859-1" else name
    except LookupError:
        return "cp1252"


def _is_chinese_utf8(data: bytes) -> bool:
    try:
        return _is_mostly_hanzi(data.decode())
    except UnicodeDecodeError:
        return False


def _reads_as_chinese(data: bytes) -> bool:
    """Whether bytes above ASCII stand in pairs as in GB 2312, and most pairs are Chinese signs."""
    return bool(_PAIRS.fullmatch(data)) and _is_mostly_hanzi(data.decode(_GB, "replace"))


def _is_mostly_hanzi(text: str) -> bool:
    above = sum(1 for sign in text if sign > "\x7f")
    return len(_HANZI.findall(text)) > _CHINESE_ENOUGH * above
