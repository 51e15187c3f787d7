"""Requests to the case desk that cannot be read: what is wrong is named, and nothing is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.callers import code_of, signed_in
from tests.integration.house import HANDLING

if TYPE_CHECKING:
    from tests.integration.house import House

VERIFICATION = HANDLING[0][1]


@pytest.mark.parametrize(
    ("change", "field", "rule"),
    [
        ({"version": 0}, "body.version", "greater_than_equal"),
        ({"version": "two"}, "body.version", "int_parsing"),
        ({"version": None}, "body.version", "int_type"),
        ({"finding": "maybe"}, "body.finding", "enum"),
        ({"text": ""}, "body.text", "string_too_short"),
        ({"text": " \n "}, "body.text", "string_too_short"),
        ({"text": "长" * 4001}, "body.text", "string_too_long"),
        ({"text": "情况\u202e属实"}, "body.text", "value_error"),
        ({"text": "\x00"}, "body.text", "value_error"),
        ({"text": 7}, "body.text", "string_type"),
        ({"grade": "good"}, "body", "extra_forbidden"),
    ],
)
def test_a_wrong_field_is_named_with_the_rule_it_breaks(
    house: House, change: dict[str, Any], field: str, rule: str
) -> None:
    path = f"/api/desk/cases/{house.assigned().case_id}/verification"
    answer = signed_in("justice").post_json(path, {"version": 2, **VERIFICATION, **change})
    assert code_of(answer) == (422, "invalid_input")
    assert answer.json()["fields"] == [{"field": field, "rule": rule}]


GOOD = b'{"version":2,"finding":"confirmed","text":"ok"}'
UNREADABLE: dict[str, tuple[bytes, str, tuple[int, str]]] = {
    "over 64 KiB": (GOOD + b" " * 65_536, "application/json", (413, "body_too_large")),
    "nothing": (b"", "application/json", (422, "invalid_input")),
    "no object": (b"[]", "application/json", (422, "invalid_input")),
    "cut off": (GOOD[:-1], "application/json", (422, "invalid_input")),
    "bottomless": (b"[" * 30_000, "application/json", (422, "invalid_input")),
    "endless number": (b"9" * 30_000, "application/json", (422, "invalid_input")),
    "not a number": (GOOD.replace(b"2", b"NaN"), "application/json", (422, "invalid_input")),
    "not UTF-8": (GOOD.replace(b"ok", b"\xff"), "application/json", (422, "broken_encoding")),
    "a form": (b"version=2", "application/x-www-form-urlencoded", (422, "invalid_input")),
    "a file": (GOOD, "multipart/form-data", (422, "invalid_input")),
    "plain text": (GOOD, "text/plain", (422, "invalid_input")),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_body_that_cannot_be_read_is_refused_and_changes_nothing(house: House, name: str) -> None:
    body, kind, refusal = UNREADABLE[name]
    link = house.assigned()
    stored = house.stored()
    path = f"/api/desk/cases/{link.case_id}/verification"
    answer = signed_in("justice").post_json(path, body, content_type=kind)
    assert code_of(answer) == refusal
    assert house.stored() == stored


@pytest.mark.parametrize("key", ["a b", "schlüssel", "x" * 65, "a/b", "a.b"])
def test_an_idempotency_key_is_letters_and_digits(house: House, key: str) -> None:
    path = f"/api/desk/cases/{house.assigned().case_id}/verification"
    body = {"version": 2, **VERIFICATION}
    answer = signed_in("justice").post_json(path, body, idempotency_key=key)
    assert code_of(answer) == (422, "invalid_input")
    assert answer.json()["field"] == "Idempotency-Key"


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=26", "limit=x", "start=x", f"start={'a' * 601}"]
)
def test_a_page_that_cannot_be_is_refused(house: House, query: str) -> None:
    answer = signed_in("clerk").get(f"/api/desk/cases?{query}")
    assert code_of(answer) == (422, "invalid_input")


def test_nobody_pages_on_in_another_unit_s_list(house: House) -> None:
    for _ in range(2):
        house.triaged()
    token = signed_in("clerk").get("/api/desk/cases?limit=1").json()["next"]
    answer = signed_in("justice").get(f"/api/desk/cases?start={token}")
    assert (*code_of(answer), answer.json()["field"]) == (422, "invalid_input", "start")
