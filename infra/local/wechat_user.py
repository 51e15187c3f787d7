"""Plays somebody in WeChat, and the platform between them and us: what they do arrives as the
platform would send it, and what we answer is read as it would.
"""

from __future__ import annotations

import http.client
import re
import secrets
import time
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from casework.adapters.wechat_cipher import WeChatCipher
from casework.entrypoints.wechat_envelope import check_signature, seal, signature_of, unseal
from casework.entrypoints.wechat_xml import fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from casework.adapters.wechat_account import WeChatAccount

PATH = "/wechat"
NAME_OF_THE_ACCOUNT = "gh_0123456789ab"
TIMEOUT = 10
_LINK = re.compile(r'<a href="([^"]+)">')


@dataclass(frozen=True, slots=True)
class Reply:
    """What the platform got: the status and, unless nothing is shown to the person, the text."""

    status: int
    text: str | None

    @property
    def links(self) -> list[str]:
        """The addresses that the text leads to."""
        return [unescape(found) for found in _LINK.findall(self.text or "")]


@dataclass(slots=True)
class WeChatUser:
    """A follower of the account, or somebody who is not one yet. `ask` sends a request (method,
    path with its query, body) and returns status and body.
    """

    account: WeChatAccount
    ask: Callable[[str, str, bytes], tuple[int, bytes]]
    openid: str = field(default_factory=lambda: f"o{secrets.token_hex(14)[:27]}")
    clock: Callable[[], float] = time.time

    def send_text(self, text: str) -> Reply:
        """Write to the account."""
        return self.deliver(self.message(MsgType="text", Content=text, MsgId=_number()))

    def send_picture(self) -> Reply:
        """Send a picture to the account."""
        picture = {"PicUrl": "http://mmbiz.example/1", "MediaId": "m"}
        return self.deliver(self.message(MsgType="image", MsgId=_number(), **picture))

    def scan(self, code: str) -> Reply:
        """Scan a parametric code as a follower."""
        return self.deliver(self.message(MsgType="event", Event="SCAN", EventKey=code, Ticket="t"))

    def follow(self, code: str = "") -> Reply:
        """Begin to follow the account, perhaps by scanning a parametric code."""
        key = f"qrscene_{code}" if code else ""
        return self.deliver(self.message(MsgType="event", Event="subscribe", EventKey=key))

    def leave(self) -> Reply:
        """Follow it no more."""
        return self.deliver(self.message(MsgType="event", Event="unsubscribe", EventKey=""))

    def message(self, **fields: str) -> bytes:
        """A message of theirs as the platform writes it."""
        sent = {"ToUserName": NAME_OF_THE_ACCOUNT, "FromUserName": self.openid}
        return _xml({**sent, "CreateTime": str(int(self.clock())), **fields})

    def deliver(self, message: bytes) -> Reply:
        """Bring a message to us; the platform does so again, signed anew, when no answer came."""
        return self.request(*self.signed(message))

    def signed(self, message: bytes) -> tuple[dict[str, str], bytes]:
        """The parameters and the body under which the platform brings a message."""
        stamp, nonce = str(int(self.clock())), _number()
        token, key = self.account.token, self.account.encoding_aes_key
        query = {"signature": signature_of(token, stamp, nonce), "timestamp": stamp, "nonce": nonce}
        if not key:
            return query, message
        random = secrets.token_bytes(16)
        encrypted = seal(message, self.account.app_id, WeChatCipher(key), random)
        query |= {
            "encrypt_type": "aes",
            "msg_signature": signature_of(token, stamp, nonce, encrypted),
        }
        return query, _xml({"ToUserName": NAME_OF_THE_ACCOUNT, "Encrypt": encrypted})

    def request(self, query: Mapping[str, str], body: bytes) -> Reply:
        """Send these very parameters and this very body."""
        status, content = self.ask("POST", f"{PATH}?{urlencode(query)}", body)
        if status != http.client.OK or content in {b"", b"success"}:
            return Reply(status, None)
        return Reply(status, self._read(content))

    def _read(self, content: bytes) -> str:
        """The text of an answer that the platform would show to the person."""
        fields = fields_of(content)
        if key := self.account.encoding_aes_key:
            parts = (fields["TimeStamp"], fields["Nonce"], fields["Encrypt"])
            check_signature(fields["MsgSignature"], self.account.token, *parts)
            plain = unseal(fields["Encrypt"], self.account.app_id, WeChatCipher(key))
            fields = fields_of(plain)
        people = (fields["ToUserName"], fields["FromUserName"], fields["MsgType"])
        if people != (self.openid, NAME_OF_THE_ACCOUNT, "text"):
            raise ValueError("an answer that the platform would not show")
        return fields["Content"]


def over_http(port: int, host: str) -> Callable[[str, str, bytes], tuple[int, bytes]]:
    """Sends requests to a deployment that answers at a port of this machine under a host's name."""

    def ask(method: str, path: str, body: bytes) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        try:
            headers = {"Host": host, "Content-Type": "text/xml"}
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    return ask


def _xml(fields: Mapping[str, str]) -> bytes:
    elements = "".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in fields.items())
    return f"<xml>{elements}</xml>".encode()


def _number() -> str:
    return str(10**17 + secrets.randbelow(9 * 10**17))
