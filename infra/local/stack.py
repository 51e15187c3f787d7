"""A deployed stack as the engine holds it: its processed template and what the names in it stand
for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infra.local.engine import Engine


@dataclass(frozen=True, slots=True)
class Stack:
    """Template, parameters, physical ids and outputs of one stack at one moment."""

    template: str
    parameters: Mapping[str, str]
    physical_ids: Mapping[str, str]
    outputs: Mapping[str, str]

    def resolve(self, value: Any) -> Any:
        """What a Ref to a parameter or resource stands for; any other value is itself."""
        if not isinstance(value, dict):
            return value
        name = value["Ref"]
        return self.parameters[name] if name in self.parameters else self.physical_ids[name]

    def of_type(self, kind: str) -> dict[str, Mapping[str, Any]]:
        """Logical id and properties of every resource of one type.

        Only for a template that was transformed: it comes back as JSON, any other as it was.
        """
        return {
            name: resource.get("Properties", {})
            for name, resource in json.loads(self.template)["Resources"].items()
            if resource["Type"] == kind
        }


def read_stack(engine: Engine, name: str) -> Stack | None:
    """The stack of that name, or None while it was never deployed."""
    cloudformation = engine.client("cloudformation")
    try:
        described = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if error.response["Error"]["Code"] == "ValidationError":
            return None
        raise
    template = cloudformation.get_template(StackName=name, TemplateStage="Processed")[
        "TemplateBody"
    ]
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=name)
    return Stack(
        template=template if isinstance(template, str) else json.dumps(template),
        parameters={
            p["ParameterKey"]: p["ParameterValue"] for p in described.get("Parameters", [])
        },
        physical_ids={
            r["LogicalResourceId"]: r["PhysicalResourceId"]
            for page in pages
            for r in page["StackResourceSummaries"]
        },
        outputs={o["OutputKey"]: o["OutputValue"] for o in described.get("Outputs", [])},
    )
