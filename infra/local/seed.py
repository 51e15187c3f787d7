"""Seeds a local county: configuration, staff who can sign in, and the first printed codes."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING

from casework.adapters.dynamodb import configuration, table
from casework.adapters.dynamodb.codes import DynamoCodes
from casework.adapters.dynamodb.staff import DynamoStaff
from casework.domain.code import PlaceKind
from casework.domain.errors import ConfigurationError
from casework.domain.staff import Role, StaffMember
from casework.services.manage_codes import issue_code
from infra.local.accounts import ACCOUNTS, Account, create_accounts
from infra.local.engine import REGION, EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from casework.domain.code import Code
    from infra.local.deploy import Deployment
    from infra.local.engine import Engine

_POLICY_FILES = {
    configuration.POLICY: "deadlines.json",
    configuration.CALENDAR: "working_days.json",
    configuration.CATALOGUE: "duty_catalogue.json",
    configuration.ORGANISATION: "organisation.json",
}
_CAPTIONS = {
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
        table.bind(deployment.product.outputs["TableName"], REGION)
        return seed(session)


def seed(session: Session) -> Seeded:
    """Writes configuration, staff registry and first codes; doing it again changes nothing."""
    _import_configuration()
    members = {account.role: _register(session, account) for account in ACCOUNTS}
    codes = _issue_codes(members[Role.ADMINISTRATOR])
    return Seeded(filing_path=f"/q/{codes[PlaceKind.CENTRE].token}")


def _import_configuration() -> None:
    for kind, name in _POLICY_FILES.items():
        text = resources.files("casework.policy").joinpath(name).read_text("utf-8")
        version = json.loads(text)["version"]
        try:
            configuration.import_version(kind, version, text)
        except ConfigurationError as error:
            raise EngineError(
                f"policy/{name} differs from what is stored as version {version}: give it a new "
                "version, or forget the local data with make clean"
            ) from error


def _register(session: Session, account: Account) -> StaffMember:
    member = StaffMember(
        id=account.username,
        name=account.name,
        role=Role(account.role),
        unit=account.unit,
        since=datetime(2021, 4, 1, tzinfo=UTC),
        until=None,
    )
    issuer = session.deployment.identity.outputs["Issuer"]
    DynamoStaff().put(issuer, session.subjects[account.username], member)
    return member


def _issue_codes(administrator: StaffMember) -> dict[PlaceKind, Code]:
    """One active code a kind of place: those that are there, and new ones where none is."""
    codes = DynamoCodes()
    there = {code.place: code for code in codes.all() if code.is_active}
    for place, captions in _CAPTIONS.items():
        if place not in there:
            there[place] = issue_code(
                administrator, place, captions, datetime.now(UTC), codes=codes
            )
    return there


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
