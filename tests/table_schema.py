"""The table as infra/template.yaml describes it, so that no test runs on another schema."""

from __future__ import annotations

from typing import Any

from tests.integration.template import resources

SAME_IN_THE_API = (
    "AttributeDefinitions",
    "KeySchema",
    "GlobalSecondaryIndexes",
    "BillingMode",
)


def create_table(client: Any, name: str) -> None:
    """Make the table by API calls, with keys, index, stream and expiry of the template."""
    properties = resources("AWS::DynamoDB::Table")["Table"]
    client.create_table(
        TableName=name,
        StreamSpecification={"StreamEnabled": True, **properties["StreamSpecification"]},
        **{key: properties[key] for key in SAME_IN_THE_API},
    )
    client.update_time_to_live(
        TableName=name, TimeToLiveSpecification=properties["TimeToLiveSpecification"]
    )
