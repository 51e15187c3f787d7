"""The relay: committed events reach the bus with the fields of the allow-list and nothing else;
what cannot be sent is parked, and the next one goes through.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from casework.adapters.eventbridge_bus import ATTEMPTS
from casework.domain.errors import StoreUnavailableError
from casework.domain.publication import ALLOWED_FIELDS
from infra.import_notice import import_notice
from tests.integration.callers import visitor
from tests.integration.county import CHEMICAL_PARK
from tests.integration.house import HANDLING, TOGETHER
from tests.integration.payloads import payload
from tests.integration.stack import rooms
from tests.integration.wire import unreachable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.house import House, Link
    from tests.integration.wire import Call, Wire

NEXT_NOTICE = {
    "year": 2027,
    "title": "关于2027年部分节假日安排的通知",
    "document": "国办发明电〔2026〕0号",
    "dated": "2026-11-04",
    "days_off": [{"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"}],
    "make_up_days": [],
}
"""As the State Council publishes them, invented."""

ENVELOPE = {"arms", "event_id", "case_id", "seq", "n", "at", "due_version", "next_due"}


@pytest.fixture(autouse=True)
def _relay_without_pauses(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bus and queues are there; retries do not wait."""
    house.pump.relay()
    monkeypatch.setattr(rooms()["EventRelayFunction"].room().bus, "_pause", lambda _: None)


def relay(event: dict[str, Any]) -> Any:
    """Call the room."""
    return rooms()["EventRelayFunction"].handle(event, None)


def parked(house: House) -> list[str]:
    """The ids in the parking queue."""
    return [json.loads(body)["event_id"] for body in house.pump.waiting("ParkingQueue")]


def on_the_bus(house: House) -> list[str]:
    """The ids of the events on the bus, in the order in which they came."""
    return [event["detail"]["event_id"] for event in house.pump.on_the_bus()]


def numbered(count: int) -> dict[str, Any]:
    """A batch of filings of as many cases."""
    record = payload("event_relay__case_filed")["Records"][0]
    copies = [json.loads(json.dumps(record)) for _ in range(count)]
    for place, copy in enumerate(copies):
        copy["dynamodb"]["Keys"]["PK"]["S"] = f"CASE#{place:012d}"
    return {"Records": copies}


def ids(batch: dict[str, Any]) -> list[str]:
    """The event ids of a batch of filings."""
    keys = [record["dynamodb"]["Keys"]["PK"]["S"] for record in batch["Records"]]
    return [f"{key.removeprefix('CASE#')}/1/0" for key in keys]


def settle_under(house: House, link: Link, calendar: str) -> None:
    """Count a case again by a working-day table."""
    body = json.dumps({"case_id": link.case_id, "calendar": calendar})
    queue = house.stack.names["DeadlineExpiryQueue"]
    house.stack.client("sqs").send_message(QueueUrl=queue, MessageBody=body)
    house.pump.carry()


OF_THESE_LIVES = {
    *("CaseFiled", "CaseQueuedForTriage", "CaseAssigned", "CaseAnswered", "CaseVerified"),
    *("CaseReplied", "TaskReported", "CoHandlerExcused", "CaseResolved", "CaseSupplemented"),
    *("CaseRated", "CaseClosed", "DeadlineWarned", "DeadlineMissed", "LetterIssued"),
    *("LetterRendered", "LetterAcknowledged", "LetterAnswered", "CalendarAdopted"),
    "RedLightProposed",
}


@pytest.mark.usefixtures("cold_rooms")
def test_the_bus_carries_the_envelope_and_the_allowed_fields_of_what_happens(house: House) -> None:
    link = house.assigned("justice", "transport", "emergency")
    house.act("transport", link.case_id, "task-report", text="已检查。")
    house.act("justice", link.case_id, "excuse", unit="emergency", reason="无关。")
    fields = {"form_key": house.addition_key(link), "lang": "zh", "text": "补充一点"}
    visitor().post(link.path, fields)
    house.act("justice", link.case_id, "resolution", **TOGETHER)
    visitor().post(house.rating_path(link), {"lang": "zh", "grade": "satisfied"})
    answered = house.triaged()
    house.act("clerk", answered.case_id, "answer", text="可以调解。")
    late = house.assigned("transport")
    house.live(days=2)
    letter = f"letters/{house.case(late.case_id).letters[0].id}"
    house.act("transport", late.case_id, f"{letter}/acknowledgement")
    house.act("transport", late.case_id, f"{letter}/answer", text="人员外出。")
    house.live(days=8)
    settle_under(house, late, import_notice(NEXT_NOTICE))
    events = house.pump.on_the_bus()
    assert {event["source"] for event in events} == {"mashangban.casework"}
    carried = {event["detail-type"]: set(event["detail"]) - ENVELOPE for event in events}
    assert set(carried) == OF_THESE_LIVES
    assert carried == {name: set(ALLOWED_FIELDS[name]) for name in carried}
    assert all(set(event["detail"]) >= ENVELOPE for event in events)


def test_a_queued_case_says_why_and_nothing_about_whom(house: House) -> None:
    house.file_and_route(CHEMICAL_PARK, confidential=True)
    queued = house.pump.on_the_bus()[-1]
    assert queued["detail-type"] == "CaseQueuedForTriage"
    assert set(queued["detail"]) - ENVELOPE == {"reason", "procedure", "catalogue"}
    assert queued["detail"]["reason"] == "confidential"


def test_events_keep_the_order_of_their_case(house: House) -> None:
    link = house.assigned()
    for step, body in HANDLING:
        house.act("justice", link.case_id, step, **body)
    house.pump.relay()
    assert on_the_bus(house) == [f"{link.case_id}/{seq}/0" for seq in (1, 2, 3, 4, 5)]


def test_what_is_no_new_event_is_left_alone(house: House) -> None:
    record = payload("event_relay__case_filed")["Records"][0]
    changed = {**record, "eventName": "MODIFY"}
    removed = {**record, "eventName": "REMOVE"}
    keys = {"PK": {"S": "CASE#E8MY09Q4P0HG"}, "SK": {"S": "PARTICULARS#0001.0"}}
    text = {**record, "dynamodb": {**record["dynamodb"], "Keys": keys}}
    assert relay({"Records": [changed, removed, text]}) == {"batchItemFailures": []}
    assert on_the_bus(house) == parked(house) == []


def test_an_event_nobody_can_read_is_parked_and_counted_and_the_next_goes_through(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert relay(payload("event_relay__unreadable_event")) == {"batchItemFailures": []}
    assert parked(house) == ["E8MY09Q4P0HG/2/0"]
    assert on_the_bus(house) == ["E8MY09Q4P0HG/1/0"]
    metric = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert metric["EventsParked"] == [1.0]


@pytest.mark.parametrize("harm", ["no image", "no data", "no json", "other fields"])
def test_every_kind_of_unreadable_event_is_parked(house: House, harm: str) -> None:
    record = payload("event_relay__case_filed")["Records"][0]
    change = record["dynamodb"]
    if harm == "no image":
        del change["NewImage"]
    elif harm == "no data":
        del change["NewImage"]["data"]
    else:
        change["NewImage"]["data"]["S"] = "{" if harm == "no json" else '{"at":1}'
    relay({"Records": [record]})
    assert parked(house) == ["E8MY09Q4P0HG/1/0"]


def refusing(*wanted: str) -> Callable[[Call], Exception | None]:
    """The bus is unreachable for requests that carry one of these events."""

    def fault(call: Call) -> Exception | None:
        text = json.dumps(call.parameters, ensure_ascii=False)
        if call.operation == "PutEvents" and any(each in text for each in wanted):
            return unreachable("events")(call)
        return None

    return fault


def test_more_events_than_one_request_takes_go_in_several(house: House, wire: Wire) -> None:
    batch = numbered(23)
    with wire.recording() as calls:
        relay(batch)
    sizes = [len(call.parameters["Entries"]) for call in calls if call.operation == "PutEvents"]
    assert sizes == [10, 10, 3]
    assert on_the_bus(house) == ids(batch)


def test_what_the_bus_does_not_take_is_retried_and_then_parked_and_the_rest_is_sent(
    house: House, wire: Wire
) -> None:
    batch = numbered(12)
    with wire.failing(refusing(ids(batch)[11])), wire.recording() as calls:
        assert relay(batch) == {"batchItemFailures": []}
    assert len([call for call in calls if call.operation == "PutEvents"]) == 1 + ATTEMPTS
    assert on_the_bus(house) == ids(batch)[:10]
    assert parked(house) == ids(batch)[10:]


def test_the_log_says_of_each_parked_event_why_it_was_not_sent(
    house: House, wire: Wire, capsys: pytest.CaptureFixture[str]
) -> None:
    link = house.file()
    with wire.failing(unreachable("events")):
        house.pump.relay()
    relay(payload("event_relay__unreadable_event"))
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["event_id"], line["reason"]) for line in lines if "reason" in line] == [
        (f"{link.case_id}/1/0", "EndpointConnectionError"),
        ("E8MY09Q4P0HG/2/0", "unreadable"),
    ]


def test_only_the_entries_that_the_bus_refused_are_sent_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    bus = rooms()["EventRelayFunction"].room().bus
    requests: list[list[str]] = []

    def put_events(Entries: list[dict[str, str]]) -> dict[str, Any]:  # noqa: N803 - the API's name
        requests.append([json.loads(entry["Detail"])["event_id"] for entry in Entries])
        taken = {"EventId": "1"}
        refused = {"ErrorCode": "ThrottlingException", "ErrorMessage": "slow down"}
        return {
            "Entries": [
                taken if len(requests) > 1 or place else refused for place in range(len(Entries))
            ]
        }

    monkeypatch.setattr(bus._client, "put_events", put_events)
    batch = numbered(3)
    relay(batch)
    assert requests == [ids(batch), ids(batch)[:1]]


def test_when_it_can_neither_send_nor_park_it_raises_and_the_batch_comes_again(
    house: House, wire: Wire
) -> None:
    link = house.file()
    house.pump.waiting("ParkingQueue")

    def both(call: Call) -> Exception | None:
        return unreachable("events")(call) or unreachable("sqs", "SendMessage")(call)

    with wire.failing(both), pytest.raises(StoreUnavailableError):
        house.pump.relay()
    house.pump.relay()
    assert on_the_bus(house) == [f"{link.case_id}/1/0"]


def test_the_relay_reads_nothing_but_the_stream(house: House, wire: Wire) -> None:
    with wire.recording() as calls:
        relay(payload("event_relay__case_filed"))
    assert [(call.service, call.operation) for call in calls] == [("events", "PutEvents")]


def test_the_clock_of_an_event_is_the_command_s_and_not_the_relay_s(house: House) -> None:
    house.file()
    house.clock.advance(hours=5)
    house.pump.relay()
    (event,) = house.pump.on_the_bus()
    assert event["detail"]["at"] == "2026-03-12T01:41:00+00:00"
