"""The staff API describes itself: openly, in valid OpenAPI 3.1, and every route that answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from infra.local.routes import declared_routes
from tests.e2e.asking import Asker

if TYPE_CHECKING:
    from tests.e2e.harness import Deployed

SAMPLE = "0" * 12
REFUSALS = {"401", "403", "404", "409", "413", "422", "503"}


@pytest.fixture(scope="module")
def document(deployed: Deployed) -> dict[str, Any]:
    """The document as served to anybody."""
    reply = Asker(deployed).get("/api/openapi.json")
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    served: dict[str, Any] = reply.json()
    return served


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Every operation by method and path."""
    return {
        (method.upper(), path): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_the_document_describes_every_room_that_the_template_mounts_under_api(
    deployed: Deployed, document: dict[str, Any]
) -> None:
    keys = {route.key.partition(" ")[2] for route in declared_routes(deployed.deployment.product)}
    mounted = {key.removesuffix("{proxy+}") for key in keys if key.startswith("/api/")}
    described = {
        next((mount for mount in mounted if path.startswith(mount)), path)
        for path in document["paths"]
    }
    assert described == mounted


def test_every_described_operation_answers_and_is_refused_without_a_token(
    deployed: Deployed, document: dict[str, Any]
) -> None:
    administrator = Asker(deployed, deployed.token("administrator"))
    clerk, nobody = Asker(deployed, deployed.token("clerk")), Asker(deployed)
    for (method, path), operation in operations(document).items():
        address = re.sub(r"\{\w+\}", SAMPLE, path)
        body = None if method == "GET" else b"{}"
        without = nobody.send(method, address, body, {}).status
        assert without == (401 if operation["security"] else 200), path
        staff = clerk if "/desk/" in path else administrator
        answer = staff.send(method, address, body, {"Content-Type": "application/json"})
        assert str(answer.status) in operation["responses"], (method, path, answer.status)
        assert (answer.status, answer.headers["content-type"]) != (404, "application/json"), path


def test_every_operation_for_staff_names_its_refusals_and_how_to_sign_in(
    document: dict[str, Any],
) -> None:
    for key, operation in operations(document).items():
        if key[1] == "/api/openapi.json":
            continue
        assert operation["responses"].keys() >= REFUSALS, key
        assert operation["security"] == [{"staff": []}], key


def test_a_new_code_is_answered_as_described(deployed: Deployed, document: dict[str, Any]) -> None:
    office = Asker(deployed, deployed.token("administrator"))
    wanted = {"place": "station", "caption_zh": "护航工作站", "caption_en": "Station"}
    reply = office.post_json("/api/registry/codes", wanted)
    assert str(reply.status) in operations(document)["POST", "/api/registry/codes"]["responses"]
