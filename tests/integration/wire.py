"""The line between the rooms and AWS: what goes over it, and its failures."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.endpoint import Endpoint
from botocore.exceptions import EndpointConnectionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest


@dataclass(frozen=True)
class Call:
    """One request to AWS: `dynamodb`, `Query`, and its parameters where they are JSON."""

    service: str
    operation: str
    parameters: dict[str, Any]


@dataclass
class Wire:
    """Every request passes here before it reaches the AWS of this process."""

    calls: list[Call] = field(default_factory=list)
    fault: Callable[[Call], Exception | None] | None = None
    after: Callable[[Call], Exception | None] | None = None

    @contextmanager
    def recording(self) -> Iterator[list[Call]]:
        """The requests made meanwhile."""
        before = len(self.calls)
        made: list[Call] = []
        try:
            yield made
        finally:
            made += self.calls[before:]

    @contextmanager
    def failing(self, fault: Callable[[Call], Exception | None]) -> Iterator[None]:
        """Requests do not reach AWS meanwhile, where `fault` makes an error of them."""
        self.fault = fault
        try:
            yield
        finally:
            self.fault = None

    @contextmanager
    def losing_answers(self, fault: Callable[[Call], Exception | None]) -> Iterator[None]:
        """Requests take effect meanwhile, and then their answer is lost in the same way."""
        self.after = fault
        try:
            yield
        finally:
            self.after = None

    @contextmanager
    def interrupted(self, operation: str, *acts: Callable[[], object]) -> Iterator[None]:
        """Somebody else acts just before each of the next requests of this kind, one act each."""
        waiting = list(acts)

        def fault(call: Call) -> None:
            if call.operation == operation and waiting:
                self.fault = None
                waiting.pop(0)()
                self.fault = fault

        with self.failing(fault):
            yield


def unreachable(service: str, *operations: str) -> Callable[[Call], Exception | None]:
    """The error of a service that nobody can reach, or only for these operations."""

    def fault(call: Call) -> Exception | None:
        hit = call.service == service and (not operations or call.operation in operations)
        return EndpointConnectionError(endpoint_url=f"https://{service}") if hit else None

    return fault


def tap(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """Put a wire into botocore, below retries and above the network."""
    wire = Wire()
    passed_on = Endpoint._send_request

    def send(self: Endpoint, request: dict[str, Any], model: Any) -> Any:
        call = Call(model.service_model.service_name, model.name, _parameters(request))
        wire.calls.append(call)
        if wire.fault and (error := wire.fault(call)):
            raise error
        answer = passed_on(self, request, model)
        if wire.after and (error := wire.after(call)):
            raise error
        return answer

    monkeypatch.setattr(Endpoint, "_send_request", send)
    return wire


def _parameters(request: dict[str, Any]) -> dict[str, Any]:
    body = request["body"]
    found = json.loads(body) if isinstance(body, bytes) and body.startswith(b"{") else {}
    return dict(found)
