"""Search and entry at the console: by posts alone, so that no address names anybody; nothing typed
is lost, and a form files once.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from tests.integration.callers import visitor
from tests.integration.console import events_of, forms_on, is_a_desk_page
from tests.integration.county import LOAN, STAFF, UNCLEAR
from tests.integration.desk_people import AtTheDesk, at_the_desk, words_of
from tests.integration.functions.test_console_pages import cases_on
from tests.integration.reading import hidden_field, problems, typed
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.integration.callers import Answer
    from tests.integration.house import House
    from tests.integration.wire import Wire

RUDE = "县公安局民警态度恶劣，乱罚款，滥用职权，索要好处费。"
ANSWER = "可向人民调解委员会申请调解。"


def desk(house: House, who: str) -> AtTheDesk:
    return at_the_desk(STAFF[who], house.clock.now)


def audits(house: House) -> list[dict[str, Any]]:
    """The searches on record."""
    items = house.items()
    return [json.loads(item["data"]["S"]) for item in items if item["kind"]["S"] == "AUDIT"]


def found(answer: Answer) -> list[str]:
    assert is_a_desk_page(answer)
    return cases_on(answer.text)


# ---- Search ------------------------------------------------------------------------------------


def test_a_case_is_found_by_number_enterprise_or_telephone(house: House) -> None:
    case_id, clerk = house.assigned().case_id, desk(house, "clerk")
    number = f"MSB-{case_id[:4]}-{case_id[4:8]}-{case_id[8:]}"
    for name, text in (
        ("number", number.lower()),
        ("enterprise", "独山镇示范家纺"),
        ("telephone", "138-0000-0000"),
    ):
        answer = clerk.post("/desk/search", {name: text})
        assert (answer.status, found(answer)) == (200, [case_id]), name
        assert typed(answer.text, name) == text
        assert 'lang="en">English' not in answer.text, "a link would lose what was typed"
    assert [each["kind"] for each in audits(house)] == ["enterprise", "phone"]


def test_a_search_that_finds_nothing_or_asks_nothing_says_so(house: House) -> None:
    clerk = desk(house, "clerk")
    assert "没有查到" in words_of(clerk.post("/desk/search", {"enterprise": "无此企业"}))
    for fields in ({}, {"enterprise": " （） "}, {"telephone": "喂"}):
        answer = clerk.post("/desk/search", fields)
        assert (answer.status, found(answer)) == (422, [])
        assert 'class="notice bad"' in answer.text


def test_a_search_is_never_in_an_address(house: House) -> None:
    house.assigned()
    clerk = desk(house, "clerk")
    answer = clerk.get(f"/desk/search?enterprise={LOAN.enterprise_name}&telephone=13800000000")
    assert (answer.status, found(answer), audits(house)) == (200, [], [])
    assert "13800000000" not in answer.text
    assert forms_on(answer.text)["/desk/search"].method == "post"


def test_a_confidential_case_and_a_complaint_are_found_by_no_name(house: House) -> None:
    confidential = house.triaged(confidential=True).case_id
    complaint = house.route(house.file(replace(LOAN, what_happened=CENTRE_RUDE, category="")))
    clerk = desk(house, "clerk")
    for fields in ({"enterprise": LOAN.enterprise_name}, {"telephone": LOAN.contact_phone}):
        assert found(clerk.post("/desk/search", fields)) == []
    assert found(clerk.post("/desk/search", {"number": confidential})) == [confidential]
    assert found(clerk.post("/desk/search", {"number": complaint.case_id})) == []
    looked = {"then": "look", "contact_phone": LOAN.contact_phone}
    assert found(clerk.post("/desk/intake", looked)) == []


CENTRE_RUDE = "县政法护航工作中心工作人员态度恶劣，推诿扯皮，故意刁难，还索要好处费。"


def test_nothing_is_shown_of_a_search_that_could_not_be_put_on_record(
    house: House, wire: Wire
) -> None:
    case_id, clerk = house.assigned().case_id, desk(house, "clerk")
    with wire.failing(unreachable("dynamodb", "PutItem")):
        answer = clerk.post("/desk/search", {"enterprise": LOAN.enterprise_name})
    assert (answer.status, case_id in answer.text) == (503, False)


def test_the_record_of_searches_holds_neither_name_nor_telephone(house: House) -> None:
    case_id = house.assigned().case_id
    form = {"enterprise": LOAN.enterprise_name, "telephone": LOAN.contact_phone}
    desk(house, "supervisor").post("/desk/search", form)
    records = audits(house)
    assert [(each["staff_id"], each["shown"]) for each in records] == [
        (STAFF["supervisor"].id, [case_id])
    ] * 2
    items = [item for item in house.items() if item["kind"]["S"] in {"AUDIT", "SEARCH"}]
    assert len(items) == 4
    text = json.dumps(items, ensure_ascii=False)
    assert not any(word in text for word in ("家纺", "独山镇示范", "1380000", "138 0000"))


# ---- Entry -------------------------------------------------------------------------------------


def entry(clerk: AtTheDesk, **changes: str) -> dict[str, str]:
    """The entry form as a clerk fills it in."""
    key = hidden_field(clerk.get("/desk/intake").text, "form_key")
    return {"form_key": key, "channel": "visit", "then": "file", **asdict(LOAN), **changes}


def receipt_of(answer: Answer) -> tuple[str, str]:
    """Number and receipt link that an entry was answered with."""
    assert answer.status == 201, words_of(answer)
    number = re.search(r"MSB-\w{4}-\w{4}-\w{4}", words_of(answer))
    link = re.search(r'href="(/t/[^"]+/filed)"', answer.text)
    assert number
    assert link
    return number[0].removeprefix("MSB").replace("-", ""), link[1]


def test_a_clerk_files_a_case_and_gets_its_number_its_receipt_and_an_empty_form(
    house: House,
) -> None:
    clerk = desk(house, "clerk")
    fields = entry(clerk)
    answer = clerk.post("/desk/intake", fields)
    case_id, receipt = receipt_of(answer)
    assert is_a_desk_page(answer)
    assert (house.case(case_id).channel, house.case(case_id).place) == ("visit", "centre")
    assert events_of(house, case_id) == ["CaseFiled"]
    assert visitor().get(receipt).status == 200
    blank = forms_on(answer.text)["/desk/intake"]
    assert blank.fields["channel"] == "visit"
    assert blank.fields["form_key"] != fields["form_key"]
    assert LOAN.what_happened not in answer.text


def test_the_same_form_sent_again_finds_the_same_case(house: House) -> None:
    clerk = desk(house, "clerk")
    fields = entry(clerk)
    receipts = [receipt_of(clerk.post("/desk/intake", fields)) for _ in range(3)]
    assert len(set(receipts)) == 1
    other = clerk.post("/desk/intake", {**fields, "what_happened": UNCLEAR.what_happened})
    assert other.status == 409
    assert typed(other.text, "what_happened") == UNCLEAR.what_happened
    again = forms_on(other.text)["/desk/intake"]
    second, _ = receipt_of(clerk.post("/desk/intake", {**again.fields, "then": "file"}))
    assert second != receipts[0][0]


def test_filed_and_answered_is_one_case_that_is_closed(house: House, wire: Wire) -> None:
    clerk = desk(house, "clerk")
    fields = entry(clerk, then="answer", answer=ANSWER)
    with wire.recording() as calls:
        case_id, _ = receipt_of(clerk.post("/desk/intake", fields))
    assert [call.operation for call in calls].count("TransactWriteItems") == 1
    assert events_of(house, case_id) == ["CaseFiled", "CaseQueuedForTriage", "CaseAnswered"]


def test_a_complaint_about_a_body_is_not_answered_away(house: House) -> None:
    clerk = desk(house, "clerk")
    before = house.stored()
    answer = clerk.post(
        "/desk/intake", entry(clerk, then="answer", answer=ANSWER, what_happened=RUDE, category="")
    )
    assert answer.status == 409
    assert (typed(answer.text, "what_happened"), typed(answer.text, "answer")) == (RUDE, ANSWER)
    assert house.stored() == before


def test_wrong_fields_come_back_as_typed_each_with_its_link(house: House) -> None:
    clerk = desk(house, "clerk")
    before = house.stored()
    wrong = {"contact_phone": "打不通", "what_happened": "", "answer": "", "channel": "pigeon"}
    fields = entry(clerk, then="answer", **wrong)
    answer = clerk.post("/desk/intake", fields)
    assert (answer.status, is_a_desk_page(answer)) == (422, True)
    places = [place for place, _ in problems(answer.text)]
    assert places == ["channel", "what_happened", "contact_phone", "answer"]
    assert all(f'id="{place}"' in answer.text for place in places)
    assert typed(answer.text, "contact_phone") == "打不通"
    assert typed(answer.text, "enterprise_name") == LOAN.enterprise_name
    assert hidden_field(answer.text, "form_key") == fields["form_key"]
    assert house.stored() == before


def test_looking_shows_earlier_cases_beside_what_was_typed_and_files_nothing(house: House) -> None:
    case_id, clerk = house.assigned().case_id, desk(house, "clerk")
    fields = entry(clerk, then="look", what_happened="")
    answer = clerk.post("/desk/intake", fields)
    assert (answer.status, found(answer)) == (200, [case_id])
    assert typed(answer.text, "enterprise_name") == LOAN.enterprise_name
    assert hidden_field(answer.text, "form_key") == fields["form_key"]
    empty = clerk.post("/desk/intake", {"then": "look", "form_key": fields["form_key"]})
    assert (empty.status, found(empty)) == (200, [])
    assert len(audits(house)) == 2


def test_a_form_that_is_not_ours_or_of_yesterday_comes_back_with_a_fresh_key(house: House) -> None:
    clerk = desk(house, "clerk")
    fields = entry(clerk, form_key="0" * 40)
    answer = clerk.post("/desk/intake", fields)
    assert answer.status in {409, 422}
    assert typed(answer.text, "what_happened") == LOAN.what_happened
    again = forms_on(answer.text)["/desk/intake"].fields
    receipt_of(clerk.post("/desk/intake", {**again, "then": "file"}))


def test_nobody_but_a_clerk_looks_or_files_through_the_entry(house: House) -> None:
    before = house.stored()
    for who in ("justice", "supervisor", "inspector", "administrator"):
        person = desk(house, who)
        kept = house.stored()
        for then in ("look", "file", "answer"):
            answer = person.post("/desk/intake", {"then": then, **asdict(LOAN)})
            assert (answer.status, LOAN.contact_name in answer.text) == (403, False)
        assert house.stored() == kept
    assert len(house.stored()) > len(before), "their registry entries and sessions"
    assert audits(house) == []
