"""`make replay`: what waits is sent again from the table, and deleted only when the bus has it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import boto3  # type: ignore[import-untyped]
import pytest

from casework.adapters import eventbridge_bus
from casework.adapters.dynamodb import keys
from casework.adapters.dynamodb.items import EventItem
from infra import replay
from infra.replay import Outcome, Replay
from tests.integration.county import CHEMICAL_PARK, LOAN
from tests.integration.replaying import place
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.integration.house import House
    from tests.integration.wire import Wire


@pytest.fixture
def run(house: House, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Replays this house's queues; what became of the messages, and what was printed."""
    patience = eventbridge_bus.EventBridgeBus.__init__.__kwdefaults__
    assert patience is not None
    monkeypatch.setitem(patience, "pause", lambda _: None)
    house.pump.relay()

    def run() -> tuple[dict[Outcome, int], list[str]]:
        said: list[str] = []
        outcomes = Replay(boto3.Session(), place(house.stack), say=said.append, wait=0).run()
        return dict(outcomes), said

    return run


def park(house: House, *bodies: str) -> str:
    """Put messages into the parking queue by hand; the id of the last."""
    url, sqs = house.stack.names["ParkingQueue"], house.stack.client("sqs")
    sent = [sqs.send_message(QueueUrl=url, MessageBody=body)["MessageId"] for body in bodies]
    return sent[-1] if sent else ""


def named(event_id: str) -> str:
    """The body of a parked message."""
    return json.dumps({"event_id": event_id})


def test_a_case_that_was_parked_while_the_bus_was_away_is_routed_after_the_replay(
    house: House, wire: Wire, run: Any
) -> None:
    link = house.file(LOAN)
    with wire.failing(unreachable("events")):
        house.pump.carry()
    assert house.case(link.case_id).lead is None
    outcomes, said = run()
    assert outcomes == {Outcome.SENT: 1}
    assert said == [f"{link.case_id}/1/0 CaseFiled  sent"]
    assert house.pump.waiting("ParkingQueue") == []
    house.pump.carry()
    assert house.case(link.case_id).lead == "justice"


def test_the_event_is_published_again_exactly_as_the_first_time(house: House, run: Any) -> None:
    link = house.file(LOAN)
    house.pump.relay()
    (first,) = house.pump.on_the_bus()
    park(house, named(f"{link.case_id}/1/0"))
    run()
    (second,) = house.pump.on_the_bus()
    for part in ("source", "detail-type", "detail"):
        assert second[part] == first[part]


def test_dead_letters_of_a_room_are_sent_again_too(house: House, wire: Wire, run: Any) -> None:
    link = house.file(LOAN)
    with wire.failing(unreachable("dynamodb")):
        house.pump.carry()
    assert len(house.pump.waiting("DepartmentRoutingDeadLetters")) == 1
    assert len(house.pump.waiting("EnterpriseNotificationDeadLetters")) == 1
    outcomes, _ = run()
    house.pump.carry()
    assert outcomes == {Outcome.SENT: 2}
    assert house.pump.waiting("DepartmentRoutingDeadLetters") == []
    assert house.case(link.case_id).lead == "justice"


def test_replaying_what_was_dealt_with_changes_nothing(house: House, run: Any) -> None:
    link = house.file_and_route(LOAN)
    before = house.case_file(link.case_id)
    park(house, *[named(f"{link.case_id}/1/0")] * 3, named(f"{link.case_id}/2/0"))
    assert run()[0] == {Outcome.SENT: 4}
    house.pump.carry()
    assert house.case_file(link.case_id) == before


def test_what_the_bus_does_not_take_stays_and_goes_next_time(
    house: House, wire: Wire, run: Any
) -> None:
    link = house.file(LOAN)
    body = named(f"{link.case_id}/1/0")
    park(house, body)
    with wire.failing(unreachable("events")):
        assert run()[0] == {Outcome.REFUSED: 1}
    assert house.pump.waiting("ParkingQueue") == [body]
    assert run()[0] == {Outcome.SENT: 1}


def test_when_the_bus_takes_nothing_it_stops_instead_of_trying_every_message(
    house: House, wire: Wire, run: Any
) -> None:
    park(house, *[named(f"{house.file(LOAN).case_id}/1/0")] * 25)
    with wire.failing(unreachable("events")):
        assert run()[0] == {Outcome.REFUSED: 10}
    assert len(house.pump.waiting("ParkingQueue")) == 25


def test_a_message_is_deleted_only_after_the_bus_has_its_event(
    house: House, wire: Wire, run: Any
) -> None:
    park(house, named(f"{house.file(LOAN).case_id}/1/0"))
    with wire.recording() as calls:
        run()
    order = [call.operation for call in calls]
    assert order.index("GetItem") < order.index("PutEvents") < order.index("DeleteMessage")


def test_an_event_that_the_table_does_not_have_is_reported_and_its_message_deleted(
    house: House, run: Any
) -> None:
    park(house, named("AAAAAAAAAAAA/1/0"))
    outcomes, said = run()
    assert outcomes == {Outcome.GONE: 1}
    assert said == [f"AAAAAAAAAAAA/1/0  {Outcome.GONE}"]
    assert house.pump.waiting("ParkingQueue") == []


def test_an_event_of_a_type_this_version_does_not_know_stays_until_one_that_does(
    house: House, run: Any
) -> None:
    link = house.file(LOAN)
    item = EventItem.get(keys.case_pk(link.case_id), keys.event_sk(1, 0))
    known, item.type = item.type, "CaseOfAnotherVersion"
    item.save()
    park(house, named(f"{link.case_id}/1/0"))
    assert run()[0] == {Outcome.UNREADABLE: 1}
    item.type = known
    item.save()
    assert run()[0] == {Outcome.SENT: 1}


MALFORMED = [
    " ",
    "not json",
    "[]",
    "7",
    '"E8MY09Q4P0HG/1/0"',
    "{}",
    '{"detail": 3}',
    '{"event_id": 7}',
    '{"event_id": "E8MY09Q4P0HG"}',
    '{"event_id": "E8MY09Q4P0HG/0/0"}',
    '{"event_id": "E8MY09Q4P0HG/1/0\\n"}',
    '{"event_id": "../../etc/1/0"}',
    "[" * 5000,
]


def test_a_message_that_names_no_event_is_reported_without_its_words_and_kept(
    house: House, run: Any
) -> None:
    sent = [park(house, body) for body in MALFORMED]
    outcomes, said = run()
    assert outcomes == {Outcome.MALFORMED: len(MALFORMED)}
    assert sorted(said) == sorted(f"{message}  {Outcome.MALFORMED}" for message in sent)
    assert sorted(house.pump.waiting("ParkingQueue")) == sorted(MALFORMED)


def test_one_bad_message_keeps_no_other_back(house: House, run: Any) -> None:
    cases = [house.file(form).case_id for form in (LOAN, CHEMICAL_PARK)]
    park(
        house, named(f"{cases[0]}/1/0"), "bad", named("AAAAAAAAAAAA/9/0"), named(f"{cases[1]}/1/0")
    )
    outcomes, _ = run()
    assert outcomes == {Outcome.SENT: 2, Outcome.MALFORMED: 1, Outcome.GONE: 1}
    sent = [event["detail"]["case_id"] for event in house.pump.on_the_bus()]
    assert sorted(sent) == sorted(cases)


def test_when_the_table_is_away_the_message_stays(house: House, wire: Wire, run: Any) -> None:
    park(house, named(f"{house.file(LOAN).case_id}/1/0"))
    with wire.failing(unreachable("dynamodb")):
        assert run()[0] == {Outcome.UNREAD: 1}
    assert run()[0] == {Outcome.SENT: 1}


def test_more_than_one_request_s_worth_is_sent_to_the_last(house: House, run: Any) -> None:
    case_id = house.file(LOAN).case_id
    park(house, *[named(f"{case_id}/1/0")] * 23)
    assert run()[0] == {Outcome.SENT: 23}


def test_it_stops_at_a_message_that_it_has_already_kept(
    house: House, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow run: what it keeps can be received again before it has come to the end."""
    monkeypatch.setattr(replay, "INVISIBLE_SECONDS", 0)
    case_id = house.file(LOAN).case_id
    park(house, "bad", "worse", named(f"{case_id}/1/0"))
    outcomes, said = run()
    assert outcomes == {Outcome.SENT: 1, Outcome.MALFORMED: 2}
    assert len(said) == 3
    assert sorted(house.pump.waiting("ParkingQueue")) == ["bad", "worse"]


def test_requests_to_aws_are_few(house: House, wire: Wire, run: Any) -> None:
    """Ten messages: one receive, ten reads, one request to the bus, ten deletes."""
    case_id = house.file(LOAN).case_id
    park(house, *[named(f"{case_id}/1/0")] * 10)
    with wire.recording() as calls:
        run()
    counts: dict[str, int] = {}
    for call in calls:
        counts[call.operation] = counts.get(call.operation, 0) + 1
    assert counts["PutEvents"] == 1
    assert counts["GetItem"] == counts["DeleteMessage"] == 10
