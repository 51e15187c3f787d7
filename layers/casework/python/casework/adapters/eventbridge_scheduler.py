"""One-time timers on EventBridge Scheduler: created only, never changed; a conflict is success."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from casework.domain.errors import StoreUnavailableError

if TYPE_CHECKING:
    from datetime import datetime

NAME_LENGTH = 64
"""What Scheduler allows a name."""


@dataclass(frozen=True, slots=True)
class TimerTarget:
    """Where timers lead, and how far from now they begin.

    - `prefix` begins every name; the room may create and delete no other.
    - `queue_arn` gets the case's id; `dead_letter_arn` gets what could not be delivered there.
    - `margin`: a timer is never set closer than this, for an instant that has passed when Scheduler
      reads it is nowhere documented.
    - `window`: timers of one instant are spread over so much, by the case.
    """

    prefix: str
    queue_arn: str
    dead_letter_arn: str
    role_arn: str
    margin: timedelta
    window: timedelta


class EventBridgeScheduler:
    """The DeadlineScheduler port on EventBridge Scheduler."""

    def __init__(self, client: Any, target: TimerTarget) -> None:
        self._client = client
        self._target = target

    def arm(self, case_id: str, due_version: int, due: datetime, now: datetime) -> None:
        """See the port; the name holds case and version, so a repeat finds its own timer."""
        at = self._instant(case_id, due, now)
        try:
            self._client.create_schedule(
                Name=self.name(case_id, due_version),
                ScheduleExpression=f"at({at:%Y-%m-%dT%H:%M:%S})",
                ScheduleExpressionTimezone="UTC",
                FlexibleTimeWindow={"Mode": "OFF"},
                ActionAfterCompletion="DELETE",
                Target={
                    "Arn": self._target.queue_arn,
                    "RoleArn": self._target.role_arn,
                    "Input": json.dumps({"case_id": case_id}),
                    "RetryPolicy": {"MaximumRetryAttempts": 20, "MaximumEventAgeInSeconds": 3600},
                    "DeadLetterConfig": {"Arn": self._target.dead_letter_arn},
                },
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConflictException":
                raise StoreUnavailableError from error
        except BotoCoreError as error:
            raise StoreUnavailableError from error
        self._forget(case_id, due_version - 1)

    def name(self, case_id: str, due_version: int) -> str:
        """The timer's name, 64 characters at most."""
        name = f"{self._target.prefix}-due-{case_id}-{due_version}"
        if len(name) > NAME_LENGTH:
            raise ValueError(f"{name} is longer than {NAME_LENGTH} characters")
        return name

    def _instant(self, case_id: str, due: datetime, now: datetime) -> datetime:
        """Spread by the case, and rounded up: a timer that is early finds nothing to do."""
        digest = int(hashlib.sha256(case_id.encode()).hexdigest()[:8], 16)
        spread = timedelta(seconds=digest % max(1, int(self._target.window.total_seconds())))
        at = max(due + spread, now + self._target.margin)
        return at.replace(microsecond=0) + timedelta(seconds=bool(at.microsecond))

    def _forget(self, case_id: str, due_version: int) -> None:
        """Take the superseded timer away; where that fails it fires and finds nothing to do."""
        if due_version < 1:
            return
        try:
            self._client.delete_schedule(Name=self.name(case_id, due_version))
        except (ClientError, BotoCoreError):
            return
