"""Seeds a local county: configuration, staff who can sign in, and the first printed codes."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.code import PlaceKind
from casework.domain.errors import ConfigurationError
from infra.local.accounts import ACCOUNTS, create_accounts
from infra.local.engine import REGION, EngineError
from infra.provision import provision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from infra.local.deploy import Deployment
    from infra.local.engine import Engine

_CODES = {
    PlaceKind.CENTRE: ("政法护航工作中心 扫码即诉", "Escort service centre: scan to file a case"),
    PlaceKind.STATION: ("化工园区政法护航工作站 扫码即诉", "Chemical park station: scan to file"),
    PlaceKind.POSTER: ("护企安商 扫码即诉", "Poster: scan to file a case"),
}


@dataclass(frozen=True, slots=True)
class Session:
    """What seeding works with: the deployment, and each account's subject at the issuer."""

    deployment: Deployment
    subjects: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seeded:
    """What a person needs to begin: the path that the service centre's filing code opens."""

    filing_path: str


def seed_deployment(deployment: Deployment) -> Seeded:
    """Makes the accounts that are missing, then seeds the table; again, it changes nothing."""
    session = Session(deployment, create_accounts(deployment))
    with _credentials_of(deployment.engine):
        return seed(session)


def seed(session: Session) -> Seeded:
    """Writes configuration, staff registry and first codes; doing it again changes nothing.

    Raises EngineError when a policy file changed and kept its version.
    """
    table = session.deployment.product.outputs["TableName"]
    try:
        codes = provision(table, REGION, {"staff": _staff(session), "codes": _codes()})
    except ConfigurationError as error:
        if "version" not in error.facts:
            raise
        raise EngineError(
            f"the {error.facts['kind']} in casework/policy is not the stored version "
            f"{error.facts['version']} any more: give it a new version, or forget the local data "
            "with make clean"
        ) from error
    active = [code for code in codes if code.is_active and code.place is PlaceKind.CENTRE]
    return Seeded(filing_path=f"/q/{active[0].token}")


def _staff(session: Session) -> list[dict[str, str]]:
    issuer = session.deployment.identity.outputs["Issuer"]
    return [
        {
            "issuer": issuer,
            "subject": session.subjects[account.username],
            "id": account.username,
            "name": account.name,
            "role": account.role,
            "unit": account.unit,
        }
        for account in ACCOUNTS
    ]


def _codes() -> list[dict[str, str]]:
    return [
        {"place": place, "caption_zh": zh, "caption_en": en} for place, (zh, en) in _CODES.items()
    ]


@contextmanager
def _credentials_of(engine: Engine) -> Iterator[None]:
    """The adapters read the environment, as they do in a function."""
    before = dict(os.environ)
    os.environ.update(engine.environment())
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
