"""The line to AWS, cut at one request: before it took effect or after, for a moment or for good."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import botocore.endpoint
from botocore.awsrequest import AWSResponse
from botocore.endpoint import Endpoint
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

from casework.domain.enterprise_messages import GatewayUnavailableError
from tests.integration.outside import Outside
from tests.integration.stack import rooms
from tests.integration.wire import Call

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from casework.domain.enterprise_messages import WordedNews

READING = frozenset(
    {
        *("GetItem", "BatchGetItem", "Query", "GetSecretValue", "GetObject"),
        *("ListSubscriptionsByTopic", "GetSubscriptionAttributes"),
    }
)
"""Operations without an effect: when they are cut is all one, and whether the SDK's second attempt
goes through is the SDK's affair.
"""


class Crash(BaseException):
    """The process is gone: nothing of ours catches this."""


class Way(StrEnum):
    """How a request is cut. `once`: only the SDK's first attempt; else each that it makes."""

    REFUSED_ONCE = "error once"
    REFUSED = "error before"
    TIMED_OUT = "time-out before"
    CRASHED = "crash before"
    LOST_ONCE = "answer lost once"
    LOST = "error after"
    TIMED_OUT_AFTER = "time-out after"
    CRASHED_AFTER = "crash after"

    @property
    def takes_effect(self) -> bool:
        """Whether AWS does what it is asked before the line is cut."""
        return self in {Way.LOST_ONCE, Way.LOST, Way.TIMED_OUT_AFTER, Way.CRASHED_AFTER}

    @property
    def is_brief(self) -> bool:
        """Whether a second attempt goes through."""
        return self in {Way.REFUSED_ONCE, Way.LOST_ONCE}


@dataclass(frozen=True)
class Cut:
    """The line is cut at the n-th request (from 0) in one way."""

    place: int
    way: Way


def ways_to_cut(call: Call) -> tuple[Way, ...]:
    """What can happen to a request."""
    if call.operation in READING:
        return (Way.REFUSED, Way.TIMED_OUT, Way.CRASHED)
    return tuple(Way)


@dataclass
class Line:
    """What rooms ask of AWS while somebody listens, and where it is cut.

    As AWS does and moto does not, a transaction that comes again under its token is answered as the
    first time and takes effect once: `committed` holds the answers.
    """

    calls: list[Call] = field(default_factory=list)
    was_cut: bool = False
    committed: dict[str, Any] = field(default_factory=dict)
    _cut: Cut | None = None
    _listening: bool = False
    _in_a_room: int = 0
    _attempts_of_cut_call: int | None = None

    @contextmanager
    def listening(self, cut: Cut | None = None) -> Iterator[None]:
        """Count the requests that rooms make meanwhile, and cut one of them."""
        self.calls, self.was_cut, self._cut, self._listening = [], False, cut, True
        try:
            yield
        finally:
            self._listening = False

    @contextmanager
    def inside_a_room(self) -> Iterator[None]:
        """What is asked meanwhile is asked by a room, not by the test."""
        self._in_a_room += 1
        try:
            yield
        finally:
            self._in_a_room -= 1

    @contextmanager
    def request(self, call: Call) -> Iterator[None]:
        """One request with all the attempts that the SDK makes at it."""
        if not (self._listening and self._in_a_room):
            yield
            return
        if self._cut and self._cut.place == len(self.calls):
            self._attempts_of_cut_call = 0
        self.calls.append(call)
        try:
            yield
        finally:
            self._attempts_of_cut_call = None

    def attempt(self, send: Callable[[], Any], request: Any) -> Any:
        """One attempt: a pair of answer and exception, as botocore has it."""
        if self._attempts_of_cut_call is None or self._cut is None:
            return self._answer(send, request)
        self.was_cut = True
        self._attempts_of_cut_call += 1
        way = self._cut.way
        if way.is_brief and self._attempts_of_cut_call > 1:
            return self._answer(send, request)
        if way.takes_effect:
            self._answer(send, request)
        return _instead(way, request.url)

    def tell(self, take: Callable[[], None]) -> None:
        """A call to a service outside AWS, which gets one attempt; cut, nobody knows of it."""
        if self._attempts_of_cut_call is None or self._cut is None:
            take()
            return
        self.was_cut = True
        if self._cut.way.takes_effect:
            take()
        if self._cut.way in {Way.CRASHED, Way.CRASHED_AFTER}:
            raise Crash
        raise GatewayUnavailableError

    def _answer(self, send: Callable[[], Any], request: Any) -> Any:
        token = _token(request.body)
        if token in self.committed:
            return self.committed[token]
        answer = send()
        if token and answer[0] and answer[0][0].status_code == 200:
            self.committed[token] = answer
        return answer


def _instead(way: Way, url: str) -> Any:
    """What the SDK sees of a request that was cut."""
    if way in {Way.CRASHED, Way.CRASHED_AFTER}:
        raise Crash
    if way in {Way.TIMED_OUT, Way.TIMED_OUT_AFTER}:
        return None, ReadTimeoutError(endpoint_url=url)
    if way is Way.LOST_ONCE:
        return None, ConnectionClosedError(endpoint_url=url)
    error = {"Code": "InternalServerError", "Message": "cut"}
    told = {"Error": error, "ResponseMetadata": {"HTTPStatusCode": 500, "HTTPHeaders": {}}}
    return (AWSResponse(url, 500, {}, None), told), None


def lay(monkeypatch: pytest.MonkeyPatch) -> Line:
    """Put the line below the SDK's retries, which no longer wait, and around every room."""
    line = Line()
    send_request, get_response = Endpoint._send_request, Endpoint._get_response

    def ask(self: Endpoint, request: dict[str, Any], model: Any) -> Any:
        with line.request(Call(model.service_model.service_name, model.name, _body(request))):
            return send_request(self, request, model)

    def attempt(self: Endpoint, request: Any, model: Any, context: Any) -> Any:
        return line.attempt(lambda: get_response(self, request, model, context), request)

    taken = Outside.take

    def tell(self: Outside, way: str, news: WordedNews, address: str) -> None:
        with line.request(Call("outside", "Tell", {})):
            line.tell(lambda: taken(self, way, news, address))

    monkeypatch.setattr(Outside, "take", tell)
    monkeypatch.setattr(Endpoint, "_send_request", ask)
    monkeypatch.setattr(Endpoint, "_get_response", attempt)
    monkeypatch.setattr(botocore.endpoint, "time", SimpleNamespace(sleep=lambda _: None))
    for module in rooms().values():
        monkeypatch.setattr(module, "handle", _noticed(line, module.handle))
    return line


def _noticed(line: Line, handle: Callable[..., Any]) -> Callable[..., Any]:
    def noticed(event: Any, context: Any) -> Any:
        with line.inside_a_room():
            return handle(event, context)

    return noticed


def _body(request: dict[str, Any]) -> dict[str, Any]:
    body = request["body"]
    return dict(json.loads(body)) if isinstance(body, bytes) and body[:1] == b"{" else {}


def _token(body: Any) -> str | None:
    """The token of a transaction."""
    if not isinstance(body, bytes) or b"ClientRequestToken" not in body:
        return None
    return str(json.loads(body)["ClientRequestToken"])
