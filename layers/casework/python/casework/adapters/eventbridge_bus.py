"""Case events on the EventBridge bus, entry by entry, with retries of what is transient."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnectionError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from casework.domain.publication import OutboundEvent

SOURCE = "mashangban.casework"
ENTRIES_PER_REQUEST = 10
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class _Unsent:
    """An event that a request did not bring to the bus: why, and whether the bus answered."""

    event: OutboundEvent
    reason: str
    unanswered: bool = False


class EventBridgeBus:
    """The EventBus port on EventBridge.

    Give it a client whose SDK tries once: it tries three times itself. `report` is told the id of
    each event that comes back and why: an error code or the class of an exception.
    """

    def __init__(
        self,
        client: Any,
        bus_name: str,
        *,
        pause: Callable[[float], None] = time.sleep,
        report: Callable[[str, str], object] = lambda _event_id, _reason: None,
    ) -> None:
        self._client = client
        self._bus_name = bus_name
        self._pause = pause
        self._report = report

    def publish(self, events: Sequence[OutboundEvent]) -> list[OutboundEvent]:
        """See the port; ten entries a request, each entry's own answer checked.

        Once the bus gives no answer at all, what is left comes back untried: whoever called still
        has to keep it somewhere before its own time is up.
        """
        waiting, unsent = list(events), list[_Unsent]()
        while waiting:
            request, waiting = waiting[:ENTRIES_PER_REQUEST], waiting[ENTRIES_PER_REQUEST:]
            unsent += self._send(request)
            if unsent and unsent[-1].unanswered:
                unsent += (_Unsent(event, unsent[-1].reason) for event in waiting)
                break
        for each in unsent:
            self._report(each.event.id, each.reason)
        return [each.event for each in unsent]

    def _send(self, events: list[OutboundEvent]) -> list[_Unsent]:
        for attempt in range(ATTEMPTS):
            if attempt:
                self._pause(0.05 * 2**attempt * (1 + secrets.randbelow(100) / 100))
            unsent = self._unsent(events)
            if not unsent:
                break
            events = [each.event for each in unsent]
        return unsent

    def _unsent(self, events: list[OutboundEvent]) -> list[_Unsent]:
        """What one request did not bring to the bus."""
        try:
            answer = self._client.put_events(Entries=[self._entry(event) for event in events])
        except (NoConnectionError, HTTPClientError) as error:
            return [_Unsent(event, type(error).__name__, unanswered=True) for event in events]
        except ClientError as error:
            return [_Unsent(event, error.response["Error"]["Code"]) for event in events]
        except BotoCoreError as error:
            return [_Unsent(event, type(error).__name__) for event in events]
        return [
            _Unsent(event, entry["ErrorCode"])
            for event, entry in zip(events, answer["Entries"], strict=True)
            if "ErrorCode" in entry
        ]

    def _entry(self, event: OutboundEvent) -> dict[str, str]:
        return {
            "Source": SOURCE,
            "DetailType": event.type,
            "Detail": json.dumps(event.detail, ensure_ascii=False),
            "EventBusName": self._bus_name,
        }
