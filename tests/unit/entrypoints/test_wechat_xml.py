"""The platform's XML: read for its elements alone, and written so that it is read as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.wechat import Incoming, MessageKind
from casework.entrypoints.wechat_xml import (
    LONGEST,
    MOST_ELEMENTS,
    UnreadableMessageError,
    fields_of,
    message_of,
    sealed_reply,
    text_reply,
)

TEXT = {
    "ToUserName": "gh_1",
    "FromUserName": "oABC-_9",
    "CreateTime": "1348831860",
    "MsgType": "text",
    "Content": "你好",
    "MsgId": "1234567890123456",
}
SCAN = {
    "ToUserName": "gh_1",
    "FromUserName": "oABC",
    "CreateTime": "1348831860",
    "MsgType": "event",
    "Event": "SCAN",
    "EventKey": "K",
}
PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["C"]))


def test_elements_are_read_by_name_with_their_text() -> None:
    content = "<xml><A><![CDATA[<一>]]></A>\n<B>2 &lt; 3</B><C/></xml>"
    assert fields_of(content.encode()) == {"A": "<一>", "B": "2 < 3", "C": ""}


def test_what_is_deeper_is_left_out() -> None:
    assert fields_of(b"<xml><A>1<B>2</B>3</A></xml>") == {"A": "13"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text",
        b"<xml>",
        b"<xml></lmx>",
        b"<xml/><xml/>",
        b"<xml><A>1</A><A>2</A></xml>",
        b"<xml><A>\xff</A></xml>",
        b"<xml><A>\x00</A></xml>",
        b"<xml>&undefined;</xml>",
        b"<!DOCTYPE xml><xml/>",
        b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><A>&b;</A></xml>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><A>&x;</A></xml>',
        b"<xml>" + b"<d>" * MOST_ELEMENTS + b"</d>" * MOST_ELEMENTS + b"</xml>",
        b"<xml>" + b" " * LONGEST + b"</xml>",
        "<?xml version='1.0' encoding='gbk'?><xml><A>你</A></xml>".encode("gbk"),
        "<xml><A>1</A></xml>".encode("utf-16"),
    ],
)
def test_what_the_platform_would_not_write_is_not_read(content: bytes) -> None:
    with pytest.raises(UnreadableMessageError):
        fields_of(content)


def test_a_text_is_read() -> None:
    assert message_of(TEXT) == Incoming(
        "gh_1", "oABC-_9", 1348831860, MessageKind.TEXT, text="你好", number="1234567890123456"
    )


def test_an_event_is_read_its_name_in_small_letters() -> None:
    assert message_of(SCAN) == Incoming(
        "gh_1", "oABC", 1348831860, MessageKind.EVENT, event="scan", key="K"
    )


def test_any_other_message_is_one_without_words() -> None:
    message = message_of({**TEXT, "MsgType": "image", "Event": "SCAN", "EventKey": "K"})
    assert (message.kind, message.text, message.key) == (MessageKind.OTHER, "", "")


@pytest.mark.parametrize(
    "change",
    [
        {"FromUserName": ""},
        {"FromUserName": "o A"},
        {"ToUserName": "<"},
        {"CreateTime": "soon"},
        {"CreateTime": "٣"},
        {"CreateTime": "-1"},
        {"MsgId": "x"},
    ],
)
def test_a_message_from_nobody_or_never_is_none(change: dict[str, str]) -> None:
    with pytest.raises(UnreadableMessageError):
        message_of(TEXT | change)


@given(PRINTABLE)
def test_an_answer_reads_as_it_was_written(text: str) -> None:
    fields = fields_of(text_reply(message_of(TEXT), text, 1348831861).encode())
    assert fields["Content"] == text
    assert (fields["ToUserName"], fields["FromUserName"]) == ("oABC-_9", "gh_1")
    assert (fields["MsgType"], fields["CreateTime"]) == ("text", "1348831861")


def test_an_encrypted_answer_has_its_signature_beside_it() -> None:
    assert fields_of(sealed_reply("AA==", "ab", "1", "n").encode()) == {
        "Encrypt": "AA==",
        "MsgSignature": "ab",
        "TimeStamp": "1",
        "Nonce": "n",
    }
