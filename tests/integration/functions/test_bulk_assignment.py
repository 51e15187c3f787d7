"""Several cases assigned by a program: one result for each, once for one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.callers import code_of, signed_in
from tests.integration.console import events_of
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.integration.house import House
    from tests.integration.wire import Wire

PATH = "/api/desk/assignments"


def chosen(house: House, *cases: str, lead: str = "transport") -> dict[str, Any]:
    """The cases as a list shows them now."""
    versions = [{"id": case, "version": house.case(case).version} for case in cases]
    return {"lead": lead, "cases": versions}


def results(answer: Any) -> dict[str, str | None]:
    return {each["id"]: each["refusal"] for each in answer.json()["cases"]}


def test_each_case_is_assigned_or_refused_by_itself_and_told_in_its_place(house: House) -> None:
    good, other = house.triaged().case_id, house.triaged().case_id
    confidential = house.triaged(confidential=True).case_id
    body = chosen(house, good, confidential, other)
    body["cases"].append({"id": "000000000000", "version": 1})
    answer = signed_in("clerk").post_json(PATH, body)
    assert answer.status == 200
    assert [*results(answer).items()] == [
        (good, None),
        (confidential, "released_text_required"),
        (other, None),
        ("000000000000", "not_found"),
    ]
    assert [house.case(case).lead for case in (good, other)] == ["transport", "transport"]
    assert house.case(confidential).lead is None


def test_the_same_key_assigns_once_and_takes_no_other_request(house: House) -> None:
    case_id = house.triaged().case_id
    body, clerk = chosen(house, case_id), signed_in("clerk")
    for _ in range(2):
        answer = clerk.post_json(PATH, body, idempotency_key="bulk-1")
        assert results(answer) == {case_id: None}
    assert events_of(house, case_id).count("CaseAssigned") == 1
    other = clerk.post_json(PATH, {**body, "lead": "justice"}, idempotency_key="bulk-1")
    assert results(other) == {case_id: "idempotency_key_reused"}


def test_what_was_done_before_the_store_went_away_is_found_done_with_the_same_key(
    house: House, wire: Wire
) -> None:
    cases = [house.triaged().case_id for _ in range(2)]
    body, clerk = chosen(house, *cases), signed_in("clerk")
    with wire.losing_answers(unreachable("dynamodb", "TransactWriteItems")):
        answer = clerk.post_json(PATH, body, idempotency_key="bulk-2")
    assert code_of(answer) == (503, "store_unavailable")
    again = clerk.post_json(PATH, body, idempotency_key="bulk-2")
    assert results(again) == dict.fromkeys(cases)
    assert [events_of(house, case).count("CaseAssigned") for case in cases] == [1, 1]


@pytest.mark.parametrize("who", ["justice", "justice-lead", "supervisor", "administrator"])
def test_who_does_not_assign_is_refused_before_any_case_is_read(house: House, who: str) -> None:
    case_id = house.triaged().case_id
    answer = signed_in(who).post_json(PATH, chosen(house, case_id))
    assert code_of(answer) == (403, "not_permitted")
    assert house.case(case_id).lead is None


def test_none_or_more_than_a_page_or_no_lead_is_no_request(house: House) -> None:
    case_id = house.triaged().case_id
    good = chosen(house, case_id)
    wrong = [
        {**good, "cases": []},
        {**good, "cases": good["cases"] * 26},
        {**good, "lead": ""},
        {"lead": "justice"},
        {**good, "cases": [{"id": case_id}]},
        {**good, "cases": [{"id": "x" * 21, "version": 2}]},
        {**good, "text": "x"},
    ]
    for body in wrong:
        assert code_of(signed_in("clerk").post_json(PATH, body)) == (422, "invalid_input"), body
    assert house.case(case_id).lead is None
