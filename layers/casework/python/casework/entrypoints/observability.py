"""Logs and metrics of a room, under its own name; never a text, a path, a token or a contact."""

from __future__ import annotations

from functools import cache

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit


@cache
def logger() -> Logger:
    """The room's logger; the service name comes from the function's environment."""
    return Logger(log_uncaught_exceptions=False)


@cache
def metrics() -> Metrics:
    """The room's metrics, written to the log in the embedded format."""
    return Metrics()


def count(name: str, value: int = 1) -> None:
    """Add to a counter of this invocation and flush it."""
    metrics().add_metric(name=name, unit=MetricUnit.Count, value=value)
    metrics().flush_metrics()
