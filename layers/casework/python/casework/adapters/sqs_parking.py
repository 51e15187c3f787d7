"""The parking queue: ids of events that could not be sent, until somebody replays them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence

IDS_PER_REQUEST = 10


class SqsParking:
    """The Parking port on SQS; a message is the event's id and nothing else."""

    def __init__(self, client: Any, queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def park(self, event_ids: Sequence[str]) -> None:
        """See the port."""
        for start in range(0, len(event_ids), IDS_PER_REQUEST):
            self._send(event_ids[start : start + IDS_PER_REQUEST])

    def _send(self, event_ids: Sequence[str]) -> None:
        entries = [
            {"Id": str(place), "MessageBody": json.dumps({"event_id": event_id})}
            for place, event_id in enumerate(event_ids)
        ]
        try:
            answer = self._client.send_message_batch(QueueUrl=self._queue_url, Entries=entries)
        except (ClientError, BotoCoreError) as error:
            raise StoreUnavailableError from error
        if answer.get("Failed"):
            raise StoreUnavailableError
