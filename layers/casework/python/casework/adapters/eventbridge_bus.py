"""Case events on the EventBridge bus, entry by entry, with retries of what is transient."""

from __future__ import annotations

import json
import secrets
import time
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from casework.domain.publication import OutboundEvent

SOURCE = "mashangban.casework"
ENTRIES_PER_REQUEST = 10
ATTEMPTS = 4


class EventBridgeBus:
    """The EventBus port on EventBridge."""

    def __init__(
        self, client: Any, bus_name: str, *, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._client = client
        self._bus_name = bus_name
        self._pause = pause

    def publish(self, events: Sequence[OutboundEvent]) -> list[OutboundEvent]:
        """See the port; ten entries a request, each entry's own answer checked."""
        unsent: list[OutboundEvent] = []
        for start in range(0, len(events), ENTRIES_PER_REQUEST):
            unsent += self._send(list(events[start : start + ENTRIES_PER_REQUEST]))
        return unsent

    def _send(self, events: list[OutboundEvent]) -> list[OutboundEvent]:
        for attempt in range(ATTEMPTS):
            if attempt:
                self._pause(0.05 * 2**attempt * (1 + secrets.randbelow(100) / 100))
            events = self._refused(events)
            if not events:
                break
        return events

    def _refused(self, events: list[OutboundEvent]) -> list[OutboundEvent]:
        try:
            answer = self._client.put_events(Entries=[self._entry(event) for event in events])
        except (ClientError, BotoCoreError):
            return events
        return [
            event
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
