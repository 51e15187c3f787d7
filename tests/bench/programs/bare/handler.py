"""The yardstick: one request to AWS by botocore alone."""

from typing import Any

import botocore.session


def handle(event: dict[str, Any], _context: Any) -> None:
    """Send `{"service": ..., "method": ..., "parameters": {...}}`."""
    client = botocore.session.get_session().create_client(event["service"])
    getattr(client, event["method"])(**event["parameters"])
