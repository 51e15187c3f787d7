"""Arm a timer for what happens next in a case (P6); losing it loses nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casework.ports import DeadlineScheduler


def arm_timer(
    case_id: str,
    due_version: int,
    next_due: str | None,
    now: datetime,
    *,
    scheduler: DeadlineScheduler,
) -> None:
    """Create the timer of one version of what is due; repeated, it finds its own.

    Outdated announcements make timers that find nothing to do. Raises StoreUnavailableError; the
    queue delivers the announcement again, and the sweep stands behind it.
    """
    if next_due is not None:
        scheduler.arm(case_id, due_version, datetime.fromisoformat(next_due), now)
