"""The WeChat platform's requests: who sent them is checked before anything else, then a message is
read, and its answer goes back as it came, in the clear or encrypted.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from casework.domain.errors import CaseworkError, StoreUnavailableError
from casework.domain.wechat import CallbackRefusedError
from casework.entrypoints.http import (
    PAGE_HEADERS,
    SERVER_ERROR,
    body_bytes,
    query,
    status_of,
)
from casework.entrypoints.observability import logger
from casework.entrypoints.wechat_envelope import (
    RANDOM_BYTES,
    check_moment,
    check_signature,
    seal,
    signature_of,
    unseal,
)
from casework.entrypoints.wechat_xml import fields_of, message_of, sealed_reply, text_reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casework.domain.wechat import Incoming
    from casework.entrypoints.wechat_envelope import Cipher

NO_ANSWER = "success"
"""Tells the platform that all is well and the sender gets no answer."""

_ECHO = re.compile(r"[A-Za-z0-9+/=_-]{1,256}")


@dataclass(frozen=True, slots=True)
class Line:
    """What the account and the platform agreed on. With a cipher only encrypted messages are taken,
    so that nobody can fall back to the other kind, whose words no signature covers.
    """

    app_id: str
    token: str
    cipher: Cipher | None


@dataclass(frozen=True, slots=True)
class Signed:
    """A request from the platform: its parameters were checked, its body not yet read."""

    event: APIGatewayProxyEventV2
    stamp: str
    nonce: str

    @property
    def is_greeting(self) -> bool:
        """Whether it only asks whether we are who it was told (接入)."""
        return self.event.http_method == "GET"

    @property
    def once(self) -> str:
        """What no other request has."""
        return f"{self.stamp} {self.nonce}"


def signed(raw: dict[str, Any], line: Line, now: datetime) -> Signed:
    """The request, if the platform signed it and just now; raises CallbackRefusedError."""
    event = APIGatewayProxyEventV2(raw)
    stamp, nonce = _said(event, "timestamp"), _said(event, "nonce")
    check_signature(_said(event, "signature"), line.token, stamp, nonce)
    check_moment(stamp, nonce, now)
    return Signed(event, stamp, nonce)


def echoed(request: Signed) -> str:
    """What the platform wants to hear back when an operator enters our address there; raises
    CallbackRefusedError for what it would not ask.
    """
    echo = _said(request.event, "echostr")
    if not _ECHO.fullmatch(echo):
        raise CallbackRefusedError
    return echo


def heard(request: Signed, line: Line) -> Incoming:
    """The message of a request; raises CallbackRefusedError, BodyTooLargeError and
    UnreadableMessageError.
    """
    fields = fields_of(body_bytes(request.event))
    if line.cipher is None:
        return message_of(fields)
    encrypted = fields.get("Encrypt", "")
    signature = _said(request.event, "msg_signature")
    check_signature(signature, line.token, request.stamp, request.nonce, encrypted)
    return message_of(fields_of(unseal(encrypted, line.app_id, line.cipher)))


def reply(message: Incoming, text: str, line: Line, now: datetime) -> str:
    """The body of an answer in words."""
    sent = int(now.timestamp())
    plain = text_reply(message, text, sent)
    if line.cipher is None:
        return plain
    random, nonce = secrets.token_bytes(RANDOM_BYTES), secrets.token_hex(8)
    encrypted = seal(plain.encode(), line.app_id, line.cipher, random)
    signature = signature_of(line.token, str(sent), nonce, encrypted)
    return sealed_reply(encrypted, signature, str(sent), nonce)


def answered(work: Callable[[], tuple[str, str]]) -> dict[str, Any]:
    """The HTTP answer with the type and body that the work makes; an error becomes a status and no
    word more.
    """
    try:
        kind, body = work()
    except CaseworkError as error:
        status = status_of(error)
        if status >= SERVER_ERROR:
            logger().error("request failed", code=error.code, exc_info=error)
        return _http(status, "text/plain", "")
    return _http(200, kind, body)


def in_words(
    message: Incoming, line: Line, now: datetime, answer: Callable[[], str | None], busy: str
) -> tuple[str, str]:
    """Type and body of the answer to a message; `busy` when the store does not give one in time."""
    try:
        text = answer()
    except StoreUnavailableError as error:
        logger().error("request failed", code=error.code, exc_info=error)
        text = busy
    if text is None:
        return "text/plain", NO_ANSWER
    return "application/xml", reply(message, text, line, now)


def _said(event: APIGatewayProxyEventV2, name: str) -> str:
    return query(event, name) or ""


def _http(status: int, kind: str, body: str) -> dict[str, Any]:
    headers = {**PAGE_HEADERS, "Content-Type": f"{kind}; charset=utf-8"}
    return {"statusCode": status, "headers": headers, "body": body, "isBase64Encoded": False}
