"""The deployed template is the written one, and the way in lets only the right tokens pass."""

import http.client
import time
from pathlib import Path

import pytest

from infra.local.after_deploy import DOMAIN
from infra.local.engine import ROOT
from infra.local.routes import declared_routes, deployed_routes
from infra.local.sam import built, runtime
from tests.e2e.harness import WORKSPACE, Deployed
from tests.e2e.staff_tokens import Forger, forger

UNCHECKED_HASH = 0b01
"""PEP 552: bytecode that is never compared with its source."""

LAYERS = 6
STAFF_PATHS = ("/api/desk/cases", "/api/registry/codes")


@pytest.fixture(scope="module")
def issuer(deployed: Deployed) -> Forger:
    """Someone who holds the issuer's key."""
    return forger(deployed)


def status(deployed: Deployed, path: str, token: str | None = None, method: str = "GET") -> int:
    """The status of one request, sent to 127.0.0.1 under the API's host name."""
    connection = http.client.HTTPConnection("127.0.0.1", deployed.port, timeout=60)
    headers = {"Host": f"{DOMAIN}:{deployed.port}"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    try:
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def test_the_engine_answers_exactly_the_routes_of_the_template(deployed: Deployed) -> None:
    engine, product = deployed.deployment.engine, deployed.deployment.product
    assert deployed_routes(engine, product) == declared_routes(product)


def test_every_staff_route_but_the_description_requires_a_token_with_the_scope(
    deployed: Deployed,
) -> None:
    staff = {r for r in declared_routes(deployed.deployment.product) if "/api/" in r.key}
    unguarded = {route.key for route in staff if route.authorizer != "StaffIdentity"}
    assert unguarded == {"GET /api/openapi.json"}
    assert {route.scopes for route in staff if route.key not in unguarded} == {("casework/desk",)}


def test_the_table_forgets_what_expired_and_can_be_restored(deployed: Deployed) -> None:
    dynamodb = deployed.deployment.engine.client("dynamodb")
    name = deployed.deployment.product.outputs["TableName"]
    expiry = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    backups = dynamodb.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    assert (expiry["TimeToLiveStatus"], expiry["AttributeName"]) == ("ENABLED", "expires_at")
    recovery = backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    assert recovery == "ENABLED"


def test_every_package_holds_bytecode_that_stays_valid_in_a_read_only_zip(
    deployed: Deployed,
) -> None:
    packages, version = built(WORKSPACE), runtime(deployed.deployment.engine)
    sources = sorted(packages.rglob("*.py"))
    folders = {path.relative_to(packages).parts[0] for path in sources}
    assert len(folders) == len(list((ROOT / "functions").glob("*/handler.py"))) + LAYERS
    stale = [str(p.relative_to(packages)) for p in sources if not _is_unchecked(p, version)]
    assert stale == []


@pytest.mark.parametrize("path", STAFF_PATHS)
def test_a_genuine_token_passes_the_authorizer(
    deployed: Deployed, issuer: Forger, path: str
) -> None:
    assert status(deployed, path, deployed.token("clerk")) not in {401, 404, 500, 502}
    assert status(deployed, path, issuer.sign()) not in {401, 404, 500, 502}


@pytest.mark.parametrize("path", STAFF_PATHS)
def test_without_a_token_there_is_no_way_in(deployed: Deployed, path: str) -> None:
    assert status(deployed, path) == 401


def test_an_unsigned_token_is_refused(deployed: Deployed, issuer: Forger) -> None:
    assert status(deployed, STAFF_PATHS[0], issuer.leave_unsigned()) == 401


def test_a_token_signed_by_a_stranger_is_refused(deployed: Deployed, issuer: Forger) -> None:
    assert status(deployed, STAFF_PATHS[0], issuer.sign_with_another_key()) == 401


def test_an_expired_token_is_refused(deployed: Deployed, issuer: Forger) -> None:
    token = issuer.sign(exp=int(time.time()) - 120)
    assert status(deployed, STAFF_PATHS[0], token) == 401


def test_a_token_for_another_audience_is_refused(deployed: Deployed, issuer: Forger) -> None:
    assert status(deployed, STAFF_PATHS[0], issuer.sign(client_id="another-client")) == 401


def test_a_token_of_another_issuer_is_refused(deployed: Deployed, issuer: Forger) -> None:
    token = issuer.sign(iss="https://identity.example")
    assert status(deployed, STAFF_PATHS[0], token) == 401


def test_a_token_without_the_scope_is_forbidden(deployed: Deployed, issuer: Forger) -> None:
    assert status(deployed, STAFF_PATHS[0], issuer.sign(scope="openid")) == 403


def _is_unchecked(source: Path, runtime_version: str) -> bool:
    tag = f"cpython-{runtime_version.replace('.', '')}"
    bytecode = source.parent / "__pycache__" / f"{source.stem}.{tag}.pyc"
    return bytecode.exists() and bytecode.read_bytes()[4] == UNCHECKED_HASH
