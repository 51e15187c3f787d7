"""JSON over HTTPS to services outside AWS, by the client that comes with botocore."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from botocore.awsrequest import AWSRequest
from botocore.exceptions import BotoCoreError
from botocore.httpsession import URLLib3Session

from casework.adapters.clients import CONNECT_SECONDS, USER_AGENT

if TYPE_CHECKING:
    from collections.abc import Mapping

_ON_THIS_MACHINE = frozenset({"127.0.0.1", "localhost"})


class NoAnswerError(Exception):
    """The service did not answer; nobody knows whether it did what was asked."""


def http_session(read_seconds: float) -> URLLib3Session:
    """Connections that wait so long for each answer."""
    return URLLib3Session(timeout=(CONNECT_SECONDS, read_seconds))


def is_private(address: str) -> bool:
    """Whether nobody on the way reads what is sent there: over TLS, or to a stand-in on this
    machine.
    """
    place = urlsplit(address)
    return place.scheme == "https" or place.hostname in _ON_THIS_MACHINE


def in_json(content: Mapping[str, object]) -> bytes:
    """A JSON object as it is sent."""
    return json.dumps(content, ensure_ascii=False).encode()


def post_json(
    http: URLLib3Session, address: str, body: bytes, headers: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """Status and body of the answer to one request; redirects are not followed.

    Raises NoAnswerError without its cause, which names the address, and that may hold a token.
    """
    about = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": USER_AGENT,
        **(headers or {}),
    }
    try:
        answer = http.send(AWSRequest("POST", address, about, body).prepare())
        return answer.status_code, answer.content
    except BotoCoreError:
        raise NoAnswerError from None
