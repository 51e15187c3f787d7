"""What the case desk refuses, by which rule, in a problem document; and that nothing is changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from casework.entrypoints.problems import TEXTS
from tests.integration.callers import Caller, code_of, signed_in
from tests.integration.house import HANDLING, TOGETHER
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.callers import Answer
    from tests.integration.house import House
    from tests.integration.wire import Wire

VERIFICATION, REPLY, RESOLUTION = (body for _, body in HANDLING)
NOBODY = Caller()
WITHOUT_SUBJECT = Caller(claims={"iss": "https://issuer.example/county"})
OF_ANOTHER_ISSUER = Caller(claims={"iss": "https://issuer.example/other", "sub": "clerk"})


def asks(caller: Caller, case_id: str) -> dict[str, Callable[[], Answer]]:
    """One request of every kind that the desk takes."""
    case, version = f"/api/desk/cases/{case_id}", {"version": 2}
    send = partial(partial, caller.post_json)
    return {
        "list": partial(caller.get, "/api/desk/cases"),
        "view": partial(caller.get, case),
        "assign": send(f"{case}/assignment", {**version, "lead": "justice"}),
        "answer": send(f"{case}/answer", {**version, "text": "可以调解。"}),
        "verify": send(f"{case}/verification", {**version, **VERIFICATION}),
        "reply": send(f"{case}/reply", {**version, **REPLY}),
        "resolve": send(f"{case}/resolution", {**version, **RESOLUTION}),
        "report": send(f"{case}/task-report", {**version, "text": "已核对。"}),
        "excuse": send(f"{case}/excuse", {**version, "unit": "justice", "reason": "无关。"}),
    }


@pytest.mark.parametrize(
    ("caller", "refusal"),
    [
        (NOBODY, (401, "not_signed_in")),
        (WITHOUT_SUBJECT, (401, "not_signed_in")),
        (OF_ANOTHER_ISSUER, (403, "not_permitted")),
        (signed_in("stranger"), (403, "not_permitted")),
        (signed_in("tomorrow"), (403, "not_permitted")),
        (signed_in("yesterday"), (403, "not_permitted")),
    ],
    ids=["unsigned", "no subject", "other issuer", "stranger", "not yet", "no longer"],
)
def test_who_is_not_in_force_in_the_registry_gets_nothing(
    house: House, caller: Caller, refusal: tuple[int, str]
) -> None:
    link = house.assigned()
    before = house.stored()
    answers = {name: code_of(ask()) for name, ask in asks(caller, link.case_id).items()}
    assert answers == dict.fromkeys(answers, refusal)
    assert house.stored() == before


def test_staff_serve_from_their_first_instant_to_before_their_last(house: House) -> None:
    house.clock.advance(days=1)
    assert signed_in("tomorrow").get("/api/desk/cases").status == 200
    house.clock.advance(days=-2, microseconds=-1)
    assert signed_in("yesterday").get("/api/desk/cases").status == 200
    house.clock.advance(microseconds=1)
    assert signed_in("yesterday").get("/api/desk/cases").status == 403


def test_a_case_that_is_not_there_and_one_that_is_not_mine_look_alike(house: House) -> None:
    link = house.assigned()
    for case_id in ("AAAAAAAAAAAA", link.case_id, "二", "x" * 100):
        answers = {name: ask() for name, ask in asks(signed_in("emergency"), case_id).items()}
        del answers["list"]
        found = {name: (answer.status, answer.body) for name, answer in answers.items()}
        assert found == dict.fromkeys(answers, (404, answers["view"].body))


OUT_OF_ORDER: dict[str, tuple[list[tuple[str, str, dict[str, Any]]], str]] = {
    "verify twice": ([("justice", "verification", VERIFICATION)] * 2, "already_verified"),
    "reply unverified": ([("justice", "reply", REPLY)], "not_yet_verified"),
    "resolve unverified": ([("justice", "resolution", RESOLUTION)], "not_yet_verified"),
    "resolve without reply": (
        [("justice", "verification", VERIFICATION), ("justice", "resolution", RESOLUTION)],
        "not_yet_replied",
    ),
    "reply twice": (
        [
            ("justice", "reply", {**REPLY, "verification": VERIFICATION}),
            ("justice", "reply", REPLY),
        ],
        "already_replied",
    ),
    "verify again with the reply": (
        [
            ("justice", "verification", VERIFICATION),
            ("justice", "reply", {**REPLY, "verification": VERIFICATION}),
        ],
        "already_verified",
    ),
    "resolve twice": (
        [("justice", "resolution", TOGETHER), ("justice", "resolution", RESOLUTION)],
        "already_resolved",
    ),
    "report when resolved": (
        [
            ("transport", "task-report", {"text": "已核对。"}),
            ("justice", "resolution", TOGETHER),
            ("transport", "task-report", {"text": "再核对。"}),
        ],
        "already_resolved",
    ),
    "resolve before the co-handler": (
        [("justice", "resolution", TOGETHER)],
        "co_handler_task_open",
    ),
    "report twice": ([("transport", "task-report", {"text": "已核对。"})] * 2, "task_not_open"),
    "excuse twice": (
        [("justice", "excuse", {"unit": "transport", "reason": "无关。"})] * 2,
        "task_not_open",
    ),
    "excuse a stranger": (
        [("justice", "excuse", {"unit": "health", "reason": "无关。"})],
        "not_a_co_handler",
    ),
    "assign twice": ([("clerk", "assignment", {"lead": "court"})], "already_dispatched"),
    "answer what is assigned": ([("clerk", "answer", {"text": "可以。"})], "already_dispatched"),
}
WITH_A_CO_HANDLER = {
    "report when resolved",
    "resolve before the co-handler",
    "report twice",
    "excuse twice",
}


@pytest.mark.parametrize("name", OUT_OF_ORDER)
def test_a_step_out_of_order_is_refused_by_its_rule_and_changes_nothing(
    house: House, name: str
) -> None:
    steps, rule = OUT_OF_ORDER[name]
    helpers = ["transport"] if name in WITH_A_CO_HANDLER else []
    link = house.assigned("justice", *helpers)
    *before, (who, step, body) = steps
    for earlier, act, what in before:
        assert house.act(earlier, link.case_id, act, **what).status == 200
    stored = house.stored()
    assert code_of(house.act(who, link.case_id, step, **body)) == (409, rule)
    assert house.stored() == stored


def test_nobody_dispatches_a_case_before_routing_has_read_it(house: House) -> None:
    link = house.file()
    stored = house.stored()
    for step, body in (("answer", {"text": "可以"}), ("assignment", {"lead": "justice"})):
        assert code_of(house.act("clerk", link.case_id, step, **body)) == (409, "not_yet_routed")
    assert house.stored() == stored


def test_nothing_is_done_on_a_closed_case(house: House) -> None:
    link = house.triaged()
    assert house.act("clerk", link.case_id, "answer", text="可以调解。").status == 200
    stored = house.stored()
    for step, body in (("answer", {"text": "再答"}), ("assignment", {"lead": "justice"})):
        assert code_of(house.act("clerk", link.case_id, step, **body)) == (409, "case_closed")
    assert house.stored() == stored


def test_the_open_tasks_that_keep_a_case_open_are_named(house: House) -> None:
    link = house.assigned("justice", "transport", "emergency")
    refused = house.act("justice", link.case_id, "resolution", **TOGETHER).json()
    assert refused["units"] == ["transport", "emergency"]


@pytest.mark.parametrize(
    ("confidential", "body", "code"),
    [
        (False, {"lead": "atlantis"}, "unknown_unit"),
        (False, {"lead": "centre"}, "unknown_unit"),
        (False, {"lead": "justice", "co_handlers": ["justice"]}, "lead_is_co_handler"),
        (False, {"lead": "court", "co_handlers": ["justice"] * 2}, "lead_is_co_handler"),
        (False, {"lead": "justice", "released_text": "x"}, "released_text_not_needed"),
        (True, {"lead": "justice"}, "released_text_required"),
    ],
)
def test_an_assignment_that_cannot_be_is_refused_by_its_rule(
    house: House, confidential: bool, body: dict[str, Any], code: str
) -> None:
    link = house.triaged(confidential=confidential)
    stored = house.stored()
    assert code_of(house.act("clerk", link.case_id, "assignment", **body)) == (422, code)
    assert house.stored() == stored


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH"])
def test_what_is_no_route_is_not_found(house: House, method: str) -> None:
    answer = signed_in("clerk").send(method, "/api/desk/cases/AAAAAAAAAAAA")
    assert code_of(answer) == (404, "not_found")
    assert code_of(signed_in("clerk").get("/api/desk/")) == (404, "not_found")


def test_refusals_speak_english_to_who_prefers_it(house: House) -> None:
    problem = signed_in("stranger", "en").get("/api/desk/cases").json()
    assert problem["title"] == TEXTS["not_permitted"][1]


def test_when_the_store_is_away_everything_says_so_and_can_be_sent_again(
    house: House, wire: Wire
) -> None:
    link = house.assigned()
    requests = asks(signed_in("justice"), link.case_id)
    signed_in("justice").get("/api/desk/cases")
    with wire.failing(unreachable("dynamodb")):
        answers = {name: code_of(ask()) for name, ask in requests.items()}
    assert answers == dict.fromkeys(answers, (503, "store_unavailable"))
    assert requests["verify"]().status == 200


def test_a_lost_answer_of_the_store_is_recognised_by_the_key_of_the_retry(
    house: House, wire: Wire
) -> None:
    link = house.assigned()
    path = f"/api/desk/cases/{link.case_id}/verification"
    send = partial(signed_in("justice").post_json, path, {"version": 2, **VERIFICATION})
    with wire.losing_answers(unreachable("dynamodb", "TransactWriteItems")):
        assert send(idempotency_key="step1").status == 503
    assert send(idempotency_key="step1").status == 200
    assert house.case(link.case_id).version == 3


def test_no_answer_of_the_desk_is_kept_or_sniffed(house: House) -> None:
    link = house.assigned()
    for ask in (*asks(signed_in("justice"), link.case_id).values(), *asks(NOBODY, "x").values()):
        answer = ask()
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.cookies == []
