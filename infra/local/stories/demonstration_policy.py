"""The policy of a demonstration: a working day lasts 30 seconds, so that a deadline can be missed
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

DAY_SECONDS = 30
WARNING_SECONDS = 10
VERSION = f"demonstration-{DAY_SECONDS}s"
READS_THE_POLICY_IN_FORCE = "mashangban-scan-intake"
"""The room that opens cases; every later step follows the version that a case was opened under."""


def demonstration_policy() -> dict[str, Any]:
    """The shipped limits, their days as seconds; silence and letters last a day."""
    shipped: dict[str, Any] = json.loads((POLICY_FILES / FILES[POLICY]).read_text("utf-8"))
    days = {key: limit["amount"] for key, limit in shipped.items() if _counts_working_days(limit)}
    days |= {"silence": 1, "letter_reply": days["letter_reply"]}
    limits = {key: {"amount": n * DAY_SECONDS, "unit": "seconds"} for key, n in days.items()}
    limits["warning_lead_time"] = {"amount": WARNING_SECONDS, "unit": "seconds"}
    return {**shipped, **limits, "version": VERSION, "business_hours": None}


@contextmanager
def in_force(deployment: Deployment) -> Iterator[None]:
    """Cases that are filed meanwhile are opened under it; afterwards what was in force is again."""
    dynamodb = deployment.engine.client("dynamodb")
    table = deployment.product.outputs["TableName"]
    current = {"PK": {"S": f"CONFIGURATION#{POLICY}"}, "SK": {"S": "CURRENT"}}
    before = dynamodb.get_item(TableName=table, Key=current, ConsistentRead=True)["Item"]
    text = json.dumps(demonstration_policy(), ensure_ascii=False)
    version = {**before, "version": {"S": VERSION}, "data": {"S": text}}
    dynamodb.put_item(TableName=table, Item={**version, "SK": {"S": VERSION}})
    dynamodb.put_item(TableName=table, Item=version)
    _read_again(deployment)
    try:
        yield
    finally:
        dynamodb.put_item(TableName=table, Item=before)
        _read_again(deployment)


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
