"""Heads of e-mails: encoded words, mailboxes, ids, parameters."""

from __future__ import annotations

import base64

import pytest

from casework.domain.mail_headers import Headers, words_of
from tests.mails import word

NAME = "独山镇示范家纺有限公司"


def headers(*lines: bytes) -> Headers:
    """A head of these lines."""
    return Headers.of([line + b"\r\n" for line in lines])


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030", "big5"])
@pytest.mark.parametrize("way", ["B", "Q"])
def test_encoded_words_are_read(charset: str, way: str) -> None:
    text = "欠款" if charset == "big5" else NAME
    assert words_of(word(text, charset, way)) == text


def test_a_sign_that_is_torn_between_two_words_is_put_together() -> None:
    data = NAME.encode("gbk")
    first, second = (base64.b64encode(each) for each in (data[:5], data[5:]))
    assert words_of(b"=?gb2312?B?" + first + b"?=\r\n =?GB2312?b?" + second + b"?=") == NAME


def test_words_beside_plain_text_keep_their_blanks() -> None:
    line = b"Re: " + word("欠款", "utf-8") + b" (2) " + word("急", "gbk")
    assert words_of(line) == "Re: 欠款 (2) 急"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (NAME.encode("gbk"), NAME),
        (NAME.encode(), NAME),
        (b"=?utf-8?B?***?=", ""),
        (b"=?x?Q?=E6=AC=A0?=", "欠"),
        (b"=?utf-8?B?5qyg", "=?utf-8?B?5qyg"),
        (b"a\x00b\x1b[31mc", "ab[31mc"),
    ],
)
def test_a_broken_line_is_read_as_far_as_it_goes(line: bytes, text: str) -> None:
    assert words_of(line) == text


@pytest.mark.parametrize(
    ("value", "address", "name"),
    [
        (b'"Wang, Min" <Wang.Min@Example.com>', "wang.min@example.com", "Wang, Min"),
        (word("王先生", "gbk") + b" <w@qq.com>", "w@qq.com", "王先生"),
        (b'"' + word("王先生", "utf-8") + b'" <w@qq.com>', "w@qq.com", "王先生"),
        ("王先生".encode("gbk") + b"<w@qq.com>", "w@qq.com", "王先生"),
        (b"w@qq.com", "w@qq.com", ""),
        (b"<w@qq.com>, <x@qq.com>", "w@qq.com", ""),
        (b"w@qq.com (Wang)", "w@qq.com", ""),
        (b"undisclosed", "", ""),
        ("<王@qq.com>".encode(), "", ""),
        (b"<a@b@c>", "", ""),
    ],
)
def test_a_mailbox_is_an_address_and_a_name(value: bytes, address: str, name: str) -> None:
    assert headers(b"From: " + value).address("from") == (address, name)


def test_fields_go_on_over_lines_and_what_is_none_is_passed_over() -> None:
    found = headers(b"Subject: one", b"\ttwo", b"no field", b"References: <a@x>", b" <b@y> junk")
    assert found.words("subject") == "one two"
    assert found.ids("references") == ("a@x", "b@y")


@pytest.mark.parametrize(
    "value",
    [
        b'multipart/mixed; boundary="a b;c"',
        b'multipart/mixed; type=x;\r\n BOUNDARY = "a b;c"',
        b'multipart/mixed; boundary*0="a b"; boundary*1=";c"',
        b'multipart/mixed; boundary="a b\\;c"',
    ],
)
def test_a_parameter_is_found_however_it_is_written(value: bytes) -> None:
    found = headers(b"Content-Type: " + value)
    assert (found.kind, found.parameter("content-type", "boundary")) == ("multipart/mixed", "a b;c")


def test_a_part_that_says_nothing_is_text() -> None:
    assert (headers().kind, headers(b"Content-Type: nonsense").kind) == ("text/plain",) * 2
