"""The table as infra/template.yaml describes it, so that no test runs on another schema."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

TEMPLATE = Path(__file__).parent.parent / "infra" / "template.yaml"
SAME_IN_THE_API = (
    "AttributeDefinitions",
    "KeySchema",
    "GlobalSecondaryIndexes",
    "BillingMode",
)


class _TemplateLoader(yaml.SafeLoader):  # type: ignore[misc]
    """Reads a template with its short functions (`!Ref`, `!Sub`) as plain values."""


def _short_function(loader: yaml.SafeLoader, _name: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)


_TemplateLoader.add_multi_constructor("!", _short_function)


@cache
def table_properties() -> dict[str, Any]:
    """The properties of the template's table."""
    template = yaml.load(TEMPLATE.read_text("utf-8"), _TemplateLoader)  # noqa: S506 - a safe loader
    properties: dict[str, Any] = template["Resources"]["Table"]["Properties"]
    return properties


def create_table(client: Any, name: str) -> None:
    """Make the table by API calls, with keys, index, stream and expiry of the template."""
    properties = table_properties()
    client.create_table(
        TableName=name,
        StreamSpecification={"StreamEnabled": True, **properties["StreamSpecification"]},
        **{key: properties[key] for key in SAME_IN_THE_API},
    )
    client.update_time_to_live(
        TableName=name, TimeToLiveSpecification=properties["TimeToLiveSpecification"]
    )
