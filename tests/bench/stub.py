"""A loopback AWS that answers what it is told to, and tells when a request came."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answers = Callable[[str, dict[str, Any]], dict[str, Any]]

SERVICES = {
    "DynamoDB_20120810": "dynamodb",
    "AWSEvents": "events",
    "AmazonSQS": "sqs",
    "secretsmanager": "secretsmanager",
}
"""What stands before the operation in the `X-Amz-Target` of our services' requests."""


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
        target, _, operation = self.headers["X-Amz-Target"].partition(".")
        if self.server.keeps_waiting(SERVICES[target]):
            self.close_connection = True
            return
        parameters = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = self.server.answers(operation, parameters)
        answer = json.dumps(found, default=lambda instant: instant.timestamp()).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


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
