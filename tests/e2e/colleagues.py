"""More staff than the seeded accounts: people at the same issuer, each with a registry entry."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from casework.adapters.dynamodb.codec import dump
from casework.adapters.dynamodb.keys import staff_pk
from casework.domain.staff import Role, StaffMember
from tests.e2e.staff_tokens import forger

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

SINCE = datetime(2021, 4, 1, tzinfo=UTC)


def stranger(deployed: Deployed, subject: str) -> str:
    """A token, as the issuer would sign it, of someone whom the registry does not know."""
    return forger(deployed).sign(sub=subject)


def colleague(
    deployed: Deployed, subject: str, role: Role, unit: str, until: datetime | None = None
) -> str:
    """Enter a person into the registry and return the person's token; `until` closes the entry."""
    member = StaffMember(subject, subject, role, unit, SINCE, until)
    issuer = deployed.deployment.identity.outputs["Issuer"]
    item = {
        "PK": staff_pk(issuer, subject),
        "SK": "STAFF",
        "kind": "STAFF",
        "data": dump(member),
    }
    deployed.deployment.engine.client("dynamodb").put_item(
        TableName=deployed.deployment.product.outputs["TableName"],
        Item={name: {"S": text} for name, text in item.items()},
    )
    return stranger(deployed, subject)
