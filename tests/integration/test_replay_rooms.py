"""`make replay` and the rooms that react: what was given up goes where it came from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import boto3  # type: ignore[import-untyped]
import pytest

from casework.adapters.eventbridge_bus import EventBridgeBus
from casework.domain.supervision_notice import LetterNumber
from infra.replay import Outcome, Replay
from infra.waiting import WAITING
from tests.integration.county import CHEMICAL_PARK, LOAN
from tests.integration.replaying import logical, place
from tests.integration.template import resources
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from tests.integration.house import House
    from tests.integration.wire import Wire

QUEUE = "AWS::SQS::Queue"
CASE = json.dumps({"case_id": "E8MY09Q4P0HG"})
MESSAGE = json.dumps({"message": "7f3a"})
DROPPED = json.dumps({"Records": [{"eventName": "ObjectCreated:Put"}]})
SWEEP = json.dumps({"detail-type": "Scheduled Event", "source": "aws.events", "detail": {}})
SENT_FILE = json.dumps({"Records": [{"eventName": "ObjectCreated:Post"}]})
HANDED_BACK = [
    ("AttachmentCheckDeadLetters", SENT_FILE, "AttachmentCheckQueue"),
    ("DeadlineTimerDeadLetters", CASE, "DeadlineExpiryQueue"),
    ("DeadlineExpiryDeadLetters", CASE, "DeadlineExpiryQueue"),
    ("DeadlineSweepDeadLetters", SWEEP, "DeadlineSweepQueue"),
    ("DepartmentNotificationDeadLetters", MESSAGE, "DepartmentNotificationQueue"),
    ("EnterpriseNotificationDeadLetters", MESSAGE, "EnterpriseNotificationQueue"),
    ("MailIntakeDeadLetters", DROPPED, "MailIntakeQueue"),
]
FED_BY_A_RULE = [
    "AttachmentCheckDeadLetters",
    "DepartmentRoutingDeadLetters",
    "DeadlineTimerDeadLetters",
    "SupervisionNoticeDeadLetters",
    "LetterPressDeadLetters",
    "DepartmentNotificationDeadLetters",
    "EnterpriseNotificationDeadLetters",
]


def replay(house: House) -> dict[Outcome, int]:
    """One run over this house's queues; what became of the messages."""
    house.pump.relay()
    said: list[str] = []
    outcomes = Replay(boto3.Session(), place(house.stack), say=said.append, wait=0).run()
    assert len(said) == sum(outcomes.values())
    return dict(outcomes)


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits between two attempts."""
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    patience = EventBridgeBus.__init__.__kwdefaults__
    assert patience is not None
    monkeypatch.setitem(patience, "pause", lambda _: None)


def give_up(house: House, queue: str, body: str, **line: str) -> None:
    """Put a message where a room's failed ones end."""
    house.pump.relay()
    url = house.stack.names[queue]
    house.stack.client("sqs").send_message(QueueUrl=url, MessageBody=body, **line)


def lines(house: House, queue: str) -> list[tuple[str, str, str]]:
    """Body, line and deduplication id of the messages in a FIFO queue."""
    received = house.stack.client("sqs").receive_message(
        QueueUrl=house.stack.names[queue], AttributeNames=["All"], MaxNumberOfMessages=10
    )
    return [
        (m["Body"], m["Attributes"]["MessageGroupId"], m["Attributes"]["MessageDeduplicationId"])
        for m in received.get("Messages", ())
    ]


def test_every_queue_of_given_up_work_is_replayed_but_positions_of_the_stream() -> None:
    queues = resources(QUEUE)
    kept = {
        name
        for name in queues
        if name.endswith("DeadLetters") or "RedrivePolicy" not in queues[name]
    }
    replayed = [logical(each.queue) for each in WAITING]
    assert sorted(replayed) == sorted(kept - {"EventRelayDeadLetters"})


def test_what_is_handed_back_goes_to_a_queue_that_a_room_reads() -> None:
    for waiting in WAITING:
        if waiting.to:
            to = resources(QUEUE)[logical(waiting.to)]
            assert "RedrivePolicy" in to
            assert to.get("FifoQueue") == resources(QUEUE)[logical(waiting.queue)].get("FifoQueue")


@pytest.mark.parametrize(("queue", "body", "to"), HANDED_BACK)
def test_what_is_no_event_goes_back_to_its_room_as_it_is(
    house: House, queue: str, body: str, to: str
) -> None:
    give_up(house, queue, body)
    assert replay(house) == {Outcome.HANDED_BACK: 1}
    assert house.pump.waiting(to) == [body]
    assert house.pump.waiting(queue) == []


@pytest.mark.parametrize(("queue", "body", "to"), HANDED_BACK)
def test_what_a_room_s_queue_does_not_take_stays(
    house: House, wire: Wire, queue: str, body: str, to: str
) -> None:
    give_up(house, queue, body)
    with wire.failing(unreachable("sqs", "SendMessage")):
        assert replay(house) == {Outcome.NOT_QUEUED: 1}
    assert (house.pump.waiting(to), house.pump.waiting(queue)) == ([], [body])


@pytest.mark.parametrize("queue", FED_BY_A_RULE)
def test_announcements_that_a_room_gave_up_go_through_the_bus_again(
    house: House, queue: str
) -> None:
    event_id = f"{house.file(LOAN).case_id}/1/0"
    give_up(house, queue, json.dumps({"detail": {"event_id": event_id}}))
    house.pump.on_the_bus()
    assert replay(house) == {Outcome.SENT: 1}
    assert [event["detail"]["event_id"] for event in house.pump.on_the_bus()] == [event_id]
    assert house.pump.waiting(queue) == []


@pytest.mark.parametrize("queue", sorted({logical(each.queue) for each in WAITING}))
def test_what_no_room_knows_stays_where_it_is(house: House, queue: str) -> None:
    fifo = {"MessageGroupId": "centre-2026", "MessageDeduplicationId": "d"}
    give_up(house, queue, "[7]", **(fifo if resources(QUEUE)[queue].get("FifoQueue") else {}))
    assert replay(house) == {Outcome.MALFORMED: 1}
    assert house.pump.waiting(queue) == ["[7]"]


def test_a_request_for_a_number_is_no_event_and_keeps_its_line_and_its_identity(
    house: House,
) -> None:
    """It names the event that it is about, which must not be announced to everyone again."""
    link = house.file(LOAN)
    body = json.dumps({"event_id": f"{link.case_id}/1/0", "case_id": link.case_id})
    line = {"MessageGroupId": "centre-2026", "MessageDeduplicationId": "a1"}
    give_up(house, "NumberingDeadLetters", body, **line)
    house.pump.on_the_bus()
    assert replay(house) == {Outcome.HANDED_BACK: 1}
    assert lines(house, "NumberingQueue") == [(body, "centre-2026", "a1")]
    assert house.pump.on_the_bus() == []


@pytest.mark.usefixtures("undrawn")
def test_a_case_that_could_not_be_settled_has_its_letter_after_the_replay(
    house: House, wire: Wire
) -> None:
    """Every room that the miss concerns fails: the store answers nobody for a while."""
    link = house.file_and_route(CHEMICAL_PARK)
    house.clock.advance(days=4)
    house.pump.fire_timers(house.clock.now)
    with wire.failing(unreachable("dynamodb")):
        house.pump.carry()
    assert len(house.pump.waiting("DeadlineExpiryDeadLetters")) == 1
    assert house.case(link.case_id).letters == ()
    assert replay(house) == {Outcome.HANDED_BACK: 1}
    house.pump.carry()
    assert len(house.case(link.case_id).letters) == 1


@pytest.mark.usefixtures("undrawn")
def test_a_letter_whose_number_could_not_be_given_gets_it_after_the_replay(
    house: House, wire: Wire
) -> None:
    link = house.file_and_route(CHEMICAL_PARK)
    house.clock.advance(days=4)
    house.pump.fire_timers(house.clock.now)
    house.pump.react()
    with wire.failing(unreachable("dynamodb", "TransactWriteItems")):
        house.pump.carry()
    (request,) = house.pump.waiting("NumberingDeadLetters")
    assert json.loads(request)["case_id"] == link.case_id
    assert replay(house) == {Outcome.HANDED_BACK: 1}
    house.pump.carry()
    (letter,) = house.case(link.case_id).letters
    assert letter.number == LetterNumber("centre", 2026, 1)
    assert house.pump.waiting("NumberingDeadLetters") == []
