"""What a client names itself: keys of its commands, and fields that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.callers import code_of, signed_in
from tests.integration.house import HANDLING

if TYPE_CHECKING:
    from tests.integration.house import House

VERIFICATION = HANDLING[0][1]


@pytest.mark.parametrize("key", ["0b8f6a52-5a3e-4c8e-9a6f-3f2d1c0b9a87", "A_1", "x" * 64])
def test_an_idempotency_key_may_be_a_uuid(house: House, key: str) -> None:
    link = house.assigned()
    path = f"/api/desk/cases/{link.case_id}/verification"
    body = {"version": house.case(link.case_id).version, **VERIFICATION}
    for _ in range(2):
        answer = signed_in("justice").post_json(path, body, idempotency_key=key)
        assert (answer.status, answer.json()["version"]) == (200, body["version"] + 1)


def test_a_field_that_nobody_knows_is_told_by_its_place_and_never_by_its_name(
    house: House,
) -> None:
    path = f"/api/desk/cases/{house.assigned().case_id}/reply"
    part = {**VERIFICATION, "13800000000": "张三"}
    body = {"version": 2, "text": "已调解", "verification": part}
    answer = signed_in("justice").post_json(path, body)
    assert code_of(answer) == (422, "invalid_input")
    assert answer.json()["fields"] == [{"field": "body.verification", "rule": "extra_forbidden"}]
    assert "13800000000" not in answer.text
