"""The policy of a demonstration: a working day lasts 15 seconds, so that a deadline can be missed
while one looks on.
"""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb.configuration import POLICY
from infra.provision import FILES, POLICY_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infra.local.deploy import Deployment

DAY_SECONDS = 15
READS_THE_POLICY_IN_FORCE = "mashangban-scan-intake"
"""The room that opens cases; every later step follows the version that a case was opened under."""


def demonstration_policy(day: int) -> dict[str, Any]:
    """The shipped limits with days of so many seconds; silence lasts one, a warning comes a third
    of one before its deadline.
    """
    shipped = _shipped()
    days = {key: limit["amount"] for key, limit in shipped.items() if _counts_working_days(limit)}
    seconds = {key: number * day for key, number in days.items()}
    seconds |= {"silence": day, "warning_lead_time": max(1, day // 3)}
    limits = {key: {"amount": amount, "unit": "seconds"} for key, amount in seconds.items()}
    return {**shipped, **limits, "version": f"demonstration-{day}s", "business_hours": None}


@contextmanager
def in_force(deployment: Deployment, day: int = DAY_SECONDS) -> Iterator[None]:
    """Cases that are filed meanwhile are opened under it; afterwards the shipped policy is in
    force, also where an earlier demonstration was cut off.
    """
    dynamodb = deployment.engine.client("dynamodb")
    table = deployment.product.outputs["TableName"]
    shipped = {"PK": {"S": f"CONFIGURATION#{POLICY}"}, "SK": {"S": _shipped()["version"]}}
    found = dynamodb.get_item(TableName=table, Key=shipped, ConsistentRead=True)["Item"]
    before = {**found, "SK": {"S": "CURRENT"}}
    policy = demonstration_policy(day)
    name, text = {"S": policy["version"]}, {"S": json.dumps(policy, ensure_ascii=False)}
    version = {**before, "version": name, "data": text}
    dynamodb.put_item(TableName=table, Item={**version, "SK": name})
    dynamodb.put_item(TableName=table, Item=version)
    _read_again(deployment)
    try:
        yield
    finally:
        dynamodb.put_item(TableName=table, Item=before)
        _read_again(deployment)


def _shipped() -> dict[str, Any]:
    policy: dict[str, Any] = json.loads((POLICY_FILES / FILES[POLICY]).read_text("utf-8"))
    return policy


def _counts_working_days(limit: object) -> bool:
    return isinstance(limit, dict) and limit.get("unit") == "working_days"


def _read_again(deployment: Deployment) -> None:
    """A function whose settings change begins anew and reads what is in force."""
    functions = deployment.engine.client("lambda")
    settings = functions.get_function_configuration(FunctionName=READS_THE_POLICY_IN_FORCE)
    variables = {**settings["Environment"]["Variables"], "BEGUN_ANEW": str(time.time())}
    functions.update_function_configuration(
        FunctionName=READS_THE_POLICY_IN_FORCE, Environment={"Variables": variables}
    )
