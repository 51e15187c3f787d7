"""The queue in which misses wait for the number of their letter: of each line one is numbered at a
time.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping


class SqsNumberingQueue:
    """The NumberingQueue port on an SQS FIFO queue: a line is a message group."""

    def __init__(self, client: Any, queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def put(self, request: Mapping[str, str], *, line: str, name: str) -> None:
        """See the port."""
        try:
            self._client.send_message(
                QueueUrl=self._queue_url,
                MessageBody=json.dumps(request),
                MessageGroupId=line,
                MessageDeduplicationId=hashlib.sha256(name.encode()).hexdigest(),
            )
        except (ClientError, BotoCoreError) as error:
            raise StoreUnavailableError from error
