"""The description of the staff API: every command may bear a key, and what it looks like."""

from __future__ import annotations

import re
from typing import Any

from casework.web.desk_forms.offers import CASES, OFFERS, OVERSIGHT
from infra.openapi import document

KEY = "Idempotency-Key"


def posts() -> dict[str, dict[str, Any]]:
    """Every operation that is posted, by path."""
    paths = document()["paths"]
    return {path: item["post"] for path, item in paths.items() if "post" in item}


def parameters(operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Parameters of an operation by name."""
    return {each["name"]: each for each in operation.get("parameters", [])}


def test_every_command_on_a_case_may_bear_a_key_and_nothing_else_takes_one() -> None:
    keyed = {path for path, operation in posts().items() if KEY in parameters(operation)}
    mounts = ("/api/desk/cases/{case_id}/", "/api/oversight/cases/{case_id}/")
    commands = {path for path in posts() if path.startswith(mounts)}
    assert keyed == {*commands, "/api/desk/cases", "/api/desk/assignments"}
    assert {mount for mount in mounts for path in keyed if path.startswith(mount)} == set(mounts)
    reads = [item["get"] for item in document()["paths"].values() if "get" in item]
    assert [operation for operation in reads if KEY in parameters(operation)] == []


def test_a_key_is_a_header_that_may_be_left_out_and_may_be_a_uuid() -> None:
    key = parameters(posts()["/api/desk/cases/{case_id}/reply"])[KEY]
    assert (key["in"], key["required"]) == ("header", False)
    pattern = key["schema"]["pattern"]
    assert re.search(pattern, "0b8f6a52-5a3e-4c8e-9a6f-3f2d1c0b9a87")
    assert re.search(pattern, "x" * 64)
    for text in ("", "x" * 65, "a b", "a/b", "schlüssel"):
        assert not re.search(pattern, text)


def test_every_operation_of_the_console_is_described_as_an_operation_of_the_api() -> None:
    rooms = {CASES: "/api/desk/cases", OVERSIGHT: "/api/oversight/cases"}
    described = {re.sub(r"{(?!case_id)\w+}", "*", path) for path in posts()}
    offered = {f"{rooms[each.room]}/{{case_id}}/{name}" for name, each in OFFERS.items()}
    assert offered - described == set()


def test_a_code_that_is_asked_for_twice_is_two_codes_and_the_description_says_so() -> None:
    assert "issues two" in posts()["/api/registry/codes"]["description"]
