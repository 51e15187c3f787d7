"""Logs and metrics of a room, under its own name; never a text, a path, a token or a contact.

The library is loaded when there is something to say: most invocations succeed and say nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics


@cache
def logger() -> Logger:
    """The room's logger; the service name comes from the function's environment."""
    from aws_lambda_powertools import Logger  # noqa: PLC0415 - see above

    return Logger(log_uncaught_exceptions=False)


@cache
def metrics() -> Metrics:
    """The room's metrics, written to the log in the embedded format."""
    from aws_lambda_powertools import Metrics  # noqa: PLC0415 - see above

    return Metrics()


def count(**figures: int) -> None:
    """Write down figures of this invocation, by name."""
    for name, value in figures.items():
        metrics().add_metric(name=name, unit="Count", value=value)
    metrics().flush_metrics()
