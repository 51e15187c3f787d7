"""What a case keeps of the decisions that move it in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.domain.decision_events import SuspensionReason


@dataclass(frozen=True, slots=True)
class Suspension:
    """A suspension (挂起) that has not been lifted; `until` is when it ends by itself."""

    reason: SuspensionReason
    since: datetime
    until: datetime
