"""The bus: ten entries a request, each answer checked, what it refused for now sent again."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from casework.adapters.clients import client
from casework.adapters.eventbridge_bus import EventBridgeBus
from casework.domain.publication import OutboundEvent, outbound
from tests.builders import assigned_case, filed, then, verify

Judge = Callable[[int, str], bool]
THROTTLED = ClientError({"Error": {"Code": "ThrottlingException"}}, "PutEvents")
AWAY = EndpointConnectionError(endpoint_url="https://events")


def event(number: int) -> OutboundEvent:
    return OutboundEvent(f"7K3Q9F2M4T8W/{number}/0", "CaseVerified", {"seq": number})


class Events:
    """The EventBridge client's put_events: an error for a call, or entries refused one by one."""

    def __init__(self, refuse: Judge = lambda _call, _id: False, *errors: Exception) -> None:
        self.requests: list[list[dict[str, str]]] = []
        self.errors, self.refuse = list(errors), refuse

    def put_events(self, Entries: Sequence[dict[str, str]]) -> dict[str, Any]:  # noqa: N803 - as the SDK
        self.requests.append(list(Entries))
        if self.errors:
            raise self.errors.pop(0)
        return {"Entries": [self.answer(entry) for entry in Entries]}

    def answer(self, entry: dict[str, str]) -> dict[str, str]:
        number = json.loads(entry["Detail"])["seq"]
        refused = self.refuse(len(self.requests), str(number))
        return {"ErrorCode": "InternalFailure"} if refused else {"EventId": "1"}

    def sent(self) -> list[list[int]]:
        return [[json.loads(entry["Detail"])["seq"] for entry in each] for each in self.requests]


def bus(events: Events, pauses: list[float] | None = None) -> EventBridgeBus:
    return EventBridgeBus(events, "county", pause=([] if pauses is None else pauses).append)


def test_an_entry_names_source_type_and_bus_and_holds_the_detail_as_json() -> None:
    events = Events()
    (filing,) = filed().events
    assert bus(events).publish([outbound(filing)]) == []
    ((entry,),) = events.requests
    assert entry["Source"] == "mashangban.casework"
    assert entry["DetailType"] == "CaseFiled"
    assert entry["EventBusName"] == "county"
    assert json.loads(entry["Detail"]) == outbound(filing).detail


def test_many_events_go_ten_at_a_time_in_order() -> None:
    events = Events()
    assert bus(events).publish([event(number) for number in range(23)]) == []
    assert events.sent() == [[*range(10)], [*range(10, 20)], [20, 21, 22]]


def test_nothing_asks_nothing() -> None:
    events = Events()
    assert bus(events).publish([]) == []
    assert events.requests == []


def test_only_entries_that_were_refused_are_sent_again() -> None:
    events, pauses = Events(lambda call, number: call == 1 and number in {"1", "3"}), list[float]()
    assert bus(events, pauses).publish([event(number) for number in range(5)]) == []
    assert events.sent() == [[0, 1, 2, 3, 4], [1, 3]]
    assert len(pauses) == 1


def test_what_is_refused_three_times_comes_back_and_the_rest_went_through() -> None:
    events, pauses = Events(lambda _call, number: number == "11"), list[float]()
    unsent = bus(events, pauses).publish([event(number) for number in range(13)])
    assert unsent == [event(11)]
    assert events.sent() == [[*range(10)], [10, 11, 12], [11], [11]]
    assert len(pauses) == 2


@pytest.mark.parametrize("error", [THROTTLED, AWAY], ids=["throttled", "away"])
def test_a_request_that_fails_is_sent_again_whole(error: Exception) -> None:
    events = Events(lambda _call, _id: False, error, error)
    assert bus(events).publish([event(1), event(2)]) == []
    assert events.sent() == [[1, 2]] * 3


def test_a_bus_that_keeps_refusing_gives_every_event_back() -> None:
    events = Events(lambda _call, _id: False, *[THROTTLED] * 6)
    twelve = [event(number) for number in range(12)]
    assert bus(events).publish(twelve) == twelve
    assert events.sent() == [[*range(10)]] * 3 + [[10, 11]] * 3


def test_once_a_bus_does_not_answer_at_all_what_is_left_comes_back_untried() -> None:
    events = Events(lambda _call, _id: False, *[AWAY] * 3)
    many = [event(number) for number in range(32)]
    assert bus(events).publish(many) == many
    assert events.sent() == [[*range(10)]] * 3


def test_an_answer_that_came_too_late_is_none() -> None:
    late = ReadTimeoutError(endpoint_url="https://events")
    events = Events(lambda _call, _id: False, late, late, late)
    many = [event(number) for number in range(12)]
    assert bus(events).publish(many) == many
    assert len(events.requests) == 3


@pytest.mark.parametrize(
    ("events", "told"),
    [
        (Events(lambda _call, number: number == "1", THROTTLED), {1: "InternalFailure"}),
        (
            Events(lambda *_: False, *[THROTTLED] * 3),
            dict.fromkeys(range(3), "ThrottlingException"),
        ),
        (Events(lambda *_: False, *[AWAY] * 3), dict.fromkeys(range(3), "EndpointConnectionError")),
    ],
    ids=["refused", "throttled", "away"],
)
def test_whoever_asks_is_told_which_event_came_back_and_why(
    events: Events, told: dict[int, str]
) -> None:
    heard = dict[str, str]()
    pauses = list[float]()
    reporting = EventBridgeBus(events, "county", pause=pauses.append, report=heard.__setitem__)
    reporting.publish([event(number) for number in range(3)])
    assert heard == {event(number).id: reason for number, reason in told.items()}


def test_pauses_double_and_are_spread_at_random(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.adapters.eventbridge_bus.secrets.randbelow", lambda _most: 50)
    pauses = list[float]()
    bus(Events(lambda _call, _id: True), pauses).publish([event(1)])
    assert pauses == pytest.approx([0.15, 0.30])


def test_a_published_event_reaches_the_queue_of_a_rule_that_asks_for_its_type(aws: str) -> None:
    events, queues = client("events", aws), client("sqs", aws)
    events.create_event_bus(Name="county")
    url = queues.create_queue(QueueName="verified")["QueueUrl"]
    attributes = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    arn = attributes["Attributes"]["QueueArn"]
    pattern = {"source": ["mashangban.casework"], "detail-type": ["CaseVerified"]}
    events.put_rule(Name="verified", EventBusName="county", EventPattern=json.dumps(pattern))
    events.put_targets(
        Rule="verified", EventBusName="county", Targets=[{"Id": "queue", "Arn": arn}]
    )
    _, (verified,) = then(assigned_case(), verify())
    published = [outbound(filed().events[0]), outbound(verified)]
    assert EventBridgeBus(events, "county").publish(published) == []
    (message,) = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert json.loads(message["Body"])["detail"] == outbound(verified).detail
