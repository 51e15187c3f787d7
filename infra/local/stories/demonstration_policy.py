"""The policies of a demonstration: a working day lasts 15 seconds, so that a deadline can be missed
while one looks on, and people are told at any hour.
"""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb.configuration import MESSAGES, POLICY
from infra.provision import FILES, POLICY_FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from infra.local.deploy import Deployment

DAY_SECONDS = 15
OPENS_CASES = "mashangban-scan-intake"
"""The room that opens cases; every later step follows the version that a case was opened under."""

TELLS_ENTERPRISES = "mashangban-enterprise-notification"


def demonstration_policy(day: int) -> dict[str, Any]:
    """The shipped limits with days of so many seconds; silence lasts one, a warning comes a third
    of one before its deadline.
    """
    shipped = _shipped(POLICY)
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
    with _in_place_of_the_shipped(deployment, POLICY, demonstration_policy(day), OPENS_CASES):
        yield


@contextmanager
def at_any_hour(deployment: Deployment) -> Iterator[None]:
    """Enterprises are told at once meanwhile, also in the night and on days off."""
    policy = {**_shipped(MESSAGES), "version": "demonstration", "contact_hours": None}
    with _in_place_of_the_shipped(deployment, MESSAGES, policy, TELLS_ENTERPRISES):
        yield


@contextmanager
def _in_place_of_the_shipped(
    deployment: Deployment, kind: str, policy: dict[str, Any], room: str
) -> Iterator[None]:
    dynamodb = deployment.engine.client("dynamodb")
    table = deployment.product.outputs["TableName"]
    shipped = {"PK": {"S": f"CONFIGURATION#{kind}"}, "SK": {"S": _shipped(kind)["version"]}}
    found = dynamodb.get_item(TableName=table, Key=shipped, ConsistentRead=True)["Item"]
    before = {**found, "SK": {"S": "CURRENT"}}
    name, text = {"S": policy["version"]}, {"S": json.dumps(policy, ensure_ascii=False)}
    version = {**before, "version": name, "data": text}
    dynamodb.put_item(TableName=table, Item={**version, "SK": name})
    dynamodb.put_item(TableName=table, Item=version)
    _read_again(deployment, room)
    try:
        yield
    finally:
        dynamodb.put_item(TableName=table, Item=before)
        _read_again(deployment, room)


def _shipped(kind: str) -> dict[str, Any]:
    policy: dict[str, Any] = json.loads((POLICY_FILES / FILES[kind]).read_text("utf-8"))
    return policy


def _counts_working_days(limit: object) -> bool:
    return isinstance(limit, dict) and limit.get("unit") == "working_days"


def _read_again(deployment: Deployment, room: str) -> None:
    """A function whose settings change begins anew and reads what is in force."""
    functions = deployment.engine.client("lambda")
    settings = functions.get_function_configuration(FunctionName=room)
    variables = {**settings["Environment"]["Variables"], "BEGUN_ANEW": str(time.time())}
    functions.update_function_configuration(FunctionName=room, Environment={"Variables": variables})
