"""Short messages through a gateway of one's own: HTTPS, JSON, signed; any provider fits behind it.

A request is `POST {address}` with the JSON object `{"id", "to", "text", "language"}`: the message's
id, a mobile number of mainland China, the words without a signature (【】 is the gateway's to add),
and "zh" or "en". Its headers:

- `X-Request-Id`: the message's id again. The same id is the same message; it is delivered once.
- `X-Timestamp`: seconds since 1970. A gateway refuses what is minutes old.
- `X-Signature`: hex of HMAC-SHA256 under `key` over timestamp, a line feed, and the body's bytes.

Answers: 2xx, it was taken; 408, 429, 5xx and none, later; 401 and 403, the key is wrong; any other
4xx, the number never gets it. The body of an answer is not read.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.adapters.outside_http import (
    NoAnswerError,
    http_session,
    in_json,
    is_private,
    post_json,
)
from casework.domain.enterprise_messages import GatewayUnavailableError, NotDeliverableError
from casework.domain.errors import ConfigurationError
from casework.domain.reach_events import NotReachedReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from casework.domain.enterprise_messages import WordedNews

READ_SECONDS = 10
OK, CLIENT_ERROR = range(200, 300), range(400, 500)
WRONG_KEY = frozenset({401, 403})
LATER = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class ShortMessageGateway:
    """What the secret holds: a JSON object with these names, both of them text.

    `address` is where messages are posted, over HTTPS (without it only to a stand-in on this
    machine); `key` is what both sides sign with.
    """

    address: str
    key: str


class SmsGateway:
    """The EnterpriseNotifier port for short messages."""

    def __init__(
        self,
        gateway: Callable[[], ShortMessageGateway],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Nothing is asked before the first use."""
        self._gateway = gateway
        self._clock = clock
        self._http = http_session(READ_SECONDS)

    def send(self, news: WordedNews, address: str) -> None:
        """See the port; one request."""
        gateway = self._gateway()
        if not is_private(gateway.address):
            raise ConfigurationError("ShortMessageGateway: address is neither HTTPS nor here")
        said = {
            "id": news.message.id,
            "to": address,
            "text": news.short,
            "language": news.language,
        }
        body = in_json(said)
        timestamp = str(int(self._clock()))
        headers = {
            "X-Request-Id": news.message.id,
            "X-Timestamp": timestamp,
            "X-Signature": signature(gateway.key, timestamp, body),
        }
        try:
            status, _ = post_json(self._http, gateway.address, body, headers)
        except NoAnswerError:
            raise GatewayUnavailableError("the gateway did not answer") from None
        _check(status)


def signature(key: str, timestamp: str, body: bytes) -> str:
    """What proves that a request is ours, and when it was made."""
    return hmac.new(key.encode(), f"{timestamp}\n".encode() + body, hashlib.sha256).hexdigest()


def _check(status: int) -> None:
    if status in OK:
        return
    if status in WRONG_KEY:
        raise ConfigurationError(f"ShortMessageGateway: answered {status}")
    if status in CLIENT_ERROR and status not in LATER:
        raise NotDeliverableError(NotReachedReason.REFUSED)
    raise GatewayUnavailableError(f"the gateway answered {status}")
