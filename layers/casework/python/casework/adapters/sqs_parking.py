"""The parking queue: ids of events that could not be sent, until somebody replays them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence


class SqsParking:
    """The Parking port on SQS; a message is the event's id and nothing else.

    One request a message: AWS takes the right to SendMessage for SendMessageBatch too, the local
    engine does not, and the few events that are ever parked need no batches.
    """

    def __init__(self, client: Any, queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def park(self, event_ids: Sequence[str]) -> None:
        """See the port."""
        for event_id in event_ids:
            body = json.dumps({"event_id": event_id})
            try:
                self._client.send_message(QueueUrl=self._queue_url, MessageBody=body)
            except (ClientError, BotoCoreError) as error:
                raise StoreUnavailableError from error
