"""Stands for a gateway of short messages on this machine: checks what the adapter's documentation
says, delivers an id once, and remembers what it delivered.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from infra.local.stand_ins.certificate import HERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from infra.local.stand_ins.certificate import Certificate

PATH = "/messages"
OLDEST = 300
MOBILE = re.compile(r"1[3-9]\d{9}")
FIELDS = {"id", "to", "text", "language"}
OK, BAD_REQUEST, FORBIDDEN, UNPROCESSABLE = 200, 400, 403, 422


@dataclass(slots=True)
class SmsGatewayHere:
    """One gateway. `troubles` are what the next requests get in place of an answer: a status, or 0
    for a line that is cut; `lost` cuts the line after the message was taken; `unknown` are numbers
    that nobody has.
    """

    key: str = field(default_factory=lambda: secrets.token_hex(16))
    troubles: list[int] = field(default_factory=list)
    lost: int = 0
    silent_for: float = 0
    unknown: set[str] = field(default_factory=set)
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    def answer(self, headers: Mapping[str, str], body: bytes) -> int:
        """The status of a request."""
        if self.troubles:
            return self.troubles.pop(0)
        if not self._is_signed(headers, body):
            return FORBIDDEN
        said = json.loads(body)
        if set(said) != FIELDS or said["id"] != headers.get("X-Request-Id"):
            return BAD_REQUEST
        self.requests.append(said["id"])
        if not MOBILE.fullmatch(said["to"]) or said["to"] in self.unknown:
            return UNPROCESSABLE
        self.messages.setdefault(said["id"], said)
        return OK

    def _is_signed(self, headers: Mapping[str, str], body: bytes) -> bool:
        timestamp = headers.get("X-Timestamp", "")
        fresh = timestamp.isdecimal() and abs(time.time() - int(timestamp)) < OLDEST
        mac = hmac.new(self.key.encode(), f"{timestamp}\n".encode() + body, hashlib.sha256)
        given = headers.get("X-Signature", "")
        return fresh and hmac.compare_digest(mac.hexdigest(), given)


@contextmanager
def serving(
    gateway: SmsGatewayHere, port: int = 0, certificate: Certificate | None = None
) -> Iterator[str]:
    """The address to which messages are posted on this machine, until the block ends."""

    class Handler(_Handler):
        stands_for = gateway

    server = ThreadingHTTPServer((HERE, port), Handler)
    server.daemon_threads = True
    if certificate is not None:
        server.socket = certificate.context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        scheme = "http" if certificate is None else "https"
        yield f"{scheme}://{HERE}:{server.server_port}{PATH}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    stands_for: SmsGatewayHere
    timeout = 10

    def do_POST(self) -> None:
        """One message."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        time.sleep(self.stands_for.silent_for)
        status = self.stands_for.answer(dict(self.headers), body)
        if status and self.stands_for.lost and status == OK:
            self.stands_for.lost -= 1
            status = 0
        if not status:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keeps quiet: what it is told is contact data."""
