"""Lets phones on the local network reach the public pages, and nothing else, of a local run.

The engine holds root rights and stays on 127.0.0.1. This proxy listens on the network and passes
requests for the public pages only, as the API's own host, so that no other API of the engine can be
reached through it.
"""

from __future__ import annotations

import http.client
import re
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

METHODS = frozenset({"GET", "POST"})
LONGEST_BODY = 256 * 1024
"""In bytes; a filed case is a few kilobytes, and a room refuses far less than this."""
_PUBLIC = re.compile(r"/[qte]/[A-Za-z0-9._~/-]{1,200}(\?[A-Za-z0-9._~%&=+-]{0,500})?")
_PASSED = ("Accept", "Accept-Encoding", "Accept-Language", "Content-Type", "Cookie", "User-Agent")
_NOT_RETURNED = frozenset({"connection", "keep-alive", "server", "date", "transfer-encoding"})


def address_on_network() -> str | None:
    """This machine's address on its local network; None without one. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return None if address.startswith("127.") else address


def server(address: str, port: int, upstream_port: int, host: str) -> ThreadingHTTPServer:
    """A server bound to one address (any free port for 0) that passes public pages on as `host`."""

    class Handler(_PublicPagesOnly):
        upstream = upstream_port
        upstream_host = host

    listening = ThreadingHTTPServer((address, port), Handler)
    listening.daemon_threads = True
    return listening


def answers(url: str) -> bool:
    """Whether someone listens at a URL's host and port."""
    place = urlsplit(url)
    try:
        with socket.create_connection((place.hostname or "", place.port or 80), timeout=2):
            return True
    except OSError:
        return False


@contextmanager
def serving(listening: ThreadingHTTPServer) -> Iterator[None]:
    """Serves in the background until the block ends."""
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


class _PublicPagesOnly(BaseHTTPRequestHandler):
    upstream = 0
    upstream_host = ""
    timeout = 30

    def handle_one_request(self) -> None:
        """Reads one request, refuses what is not a public page, and passes the rest."""
        self.raw_requestline = self.rfile.readline(4097)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        self.close_connection = True
        refusal = self._refusal()
        if refusal:
            self.send_error(refusal)
            return
        self._pass_on(self.rfile.read(self._length()))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keeps quiet: paths hold codes and tracking secrets."""

    def _refusal(self) -> int:
        if self.command not in METHODS:
            return 405
        if not _PUBLIC.fullmatch(self.path) or ".." in self.path:
            return 404
        if "Transfer-Encoding" in self.headers or self._length() < 0:
            return 411
        return 413 if self._length() > LONGEST_BODY else 0

    def _length(self) -> int:
        told = self.headers.get("Content-Length", "0")
        return int(told) if told.isascii() and told.isdigit() else -1

    def _pass_on(self, body: bytes) -> None:
        headers = {name: self.headers[name] for name in _PASSED if name in self.headers}
        connection = http.client.HTTPConnection("127.0.0.1", self.upstream, timeout=30)
        try:
            connection.request(
                self.command, self.path, body or None, {**headers, "Host": self.upstream_host}
            )
            answer = connection.getresponse()
            content = answer.read()
        except OSError:
            self.send_error(502)
            return
        finally:
            connection.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _NOT_RETURNED | {"content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
