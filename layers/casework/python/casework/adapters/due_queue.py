"""Queues of what is due: cases for the room that settles them, messages for the one that sends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casework.ports import DueEntry

NAMES = {"case": "case_id", "message": "message", "enterprise_message": "message"}


class SqsDueQueue:
    """The DueQueue port on SQS; a message is the id of what is due and nothing else."""

    def __init__(self, client: Any, queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def put(self, entries: Sequence[DueEntry]) -> None:
        """See the port; each entry's own answer is checked."""
        request = [
            {"Id": str(place), "MessageBody": json.dumps({NAMES[entry.kind]: entry.id})}
            for place, entry in enumerate(entries)
        ]
        try:
            answer = self._client.send_message_batch(QueueUrl=self._queue_url, Entries=request)
        except (ClientError, BotoCoreError) as error:
            raise StoreUnavailableError from error
        if answer.get("Failed"):
            raise StoreUnavailableError
