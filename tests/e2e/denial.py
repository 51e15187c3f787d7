"""Takes a right away from a room for a while, as a policy that lacks it would."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.harness import Deployed


@contextmanager
def forbidden(deployed: Deployed, role: str, action: str) -> Iterator[None]:
    """Deny one action to the role with this logical id, until the block ends."""
    iam = deployed.deployment.engine.client("iam")
    place = {"RoleName": deployed.deployment.product.physical_ids[role], "PolicyName": "forbidden"}
    statement = {"Effect": "Deny", "Action": action, "Resource": "*"}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    iam.put_role_policy(**place, PolicyDocument=json.dumps(policy))
    try:
        yield
    finally:
        iam.delete_role_policy(**place)
