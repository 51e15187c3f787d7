"""Reading the official account's messages: whatever arrives under a right signature, it is a
message or it is refused.

The first byte chooses: `E` reads the rest as what decryption gave, anything else as XML.
"""

from __future__ import annotations

import base64

from casework.domain.code import is_token
from casework.domain.search_terms import case_id_of
from casework.domain.wechat import CallbackRefusedError, wanted
from casework.entrypoints.wechat_envelope import BLOCK, seal, unseal
from casework.entrypoints.wechat_xml import (
    UnreadableMessageError,
    fields_of,
    message_of,
    text_reply,
)

APP_ID = "wx0123456789abcdef"
TEXT = (
    "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName>oABC</FromUserName>"
    "<CreateTime>1348831860</CreateTime><MsgType>text</MsgType>"
    "<Content>案件MSB-E8MY-09Q4-P0HG &amp; progress</Content><MsgId>1</MsgId></xml>"
).encode()
SCAN = (
    b"<xml><ToUserName>gh_1</ToUserName><FromUserName>oABC</FromUserName><CreateTime>1</CreateTime>"
    b"<MsgType>event</MsgType><Event>subscribe</Event>"
    b"<EventKey>qrscene_7K3Q9F2M4T8W5V1XBH6C</EventKey></xml>"
)


class Uncovered:
    """A cipher that covers nothing: what is tried is the frame within, not AES."""

    def encrypt(self, plain: bytes) -> bytes:
        """The same."""
        return plain

    def decrypt(self, encrypted: bytes) -> bytes:
        """The same."""
        return encrypted


def framed(message: bytes) -> bytes:
    """What decryption gives for a message."""
    return base64.b64decode(seal(message, APP_ID, Uncovered(), bytes(16)))


SEEDS = (
    *(b"X" + message for message in (TEXT, SCAN, TEXT.replace(b"text<", b"image<"))),
    *(b"E" + framed(message) for message in (TEXT, SCAN, b"")),
)
TOKENS = (
    *("<xml>", "</xml>", "<![CDATA[", "]]>", "<!DOCTYPE x [", '<!ENTITY a "b">', "&a;", "&#0;"),
    *("<?xml version='1.0' encoding='gbk'?>", "<!--", "-->", "<ToUserName>", "<FromUserName>"),
    *("<CreateTime>", "<MsgType>", "<MsgId>", "<Content>", "<Event>", "<EventKey>", "<Encrypt>"),
    *("event", "text", "SCAN", "subscribe", "unsubscribe", "qrscene_", "MSB-", "progress", APP_ID),
)


def try_one(data: bytes) -> None:
    """Read one message; raises AssertionError, or what nobody declared."""
    content = data[1:]
    if data[:1] == b"E":
        try:
            content = unseal(base64.b64encode(content).decode(), APP_ID, Uncovered())
        except CallbackRefusedError:
            return
        assert len(data) % BLOCK == 1
        assert content in data
    try:
        message = message_of(fields_of(content))
    except UnreadableMessageError:
        return
    wish = wanted(message)
    assert wish == wanted(message)
    assert not wish.code or is_token(wish.code)
    assert not wish.case_id or case_id_of(wish.case_id) == wish.case_id
    answer = fields_of(text_reply(message, message.text or "]]>", 1).encode())
    assert answer["ToUserName"] == message.openid
    assert answer["Content"] == (message.text or "]]>")
