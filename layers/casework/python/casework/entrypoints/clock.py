"""The current time, asked for in one place so that a test can move it."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Now, timezone-aware, UTC."""
    return datetime.now(UTC)
