"""The XML of the WeChat platform, read with nothing but elements and text, and written
(接收普通消息, 接收事件推送, 回复文本消息).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from casework.domain.errors import InvalidInputError
from casework.domain.wechat import Incoming, MessageKind

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 64 * 1024
"""In bytes; what the platform sends is a few kilobytes, a long text encrypted included."""

MOST_ELEMENTS = 200
_NAME = re.compile(r"[A-Za-z0-9_@.-]{1,64}")
_SECONDS = re.compile(r"[0-9]{1,12}")
_NUMBER = re.compile(r"[0-9]{0,20}")


class UnreadableMessageError(InvalidInputError):
    """Not a message as the platform writes them."""

    code = "unreadable_message"


def fields_of(content: bytes) -> dict[str, str]:
    """The elements directly within the root, by name, each with its text; raises
    UnreadableMessageError.

    A document type, and with it every entity, is refused unread; so is what is too long, names an
    element twice, or is not UTF-8, whatever it says of itself.
    """
    if len(content) > LONGEST:
        raise UnreadableMessageError
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.read
    try:
        parser.Parse(content.decode("utf-8"), True)
    except (expat.ExpatError, UnicodeDecodeError) as error:
        raise UnreadableMessageError from error
    return reader.fields


def message_of(fields: Mapping[str, str]) -> Incoming:
    """The message that elements make; raises UnreadableMessageError where one that every message
    has is missing or cannot be so.
    """
    kind = fields.get("MsgType", "")
    known = {"text": MessageKind.TEXT, "event": MessageKind.EVENT}
    return Incoming(
        account=_said(fields, "ToUserName", _NAME),
        openid=_said(fields, "FromUserName", _NAME),
        sent=int(_said(fields, "CreateTime", _SECONDS)),
        kind=known.get(kind, MessageKind.OTHER),
        event=fields.get("Event", "").lower() if kind == "event" else "",
        key=fields.get("EventKey", "") if kind == "event" else "",
        text=fields.get("Content", "") if kind == "text" else "",
        number=_said(fields, "MsgId", _NUMBER),
    )


def text_reply(message: Incoming, text: str, sent: int) -> str:
    """An answer in words to a message, at a second."""
    return _written(
        ToUserName=message.openid,
        FromUserName=message.account,
        CreateTime=str(sent),
        MsgType="text",
        Content=text,
    )


def sealed_reply(encrypted: str, signature: str, stamp: str, nonce: str) -> str:
    """An encrypted answer."""
    return _written(Encrypt=encrypted, MsgSignature=signature, TimeStamp=stamp, Nonce=nonce)


def _written(**fields: str) -> str:
    elements = (f"<{name}><![CDATA[{_split(text)}]]></{name}>" for name, text in fields.items())
    return f"<xml>{''.join(elements)}</xml>"


def _split(text: str) -> str:
    """A text that ends no section of character data."""
    return text.replace("]]>", "]]]]><![CDATA[>")


def _said(fields: Mapping[str, str], name: str, form: re.Pattern[str]) -> str:
    text = fields.get(name, "")
    if not form.fullmatch(text):
        raise UnreadableMessageError
    return text


def _refuse(*_: object) -> NoReturn:
    raise UnreadableMessageError


class _Reader:
    """Gathers the text of each element that stands directly within the root."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self._path: list[str] = []
        self._count = 0

    def begin(self, name: str, _: object) -> None:
        self._path.append(name)
        self._count += 1
        is_field = len(self._path) == 2  # noqa: PLR2004 - the root and the element
        if self._count > MOST_ELEMENTS or (is_field and name in self.fields):
            raise UnreadableMessageError
        if is_field:
            self.fields[name] = ""

    def end(self, _: str) -> None:
        self._path.pop()

    def read(self, text: str) -> None:
        if len(self._path) == 2:  # noqa: PLR2004 - as above
            self.fields[self._path[1]] += text
