"""The rooms' logs, as CloudWatch Logs keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed


def logged(deployed: Deployed, words: str) -> dict[str, list[str]]:
    """Lines of the rooms' logs that hold these words, by log group."""
    logs = deployed.deployment.engine.client("logs")
    pages = logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix="/aws/lambda/")
    groups = [group["logGroupName"] for page in pages for group in page["logGroups"]]
    assert len(groups) == len(deployed.deployment.product.of_type("AWS::Lambda::Function"))
    found = {group: _lines(logs, group, words) for group in groups}
    return {group: lines for group, lines in found.items() if lines}


def _lines(logs: Any, group: str, words: str) -> list[str]:
    pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group)
    messages = [event["message"] for page in pages for event in page["events"]]
    return [message for message in messages if words in message]
