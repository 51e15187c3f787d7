"""The proxy of `make run PHONE=1` passes the public pages and nothing else of the engine."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING

import pytest

from infra.local import proxy
from infra.local.after_deploy import DOMAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.harness import Deployed


@pytest.fixture(scope="module")
def phone(deployed: Deployed) -> Iterator[tuple[str, int]]:
    """Where a phone would connect to; here still on this machine."""
    host = f"{DOMAIN}:{deployed.port}"
    listening = proxy.server("127.0.0.1", 0, deployed.port, host)
    with proxy.serving(listening):
        yield "127.0.0.1", listening.server_address[1]


def send(
    phone: tuple[str, int],
    method: str,
    path: str,
    body: bytes = b"",
    headers: dict[str, str] | None = None,
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(*phone, timeout=60)
    connection.request(method, path, body or None, headers or {})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def test_a_scanned_code_opens_the_form(phone: tuple[str, int], deployed: Deployed) -> None:
    answer = send(phone, "GET", deployed.seeded.filing_path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_page_comes_compressed_to_who_accepts_it(
    phone: tuple[str, int], deployed: Deployed
) -> None:
    accepting = {"Accept-Encoding": "gzip"}
    answer = send(phone, "GET", deployed.seeded.filing_path, headers=accepting)
    assert answer.headers["Content-Encoding"] == "gzip"


def test_the_engine_sees_the_apis_host_whatever_the_phone_says(
    phone: tuple[str, int], deployed: Deployed
) -> None:
    spoofed = {"Host": "127.0.0.1", "X-Amz-Target": "DynamoDB_20120810.ListTables"}
    assert send(phone, "GET", deployed.seeded.filing_path, headers=spoofed).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/login",
        "/oauth2/token",
        "/_ministack/health",
        "/api/desk/cases",
        "/api/openapi.json",
        "/q/",
        "/q/../_ministack/health",
        "/q/%2e%2e/login",
        "//q/x",
        "http://127.0.0.1/_ministack/health",
    ],
)
def test_everything_else_is_not_there(phone: tuple[str, int], path: str) -> None:
    assert send(phone, "GET", path).status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "HEAD", "TRACE"])
def test_pages_are_read_and_posted_only(
    phone: tuple[str, int], deployed: Deployed, method: str
) -> None:
    assert send(phone, method, deployed.seeded.filing_path).status == 405


def test_a_body_over_the_limit_is_refused(phone: tuple[str, int], deployed: Deployed) -> None:
    told = {"Content-Length": str(proxy.LONGEST_BODY + 1)}
    assert send(phone, "POST", deployed.seeded.filing_path, headers=told).status == 413


@pytest.mark.parametrize("length", ["-1", "ten", ""])
def test_a_body_of_unknown_length_is_refused(
    phone: tuple[str, int], deployed: Deployed, length: str
) -> None:
    told = {"Content-Length": length}
    assert send(phone, "POST", deployed.seeded.filing_path, headers=told).status == 411


def test_a_chunked_body_is_refused(phone: tuple[str, int], deployed: Deployed) -> None:
    told = {"Transfer-Encoding": "chunked"}
    assert send(phone, "POST", deployed.seeded.filing_path, headers=told).status == 411
