"""The case desk: what staff may read and do, step by step, once per request however often it is
sent.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from casework.domain.case import Status, TaskState
from casework.domain.particulars import ParticularsKind
from tests.integration.callers import code_of, signed_in, visitor
from tests.integration.county import LOAN, UNCLEAR
from tests.integration.house import HANDLING, TOGETHER

if TYPE_CHECKING:
    from tests.integration.house import House
    from tests.integration.wire import Wire

VERIFICATION, REPLY, RESOLUTION = (body for _, body in HANDLING)


def work(subject: str, query: str = "") -> Any:
    """A page of somebody's work list."""
    answer = signed_in(subject).get(f"/api/desk/cases{query}")
    assert answer.status == 200
    return answer.json()


def file_of(subject: str, case_id: str) -> Any:
    """A case file as somebody sees it."""
    answer = signed_in(subject).get(f"/api/desk/cases/{case_id}")
    assert answer.status == 200
    return answer.json()


def kinds(subject: str, case_id: str) -> set[str]:
    """What kinds of text somebody sees in a case file."""
    return {text["kind"] for text in file_of(subject, case_id)["texts"].values()}


def written(house: House, case_id: str) -> list[tuple[ParticularsKind, str]]:
    """Every text of a case but the filing, in order."""
    texts = [text for _, text in sorted(house.case_file(case_id).particulars.items())]
    return [(text.ref.kind, next(iter(text.fields.values()))) for text in texts[1:]]


def test_a_clerk_s_list_begins_with_what_is_due_first(house: House) -> None:
    early = house.triaged()
    house.clock.advance(days=4)
    late = house.triaged(replace(UNCLEAR, what_happened="还有一件事情，\n也说不清找谁。"))
    cases = work("clerk")["cases"]
    assert [case["id"] for case in cases] == [early.case_id, late.case_id]
    assert [case["title"] for case in cases] == [UNCLEAR.what_happened, "还有一件事情，"]


def test_a_list_is_read_page_by_page_to_its_end(house: House) -> None:
    filed = {house.file(replace(LOAN, contact_name=f"王{place}")).case_id for place in range(5)}
    first = work("clerk", "?limit=2")
    second = work("clerk", f"?limit=2&start={first['next']}")
    third = work("clerk", f"?limit=2&start={second['next']}")
    pages = [[case["id"] for case in page["cases"]] for page in (first, second, third)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert {case for page in pages for case in page} == filed
    assert third["next"] is None


def test_a_case_moves_from_list_to_list_with_whose_turn_it_is(house: House) -> None:
    link = house.triaged()

    def lists() -> list[str]:
        holders = ("clerk", "justice", "transport")
        return [who for who in holders if work(who)["cases"]]

    seen = [lists()]
    assigned = {"lead": "justice", "co_handlers": ["transport"]}
    for who, step, body in (
        ("clerk", "assignment", assigned),
        ("transport", "task-report", {"text": "已核对。"}),
        ("justice", "resolution", TOGETHER),
    ):
        assert house.act(who, link.case_id, step, **body).status == 200
        seen.append(lists())
    assert seen == [["clerk"], ["justice", "transport"], ["justice"], ["justice"]]


def test_an_answered_case_is_on_nobody_s_list(house: House) -> None:
    link = house.triaged()
    answer = house.act("clerk", link.case_id, "answer", text="可以持借条申请调解。")
    assert (answer.status, answer.json()["status"]) == (200, Status.ANSWERED)
    assert answer.json()["disposition"] == "direct"
    assert work("clerk")["cases"] == []
    assert written(house, link.case_id) == [(ParticularsKind.ANSWER, "可以持借条申请调解。")]


def test_the_centre_reads_the_whole_file(house: House) -> None:
    link = house.resolved()
    file = file_of("clerk", link.case_id)
    assert [entry["type"] for entry in file["timeline"]] == [
        "CaseFiled",
        "CaseAssigned",
        "CaseVerified",
        "CaseReplied",
        "CaseResolved",
    ]
    assert kinds("clerk", link.case_id) == {"filing", "verification", "reply", "resolution"}
    filing = next(text for text in file["texts"].values() if text["kind"] == "filing")
    assert filing["contact_phone"] == "13800000000"


def test_an_assignment_dates_every_stage_and_gives_co_handlers_their_tasks(house: House) -> None:
    link = house.triaged()
    body = {"lead": "transport", "co_handlers": ["public_security", "emergency"]}
    case = house.act("clerk", link.case_id, "assignment", **body).json()
    assert (case["status"], case["lead"], case["version"]) == ("assigned", "transport", 3)
    assert [case[name] for name in ("verify_by", "reply_by", "resolve_by")] == [
        "2026-03-13T16:00:00+00:00",
        "2026-03-17T16:00:00+00:00",
        "2026-04-02T16:00:00+00:00",
    ]
    due = "2026-04-01T16:00:00+00:00"
    assert case["tasks"] == [
        {"unit": unit, "state": "open", "due": due} for unit in ("public_security", "emergency")
    ]


def test_the_lead_verifies_replies_and_resolves(house: House) -> None:
    link = house.assigned()
    statuses = []
    for step, body in HANDLING:
        answer = house.act("justice", link.case_id, step, **body)
        statuses.append((answer.status, answer.json()["status"]))
    assert statuses == [(200, "verified"), (200, "replied"), (200, "resolved")]
    assert written(house, link.case_id) == [
        (ParticularsKind.VERIFICATION, VERIFICATION["text"]),
        (ParticularsKind.REPLY, REPLY["text"]),
        (ParticularsKind.RESOLUTION, RESOLUTION["text"]),
    ]


def test_a_reply_may_bring_the_verification_along(house: House) -> None:
    link = house.assigned()
    answer = house.act("justice", link.case_id, "reply", **REPLY, verification=VERIFICATION)
    assert (answer.json()["status"], answer.json()["version"]) == ("replied", 3)


def test_a_resolution_may_bring_every_earlier_step_along_in_one_transaction(house: House) -> None:
    link = house.assigned()
    answer = house.act("justice", link.case_id, "resolution", **TOGETHER)
    assert (answer.json()["status"], answer.json()["version"]) == ("resolved", 3)
    events = house.case_file(link.case_id).events[-3:]
    assert [(event.seq, event.n) for event in events] == [(3, 0), (3, 1), (3, 2)]


def test_the_lead_may_be_the_department_lead_as_well_as_the_handler(house: House) -> None:
    link = house.assigned()
    assert house.act("justice-lead", link.case_id, *HANDLING[0][:1], **VERIFICATION).status == 200


def test_co_handlers_report_or_are_excused_and_then_the_lead_resolves(house: House) -> None:
    link = house.assigned("transport", "justice", "emergency")
    report = house.act("emergency", link.case_id, "task-report", text="已现场检查。")
    excuse = house.act("transport", link.case_id, "excuse", unit="justice", reason="无需调解。")
    assert (report.status, excuse.status) == (200, 200)
    assert [(task["unit"], task["state"]) for task in excuse.json()["tasks"]] == [
        ("justice", TaskState.EXCUSED),
        ("emergency", TaskState.REPORTED),
    ]
    assert house.act("transport", link.case_id, "resolution", **TOGETHER).status == 200


def test_a_confidential_case_reaches_a_department_as_the_released_text_only(house: House) -> None:
    link = house.triaged(LOAN, confidential=True)
    released = "有企业反映借款到期未还。"
    body = {"lead": "justice", "released_text": released}
    assert house.act("clerk", link.case_id, "assignment", **body).status == 200
    visitor().post(link.path, {"form_key": house.addition_key(link), "lang": "zh", "text": "补充"})
    assert kinds("clerk", link.case_id) == {"filing", "released", "addition"}
    assert kinds("justice", link.case_id) == {"released"}
    assert [case["title"] for case in work("justice")["cases"]] == [None]
    assert LOAN.contact_name not in str(file_of("justice", link.case_id))


def test_a_complaint_about_a_body_goes_to_the_inspectors_and_not_to_the_body(house: House) -> None:
    words = "县司法局窗口工作人员态度恶劣，推诿扯皮，故意刁难，还索要好处费。"
    link = house.file_and_route(replace(LOAN, what_happened=words, category=""))
    assert "justice" in house.case(link.case_id).about_bodies
    refused = house.act("clerk", link.case_id, "assignment", lead="justice")
    taken = house.act("clerk", link.case_id, "assignment", lead="inspection")
    assert (refused.status, refused.json()["code"]) == (409, "complaint_about_body")
    assert taken.status == 200
    assert signed_in("justice").get(f"/api/desk/cases/{link.case_id}").status == 404
    assert signed_in("inspector").get(f"/api/desk/cases/{link.case_id}").status == 200


def test_a_clerk_who_finds_it_is_no_complaint_may_assign_it_to_the_body(house: House) -> None:
    words = "县司法局窗口工作人员态度恶劣，推诿扯皮，故意刁难。"
    link = house.file_and_route(replace(LOAN, what_happened=words, category=""))
    body = {"lead": "justice", "not_a_complaint": True}
    assert house.act("clerk", link.case_id, "assignment", **body).status == 200
    assert signed_in("justice").get(f"/api/desk/cases/{link.case_id}").status == 200


def test_the_rated_body_sees_neither_grade_nor_words_in_the_file(house: House) -> None:
    link = house.resolved()
    fields = {"lang": "zh", "grade": "dissatisfied", "text": "太慢", "text_consent": "yes"}
    assert visitor().post(house.rating_path(link), fields).status == 303
    seen = file_of("justice", link.case_id)
    assert "CaseRated" not in [entry["type"] for entry in seen["timeline"]]
    assert "rating" not in kinds("justice", link.case_id)
    assert "rating" in kinds("clerk", link.case_id)


def test_a_retry_under_the_same_key_gets_the_same_answer_and_changes_nothing(house: House) -> None:
    link = house.assigned()
    path = f"/api/desk/cases/{link.case_id}/verification"
    body = {"version": 2, **VERIFICATION}
    first = signed_in("justice").post_json(path, body, idempotency_key="step1")
    before = house.stored()
    second = signed_in("justice").post_json(path, body, idempotency_key="step1")
    assert (first.status, second.status) == (200, 200)
    assert first.body == second.body
    assert house.stored() == before


def test_the_same_step_under_another_key_is_a_second_request_and_told_what_changed(
    house: House,
) -> None:
    link = house.assigned()
    path = f"/api/desk/cases/{link.case_id}/verification"
    body = {"version": 2, **VERIFICATION}
    signed_in("justice").post_json(path, body, idempotency_key="step1")
    for who, key in (("justice", "step2"), ("justice-lead", "step1")):
        answer = signed_in(who).post_json(path, body, idempotency_key=key)
        assert answer.status == 409
        problem = answer.json()
        assert (problem["code"], problem["version"]) == ("case_changed", 3)
        assert problem["changes"] == [
            {
                "type": "CaseVerified",
                "at": house.clock.now.isoformat(),
                "unit": "justice",
                "actor": "staff",
            }
        ]


def test_a_key_that_was_used_for_other_words_is_refused(house: House) -> None:
    link = house.assigned()
    path = f"/api/desk/cases/{link.case_id}/verification"
    body = {"version": 2, **VERIFICATION}
    signed_in("justice").post_json(path, body, idempotency_key="step1")
    stored = house.stored()
    changed = {**body, "text": "换了说法。"}
    answer = signed_in("justice").post_json(path, changed, idempotency_key="step1")
    assert code_of(answer) == (422, "idempotency_key_reused")
    assert house.stored() == stored


def test_of_two_people_at_the_same_moment_the_second_is_told_what_the_first_did(
    house: House, wire: Wire
) -> None:
    link = house.assigned()
    path = f"/api/desk/cases/{link.case_id}/verification"
    body = {"version": 2, **VERIFICATION}
    first = partial(signed_in("justice").post_json, path, body)
    with wire.interrupted("TransactWriteItems", first):
        second = signed_in("justice-lead").post_json(path, body)
    assert second.status == 409
    assert [change["type"] for change in second.json()["changes"]] == ["CaseVerified"]
    assert len(house.case_file(link.case_id).events) == 3
