"""Several cases of the list assigned together: what was done, what was not and why, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.integration.console import events_of, forms_on
from tests.integration.copies import copied
from tests.integration.county import STAFF
from tests.integration.desk_people import AtTheDesk, at_the_desk, words_of

if TYPE_CHECKING:
    from tests.integration.house import House

    Fields = dict[str, str | list[str]]


def desk(house: House, who: str) -> AtTheDesk:
    return at_the_desk(STAFF[who], house.clock.now)


def ticks(house: House, *cases: str) -> list[str]:
    """What the boxes of these cases hold, as the list shows them now."""
    return [f"{case}.{house.case(case).version}" for case in cases]


def test_ticked_cases_are_assigned_and_the_list_says_how_many(house: House) -> None:
    clerk, cases = desk(house, "clerk"), [house.triaged().case_id for _ in range(3)]
    page = clerk.get("/desk/cases?list=triage")
    assert "/desk/assignments" in forms_on(page.text)
    assert all(f'value="{tick}"' in page.text for tick in ticks(house, *cases))
    fields: Fields = {"lead": "transport", "cases": ticks(house, *cases[:2])}
    answer = clerk.post("/desk/assignments", fields)
    assert (answer.status, answer.location) == (303, "/desk/cases?list=triage&assigned=2&refused=")
    assert [house.case(case).lead for case in cases] == ["transport", "transport", None]
    assert "2" in words_of(clerk.get(answer.location)).partition("待分流 受理")[0]
    again = clerk.post("/desk/assignments", fields)
    assert again.location == answer.location
    assert events_of(house, cases[0]).count("CaseAssigned") == 1


def test_what_the_rules_keep_back_is_named_with_its_rule(house: House) -> None:
    clerk = desk(house, "clerk")
    good, confidential = house.triaged().case_id, house.triaged(confidential=True).case_id
    fields: Fields = {
        "lead": "justice",
        "cases": [*ticks(house, confidential, good), "x", "0.9.9", ""],
    }
    answer = clerk.post("/desk/assignments", fields)
    assert answer.location == (
        f"/desk/cases?list=triage&assigned=1&refused={confidential}.released_text_required"
    )
    words = words_of(clerk.get(answer.location))
    assert f"MSB-{confidential[:4]}-{confidential[4:8]}-{confidential[8:]}" in words
    assert house.case(good).lead == "justice"
    assert house.case(confidential).lead is None


def test_somebody_was_faster_with_one_of_them(house: House) -> None:
    clerk, case_id = desk(house, "clerk"), house.triaged().case_id
    seen = ticks(house, case_id)
    body = {"lead": "court", "co_handlers": []}
    assert house.act("clerk", case_id, "assignment", **body).status == 200
    answer = clerk.post("/desk/assignments", {"lead": "justice", "cases": seen})
    assert answer.location.endswith(f"assigned=0&refused={case_id}.case_changed")
    assert house.case(case_id).lead == "court"


def test_no_tick_no_lead_or_more_than_a_page_assigns_nothing_and_says_why(house: House) -> None:
    clerk, case_id = desk(house, "clerk"), house.triaged().case_id
    many = [f"{each}.2" for each in copied(house, case_id, 26)]
    before = house.stored()
    for cases in ([], many, ["x"], [f"{case_id}.{'9' * 5000}"]):
        answer = clerk.post("/desk/assignments", {"lead": "justice", "cases": cases})
        assert (answer.status, answer.location) == (
            303,
            "/desk/cases?list=triage&problem=invalid_input",
        )
        assert 'class="notice bad"' in clerk.get(answer.location).text
    nobody = clerk.post("/desk/assignments", {"lead": "", "cases": ticks(house, case_id)})
    assert "assigned=0" in nobody.location
    assert case_id in nobody.location
    assert house.stored() == before


def test_who_does_not_assign_assigns_nothing(house: House) -> None:
    case_id = house.triaged().case_id
    for who in ("justice", "supervisor"):
        fields: Fields = {"lead": "justice", "cases": ticks(house, case_id)}
        assert desk(house, who).post("/desk/assignments", fields).status == 403
    assert house.case(case_id).lead is None


def test_the_list_offers_to_assign_only_to_who_assigns(house: House) -> None:
    house.triaged()
    offers = {
        who: "/desk/assignments" in forms_on(desk(house, who).get("/desk/cases?list=triage").text)
        for who in ("clerk", "supervisor")
    }
    assert offers == {"clerk": True, "supervisor": False}
