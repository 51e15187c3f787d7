"""Department routing: a filed case is assigned or queued once, and one bad message harms no
other.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from casework.domain.case import Status
from casework.domain.events import CaseAssigned, CaseQueuedForTriage
from casework.domain.routing_facts import TriageReason
from tests.integration.callers import visitor
from tests.integration.county import CHEMICAL_PARK, LOAN, UNCLEAR, Form
from tests.integration.payloads import payload
from tests.integration.pump import Delivery
from tests.integration.stack import rooms
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.integration.house import House, Link
    from tests.integration.wire import Call, Wire

COURT = Form(what_happened="合同纠纷已经向法院起诉，判决生效后申请强制执行，一直没有执行到位。")


def react(*messages: dict[str, Any]) -> list[str]:
    """Call the room with a batch; the message ids that it wants again."""
    answer = rooms()["DepartmentRoutingFunction"].handle({"Records": list(messages)}, None)
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def message(case_id: str, place: int = 0, body: str | None = None) -> dict[str, Any]:
    """The announcement of a filing, as the queue delivers it."""
    record: dict[str, Any] = payload("department_routing__case_filed")["Records"][0]
    envelope = json.loads(record["body"])
    envelope["detail"] |= {"case_id": case_id, "event_id": f"{case_id}/1/0"}
    text = json.dumps(envelope) if body is None else body
    return {**record, "messageId": f"message-{place}", "body": text}


def dispatched(house: House, link: Link) -> list[CaseAssigned | CaseQueuedForTriage]:
    """What routing made of a case."""
    bodies = [event.body for event in house.case_file(link.case_id).events]
    return [body for body in bodies if isinstance(body, CaseAssigned | CaseQueuedForTriage)]


def test_a_clear_case_is_assigned_with_the_reasons_on_the_event(house: House) -> None:
    link = house.file(LOAN)
    assert react(message(link.case_id)) == []
    (assigned,) = dispatched(house, link)
    assert isinstance(assigned, CaseAssigned)
    assert (assigned.lead, assigned.automatic) == ("justice", True)
    assert assigned.suggestion is not None
    assert "借条" in assigned.suggestion.keywords
    assert assigned.score == assigned.suggestion.score > 0
    assert assigned.margin > 0


def test_the_reasons_stand_on_the_tracking_page(house: House) -> None:
    link = house.file(LOAN)
    react(message(link.case_id))
    assert "借条" in visitor().get(link.path).text.partition("<details")[0]


@pytest.mark.parametrize(
    ("form", "confidential", "reason"),
    [
        (UNCLEAR, False, TriageReason.NOT_CONFIDENT),
        (COURT, False, TriageReason.OWN_PROCEDURE),
        (LOAN, True, TriageReason.CONFIDENTIAL),
        (
            Form(what_happened="税务局窗口人员态度恶劣，故意刁难，还索要好处费。"),
            False,
            TriageReason.ABOUT_PUBLIC_BODY,
        ),
    ],
    ids=["vague", "own procedure", "confidential", "about a body"],
)
def test_what_a_person_must_decide_is_queued_with_the_reason(
    house: House, form: Form, confidential: bool, reason: TriageReason
) -> None:
    link = house.file(form, confidential=confidential)
    assert react(message(link.case_id)) == []
    (queued,) = dispatched(house, link)
    assert isinstance(queued, CaseQueuedForTriage)
    assert queued.reason is reason
    assert house.case(link.case_id).status is Status.TRIAGE


def test_the_suggestions_reach_the_clerk_s_desk(house: House) -> None:
    link = house.file(LOAN, confidential=True)
    react(message(link.case_id))
    (queued,) = dispatched(house, link)
    assert isinstance(queued, CaseQueuedForTriage)
    assert queued.suggestions[0].lead == "justice"


def test_a_case_is_dispatched_once_however_often_its_filing_is_announced(house: House) -> None:
    link = house.file(LOAN)
    batch = [message(link.case_id, place) for place in range(3)]
    assert react(*batch) == react(*batch) == []
    assert len(dispatched(house, link)) == 1


def test_a_case_that_a_clerk_assigned_first_is_left_alone(house: House) -> None:
    link = house.assigned("court")
    stored = house.stored()
    assert react(message(link.case_id)) == []
    assert house.stored() == stored


def test_two_deliveries_at_the_same_moment_dispatch_once(house: House, wire: Wire) -> None:
    link = house.file(LOAN)
    other = partial(react, message(link.case_id, 1))
    with wire.interrupted("TransactWriteItems", other):
        assert react(message(link.case_id, 0)) == []
    assert len(dispatched(house, link)) == 1


def test_an_addition_made_meanwhile_is_kept_and_the_case_dispatched_after_it(
    house: House, wire: Wire
) -> None:
    link = house.file(LOAN)
    fields = {"form_key": house.addition_key(link), "lang": "zh", "text": "有转账记录"}
    with wire.interrupted("TransactWriteItems", lambda: visitor().post(link.path, fields)):
        assert react(message(link.case_id)) == []
    assert [event.type for event in house.case_file(link.case_id).events] == [
        "CaseFiled",
        "CaseSupplemented",
        "CaseAssigned",
    ]


def test_one_message_that_fails_comes_again_and_the_others_are_done(house: House) -> None:
    first, second = house.file(LOAN), house.file(CHEMICAL_PARK)
    wanted = react(
        message(first.case_id, 0),
        message("AAAAAAAAAAAA", 1),
        message("", 2, body="not json"),
        message("", 3, body='{"detail-type":"CaseFiled"}'),
        message(second.case_id, 4),
    )
    assert wanted == ["message-1", "message-2", "message-3"]
    assert [len(dispatched(house, link)) for link in (first, second)] == [1, 1]


def test_when_every_message_fails_every_one_comes_again(house: House, wire: Wire) -> None:
    links = [house.file(LOAN), house.file(CHEMICAL_PARK)]
    batch = [message(link.case_id, place) for place, link in enumerate(links)]
    with wire.failing(unreachable("dynamodb")):
        assert react(*batch) == ["message-0", "message-1"]
    assert react(*batch) == []


def test_a_lost_answer_of_the_store_dispatches_once(house: House, wire: Wire) -> None:
    link = house.file(LOAN)
    with wire.losing_answers(unreachable("dynamodb", "TransactWriteItems")):
        assert react(message(link.case_id)) == ["message-0"]
    assert react(message(link.case_id)) == []
    assert len(dispatched(house, link)) == 1


def test_a_filing_that_always_fails_becomes_a_dead_letter_and_the_next_is_routed(
    house: House, wire: Wire
) -> None:
    stuck, fine = house.file(LOAN), house.file(CHEMICAL_PARK)

    def fault(call: Call) -> Exception | None:
        about = f"CASE#{stuck.case_id}" in json.dumps(call.parameters)
        return unreachable("dynamodb")(call) if about else None

    with wire.failing(fault):
        house.pump.carry()
    dead = [json.loads(body) for body in house.pump.waiting("DepartmentRoutingDeadLetters")]
    assert [letter["detail"]["case_id"] for letter in dead] == [stuck.case_id]
    assert len(dispatched(house, fine)) == 1
    assert house.pump.waiting("DepartmentRoutingQueue") == []


def test_the_log_of_a_failure_names_the_event_and_nothing_of_it(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    react(message("AAAAAAAAAAAA"))
    (line,) = [json.loads(each) for each in capsys.readouterr().out.splitlines()]
    assert (line["message"], line["event_id"]) == ("reaction failed", "AAAAAAAAAAAA/1/0")


def test_cases_filed_together_are_routed_whatever_the_order_of_their_announcements(
    house: House,
) -> None:
    links = [house.file(LOAN), house.file(CHEMICAL_PARK), house.file(UNCLEAR)]
    house.pump.carry(Delivery.SHUFFLED)
    leads = [house.case(link.case_id).lead for link in links]
    assert leads[0] == "justice"
    assert leads[2] is None
