"""Answers are packed for clients that take gzip, however they say so, and for no others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from casework.entrypoints.http import accepts_gzip
from tests.integration.callers import signed_in, visitor
from tests.integration.county import CENTRE_CODE

if TYPE_CHECKING:
    from tests.integration.house import House

TAKE_IT = [
    "gzip",
    "GZIP",
    "br, gzip",
    "deflate,gzip;q=0.5",
    "gzip ; q = 1.0",
    "*",
    "br;q=1.0, *;q=0.1",
    "identity;q=0, gzip;q=0.001",
]
DO_NOT = [
    "",
    "identity",
    "br",
    "gzip;q=0",
    "gzip; q=0.000",
    "*;q=0",
    "gzip;q=0, *",
    "gzipped",
    "x-gzip-not",
    "gzip;q=high",
    ";,;",
]


@pytest.mark.parametrize("accepted", TAKE_IT)
def test_a_client_takes_gzip(accepted: str) -> None:
    assert accepts_gzip(accepted) is True


@pytest.mark.parametrize("accepted", DO_NOT)
def test_a_client_does_not_take_gzip(accepted: str) -> None:
    assert accepts_gzip(accepted) is False


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip", True), ("GZIP", True), ("*", True), ("br, gzip;q=0", False), ("identity", False)],
)
def test_pages_and_desks_pack_what_the_client_takes(
    house: House, accepted: str, packed: bool
) -> None:
    asks = {
        "page": partial(visitor().get, f"/q/{CENTRE_CODE}"),
        "refused page": partial(visitor().get, "/q/nowhere"),
        "desk": partial(signed_in("clerk").get, "/api/desk/cases"),
        "registry": partial(signed_in("administrator").get, "/api/registry/codes"),
    }
    for name, ask in asks.items():
        answer = ask(accept_encoding=accepted)
        assert ("content-encoding" in answer.headers) is packed, name
        assert answer.text.startswith(("<!doctype html>", "{")), name
