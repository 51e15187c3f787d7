"""Bytes of e-mails as text, whatever charset they claim."""

from __future__ import annotations

import pytest

from casework.domain.charsets import decoded

STORY = "张某借款不还，镕字与𠮷字"
PLAIN = "张某借款不还，请帮忙"


@pytest.mark.parametrize("claimed", ["GB2312", "gbk", "GB18030", "x-gbk", "cp936", "csGB2312"])
def test_what_calls_itself_any_gb_is_read_as_the_largest(claimed: str) -> None:
    assert decoded(STORY.encode("gb18030"), claimed) == STORY


@pytest.mark.parametrize(
    ("codec", "claimed"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "utf8"), ("utf-16", "UTF-16"), ("hz", "HZ-GB-2312")],
)
def test_other_charsets_of_chinese_are_read(codec: str, claimed: str) -> None:
    assert decoded(PLAIN.encode(codec), claimed) == PLAIN


def test_traditional_signs_and_latin_letters_are_read_too() -> None:
    assert decoded("借款不還".encode("big5"), "Big5") == "借款不還"
    assert decoded("Müller, façade".encode("latin-1"), "iso-8859-1") == "Müller, façade"
    assert decoded("“quoted” – €5".encode("cp1252"), "windows-1252") == "“quoted” – €5"
    assert decoded("Łódź".encode("cp1250"), "Windows-1250") == "Łódź"


@pytest.mark.parametrize("claimed", [None, "", "x-unknown", "us-ascii", "iso-8859-1", "utf-8"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_claim_that_is_missing_unknown_or_wrong_does_no_harm(
    codec: str, claimed: str | None
) -> None:
    assert decoded(PLAIN.encode(codec), claimed) == PLAIN


@pytest.mark.parametrize("text", [PLAIN, PLAIN + "!", "联通，移动", "联通"])
@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_a_claim_of_gb_is_weighed_against_what_the_bytes_are(text: str, codec: str) -> None:
    assert decoded(text.encode(codec), "gb2312") == text


@pytest.mark.parametrize(
    "name", ["zlib", "base64", "rot13", "idna", "punycode", "unicode_escape", "undefined", "\0"]
)
def test_no_codec_is_reached_that_is_no_charset(name: str) -> None:
    assert decoded(b"xn--\\u0041", name) == "xn--\\u0041"


def test_what_cannot_be_read_is_replaced() -> None:
    assert decoded(b"ok \xff\xff\xff", "utf-8") == "ok \ufffd\ufffd\ufffd"
