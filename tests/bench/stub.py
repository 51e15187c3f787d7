"""A loopback AWS that answers what it is told to, and tells when a request came."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answers = Callable[[str, dict[str, Any]], dict[str, Any]]

REST = {
    ("scheduler", "POST"): "CreateSchedule",
    ("scheduler", "DELETE"): "DeleteSchedule",
    ("s3", "GET"): "GetObject",
    ("s3", "PUT"): "PutObject",
    ("s3", "POST"): "DeleteObjects",
    ("s3", "DELETE"): "DeleteObject",
}
"""What our requests mean to the services that know operations by address and method."""


class Stub(ThreadingHTTPServer):
    """Every service of AWS at one address."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Exchange)
        self.answers: Answers = lambda _operation, _parameters: {}
        self.awaited: str | None = None
        self.arrived_at = 0.0
        self._arrived = threading.Event()
        self._released = threading.Event()

    @property
    def address(self) -> str:
        """What `AWS_ENDPOINT_URL` must say."""
        return f"http://127.0.0.1:{self.server_port}"

    @contextmanager
    def awaiting(self, service: str) -> Iterator[None]:
        """Meanwhile the first request to a service gets no answer: whoever sent it waits."""
        self.awaited = service
        self._arrived.clear()
        self._released.clear()
        try:
            yield
        finally:
            self.awaited = None
            self._released.set()

    def wait(self, seconds: float) -> float | None:
        """When the awaited request came (`time.perf_counter`); None when it did not come."""
        return self.arrived_at if self._arrived.wait(seconds) else None

    def keeps_waiting(self, service: str) -> bool:
        """Note that a request to a service came; true, in the end, when nobody waits any more."""
        if service != self.awaited:
            return False
        self.arrived_at = time.perf_counter()
        self._arrived.set()
        return self._released.wait()


class _Exchange(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    server: Stub

    def do_POST(self) -> None:
        """Every request to these services."""
        # The scope of a signature is key, date, region and service, with slashes between.
        service = self.headers["Authorization"].split("/", 4)[3]
        if self.server.keeps_waiting(service):
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        operation, parameters = self._asked(service, body)
        found = self.server.answers(operation, parameters)
        answer = _written(service, operation, found)
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_GET(self) -> None:
        """A file from S3."""
        self.do_POST()

    def do_PUT(self) -> None:
        """A file for S3."""
        self.do_POST()

    def do_DELETE(self) -> None:
        """A timer or a file that is taken away."""
        self.do_POST()

    def _asked(self, service: str, body: bytes) -> tuple[str, dict[str, Any]]:
        if target := self.headers["X-Amz-Target"]:
            return target.partition(".")[2], json.loads(body)
        if service == "sns":
            return dict(parse_qsl(body.decode()))["Action"], {}
        return REST[service, self.command], {}

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def _written(service: str, operation: str, answer: dict[str, Any]) -> bytes:
    """An answer as the service writes it: of S3 the file alone, if there is one."""
    if service == "s3":
        return bytes(answer.get("Body", b""))
    if service == "sns":
        fields = "".join(f"<{name}>{value}</{name}>" for name, value in answer.items())
        result = f"<{operation}Result>{fields}</{operation}Result>"
        return f"<{operation}Response>{result}</{operation}Response>".encode()
    return json.dumps(answer, default=lambda instant: instant.timestamp()).encode()


@contextmanager
def running() -> Iterator[Stub]:
    """A stub that serves until the end of the block."""
    with Stub() as stub:
        thread = threading.Thread(target=stub.serve_forever, daemon=True)
        thread.start()
        try:
            yield stub
        finally:
            stub.shutdown()
            thread.join()
