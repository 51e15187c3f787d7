"""A token says who; only an entry that is in force says what the person may do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from casework.domain.staff import Role
from tests.e2e.asking import Asker
from tests.e2e.colleagues import colleague, stranger

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

WORK, CODES = "/api/desk/cases", "/api/registry/codes"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


def answered(deployed: Deployed, token: str, path: str) -> tuple[int, str | None]:
    """Status and rule of reading a path with a token."""
    reply = Asker(deployed, token).get(path)
    return reply.status, reply.json().get("code")


@pytest.mark.parametrize("path", [WORK, CODES])
def test_a_genuine_token_of_nobody_in_the_registry_is_forbidden(
    deployed: Deployed, path: str
) -> None:
    token = stranger(deployed, "nobody-here")
    assert answered(deployed, token, path) == (403, "not_permitted")


def test_a_new_entry_is_in_force_at_once(deployed: Deployed) -> None:
    token = colleague(deployed, "newcomer", Role.HANDLER, "justice")
    assert answered(deployed, token, WORK) == (200, None)


@pytest.mark.parametrize(
    ("role", "unit", "path"), [(Role.CLERK, "centre", WORK), (Role.ADMINISTRATOR, "centre", CODES)]
)
def test_a_closed_entry_is_forbidden_though_the_token_is_still_good(
    deployed: Deployed, role: Role, unit: str, path: str
) -> None:
    subject = f"left-{role}"
    token = colleague(deployed, subject, role, unit)
    assert answered(deployed, token, path) == (200, None)
    colleague(deployed, subject, role, unit, until=YESTERDAY)
    assert answered(deployed, token, path) == (403, "not_permitted")


def test_a_role_opens_its_own_room_only(deployed: Deployed) -> None:
    clerk, administrator = deployed.token("clerk"), deployed.token("administrator")
    assert answered(deployed, clerk, CODES) == (403, "not_permitted")
    assert answered(deployed, administrator, WORK) == (403, "not_permitted")
