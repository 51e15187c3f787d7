"""Sessions of the console in the table, and what time and other people do to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from casework.adapters.dynamodb.codec import dump, load
from casework.adapters.dynamodb.keys import session_pk
from casework.domain.session import StaffSession, key_of_token
from infra.local.console import Browser, Colleague, sign_in

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

HALF_A_DAY = timedelta(hours=13)


def at_the_desk(deployed: Deployed, username: str) -> Colleague:
    """One of the seeded accounts, signed in at the engine's page in a browser of its own."""
    return sign_in(deployed.deployment, username)


def stored(deployed: Deployed, browser: Browser) -> tuple[StaffSession, str]:
    """The session of a browser as the table has it, and when it ended."""
    item = _client(deployed).get_item(TableName=_table(deployed), Key=_key(browser))["Item"]
    return load(item["data"]["S"], StaffSession), item.get("ended_at", {}).get("S", "")


def pass_half_a_day(deployed: Deployed, browser: Browser) -> None:
    """Let the session of a browser have begun so long ago that it is over."""
    session = stored(deployed, browser)[0]
    older = replace(
        session,
        started_at=session.started_at - HALF_A_DAY,
        expires_at=session.expires_at - HALF_A_DAY,
    )
    _client(deployed).update_item(
        TableName=_table(deployed),
        Key=_key(browser),
        UpdateExpression="SET #data = :data",
        ExpressionAttributeNames={"#data": "data"},
        ExpressionAttributeValues={":data": {"S": dump(older)}},
    )


def _key(browser: Browser) -> dict[str, dict[str, str]]:
    key = session_pk(str(key_of_token(browser.cookies["session"])))
    return {"PK": {"S": key}, "SK": {"S": "SESSION"}}


def _table(deployed: Deployed) -> str:
    return str(deployed.deployment.product.outputs["TableName"])


def _client(deployed: Deployed) -> Any:
    return deployed.deployment.engine.client("dynamodb")
